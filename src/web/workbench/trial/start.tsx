// Before there are data: what will be here, and how to begin.
import { Button } from 'antd'
import { csvText } from '#core/base/csv.ts'
import { growthKinds } from '#core/evaluation/rule.ts'
import { indicatorsOf, type Scheme } from '#core/evaluation/scheme.ts'
import { DemoButtons, PickFile } from './setup.tsx'
import { saveFile } from '../ui/save-file.ts'
import type { Trial } from './use-trial.ts'

export function Start({ trial }: { trial: Trial }) {
  const scheme = trial.chosen?.scheme
  return (
    <div className="start">
      <div className="drop">
        <h2>放入数据表</h2>
        <p>把 Excel（xlsx）、CSV 或 JSON 拖到这里。表头要有“名称”，有类别的要有“类别”，其余各列是指标的编号或名称。</p>
        <p className="actions">
          <PickFile primary label="选择文件" accept=".xlsx,.csv,.json" onFile={file => void trial.loadFile(file)} />
          <Button disabled={!scheme} onClick={() => scheme && saveFile(`空表-${scheme.title}.csv`, 'text/csv', template(scheme))}>下载空表</Button>
        </p>
        <DemoButtons trial={trial} />
      </div>
      <ol className="what">
        <li><b>得分与名次</b>每个小镇的得分、名次、等级、在不在前段后段；点开看每一分怎样算出，可以打印。</li>
        <li><b>动权重</b>拖动任何一项，其余按比例相让；名次、分界和 δ* 立刻跟着变。</li>
        <li><b>稳健性</b>权重各错一些，结论还成立吗：支持度、名次范围、差一点的、最省的改变。</li>
        <li><b>比较</b>两套指标体系并排：谁换了等级，谁越过了分界。</li>
      </ol>
    </div>
  )
}

/** The heads of a table for this scheme, to fill in. */
function template(scheme: Scheme): string {
  const columns = indicatorsOf(scheme).flatMap(({ id, name, rule }) => (growthKinds.includes(rule.kind) ? [`${id} ${name}`, `${id} 上年`] : [`${id} ${name}`]))
  return csvText([['名称', ...(scheme.categories.length ? ['类别'] : []), ...columns, ...scheme.adjustments.map(({ id, name }) => `${id} ${name}`), ...scheme.vetoes.map(({ id, name }) => `${id} ${name}`)]])
}
