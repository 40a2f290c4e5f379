// Which scheme, which data.
import { Button, Select, Tooltip } from 'antd'
import { useRef } from 'react'
import { indicatorsOf } from '#core/evaluation/scheme.ts'
import { count } from '../ui/formats.ts'
import type { Trial } from './use-trial.ts'

export const demoSizes = [84, 2000, 20_000] as const

export function Setup({ trial }: { trial: Trial }) {
  const { chosen, choices, opened, outcome, changed } = trial
  const scheme = opened?.scheme ?? chosen?.scheme
  return (
    <section className="setup" aria-label="指标体系与数据">
      <div className="field">
        <label htmlFor="scheme">指标体系</label>
        <Select id="scheme" value={chosen?.file ?? null} onChange={trial.choose} options={choices.map(({ file, title, faults }) => ({ value: file, label: faults.length ? `${title}（有误）` : title }))} popupMatchSelectWidth={false} />
        <PickFile label="用自己的 YAML" accept=".yaml,.yml" onFile={file => void trial.addScheme(file)} />
      </div>
      {scheme ? (
        <p className="facts">
          {changed ? <span className="tag moved">已改动</span> : <span className={`tag ${scheme.status}`}>{scheme.status === 'proposal' ? '建议稿' : '已采用'}</span>}
          {scheme.dimensions.length} 个维度 {indicatorsOf(scheme).length} 项指标
          {outcome ? <Tooltip title={outcome.hash}><code>{outcome.hash.slice(7, 15)}</code></Tooltip> : null}
        </p>
      ) : null}
      {chosen?.faults.length ? (
        <div className="faults" role="alert">
          <b>{chosen.file} 有 {chosen.faults.length} 处要改</b>
          <ul>{chosen.faults.slice(0, 30).map(fault => <li key={fault}>{fault}</li>)}</ul>
        </div>
      ) : null}
      {opened ? (
        <div className="field">
          <label>数据</label>
          <p className="data-name"><b>{opened.label}</b><span>{count(opened.towns.length)} 个小镇</span></p>
          <PickFile label="换一个文件" accept=".xlsx,.csv,.json" onFile={file => void trial.loadFile(file)} />
        </div>
      ) : null}
      {opened ? <DemoButtons trial={trial} /> : null}
    </section>
  )
}

export function DemoButtons({ trial }: { trial: Trial }) {
  const current = trial.source?.kind === 'demo' ? trial.source.towns : null
  return (
    <div className="demo-sizes" role="group" aria-label="演示数据">
      <span>演示数据</span>
      {demoSizes.map(towns => <Button key={towns} size="small" type={current === towns ? 'primary' : 'default'} ghost={current === towns} disabled={!trial.chosen?.scheme} onClick={() => trial.load({ kind: 'demo', towns })}>{count(towns)} 个</Button>)}
      {trial.opening ? <span className="waiting" role="status">正在读取、计算…</span> : null}
    </div>
  )
}

export function PickFile({ label, accept, onFile, primary = false }: { label: string; accept: string; onFile: (file: File) => void; primary?: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button size={primary ? 'middle' : 'small'} type={primary ? 'primary' : 'link'} onClick={() => input.current?.click()}>{label}</Button>
      <input ref={input} type="file" accept={accept} hidden aria-label={label} onChange={event => {
        const file = event.target.files?.[0]
        if (file) onFile(file)
        event.target.value = ''
      }} />
    </>
  )
}
