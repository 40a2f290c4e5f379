// What is drawn: how often, around which weights, by which methods, on which data; and how far it is.
import { Button, InputNumber, Progress, Segmented, Select } from 'antd'
import { useState } from 'react'
import { type DrawName, drawWords, needsJudgements, printDoubt, type WeightDoubt, weightDoubtOf } from '#core/evaluation/doubt.ts'
import type { Aggregation } from '#core/evaluation/scheme.ts'
import type { RobustInput } from '../engine/protocol.ts'
import { count, seconds } from '../ui/formats.ts'
import { aggregationWords, doingWords } from '../words.ts'
import { PickFile } from './setup.tsx'
import type { Drawing, Trial } from './use-trial.ts'

const stated = 'stated'

export function RobustOrder({ trial }: { trial: Trial }) {
  const [draws, setDraws] = useState<number | 'enough'>('enough')
  const [seed, setSeed] = useState(1)
  const [draw, setDraw] = useState<DrawName | typeof stated>(stated)
  const [amount, setAmount] = useState(25)
  const [dataError, setDataError] = useState<number | null>(null)
  const [methods, setMethods] = useState<Aggregation[] | null>(null)
  const { scheme } = trial.opened as NonNullable<Trial['opened']>
  const judged = scheme.weighting.method === 'ahp' && !trial.changed
  const doubt = draw === stated ? null : doubtOf(draw, amount / 100)
  const input: RobustInput = { draws, seed, variation: { ...(doubt ? { weights: doubt } : {}), ...(dataError === null ? {} : { dataError: dataError / 100 }), ...(methods === null ? {} : { aggregations: methods }) } }
  const names = (Object.keys(drawWords) as DrawName[]).filter(name => judged || !needsJudgements({ draw: name }))
  return (
    <form className="robust-order" onSubmit={event => { event.preventDefault(); trial.draw(input) }}>
      <div className="ask"><span>抽样</span><Segmented size="small" aria-label="抽样次数" value={draws} onChange={setDraws} options={[{ value: 'enough', label: '够了为止' }, { value: 1000, label: '1,000 次' }, { value: 10_000, label: '10,000 次' }]} /></div>
      <div className="ask">
        <label htmlFor="draw-weights">权重</label>
        <Select id="draw-weights" size="small" value={draw} onChange={setDraw} popupMatchSelectWidth={false} options={[{ value: stated, label: `按指标体系：${printDoubt(weightDoubtOf(scheme.robustness))}` }, ...names.map(value => ({ value, label: drawWords[value] }))]} />
        {draw === 'box' || draw === 'dirichlet' || draw === 'judgements' ? <Amount label={{ box: '误差', dirichlet: '变异系数', judgements: 'σ' }[draw]} value={amount} onChange={value => setAmount(value ?? 25)} least={1} /> : null}
      </div>
      <div className="ask"><label htmlFor="draw-methods">另试合成方法</label><Select id="draw-methods" mode="multiple" size="small" maxTagCount="responsive" allowClear placeholder={scheme.robustness.aggregations.length ? '按指标体系' : '不另试'} value={methods ?? []} onChange={value => setMethods(value.length ? value : null)} options={Object.entries(aggregationWords).map(([value, label]) => ({ value: value as Aggregation, label }))} className="methods" /></div>
      <div className="ask"><Amount label="数据误差" value={dataError} onChange={setDataError} least={0} placeholder="按指标体系" /></div>
      <div className="ask">
        <span>上一年</span>
        {trial.last ? <><span className="last">{trial.last.label}，{count(trial.last.matched)} 个相同{trial.last.errors ? `，${count(trial.last.errors)} 处问题` : ''}</span><Button size="small" type="link" onClick={() => void trial.loadLast(null)}>不用</Button></>
          : <><PickFile label="放入上一年的数据" accept=".xlsx,.csv,.json" onFile={file => void trial.loadLast(file)} />{trial.opened?.demo ? <Button size="small" type="link" onClick={() => void trial.loadLast('demo')}>演示数据</Button> : null}</>}
      </div>
      <div className="ask"><label>种子 <InputNumber size="small" min={0} max={2 ** 31} precision={0} value={seed} onChange={value => setSeed(value ?? 1)} aria-label="种子" /></label></div>
      <Button type="primary" size="small" htmlType="submit" disabled={trial.drawing !== null}>{trial.robustness ? '重新计算' : '开始计算'}</Button>
    </form>
  )
}

function Amount({ label, value, onChange, least, placeholder = '' }: { label: string; value: number | null; onChange: (value: number | null) => void; least: number; placeholder?: string }) {
  return <label>{label} <InputNumber size="small" min={least} max={100} value={value} onChange={onChange} suffix={value === null ? null : '%'} placeholder={placeholder} aria-label={`${label}，百分之几`} /></label>
}

function doubtOf(draw: DrawName, amount: number): WeightDoubt {
  switch (draw) {
    case 'box': return { draw, error: amount }
    case 'dirichlet': return { draw, cv: amount }
    case 'judgements': return { draw, sigma: amount }
    default: return { draw }
  }
}

export function Going({ drawing: { doing, done, total, left, finishing }, onCancel }: { drawing: Drawing; onCancel: () => void }) {
  const far = doing === 'draws' ? `${count(done)} / ${count(total)} 次` : `${done}%`
  return (
    <div className="going">
      <Progress percent={Math.floor((100 * done) / total)} size="small" showInfo={false} aria-label={`${doingWords[doing]}进度`} />
      <p role="status">{finishing ? '抽样完了，正在找最省的改变…' : `${doingWords[doing]} ${far}${left === null ? '' : `，还要${seconds(left)}`}`}</p>
      <Button size="small" onClick={onCancel}>取消</Button>
    </div>
  )
}
