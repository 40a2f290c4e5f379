// 校核: everything that is wrong or doubtful, by town; a click goes to the field. And 比对: figures of other origins.
import { Alert, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { readCell } from '#core/reporting/read-cell.ts'
import { wordsOf } from '#core/reporting/import-problem.ts'
import { indicatorOf } from '#core/reporting/data-set.ts'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { type ReportView, reportingChanged } from './data.ts'
import type { Selected } from './grid.tsx'
import type { Draft } from './use-draft.ts'
import { columnWord, townWord, valueWord } from './words.ts'

export function Findings({ report, draft, onGo }: { report: ReportView; draft: Draft; onGo: (at: Selected) => void }) {
  const { towns, dataSet } = report
  const wrong = [...draft.wrong].map(([key, { message }]) => ({ town: key.split('/')[0] ?? '', indicator: key.split('/')[1] ?? '', message }))
  if (!draft.findings.length && !wrong.length) return <p className="nothing">没有问题。硬性关系、与上期、与上年同期、与同类的比较都已看过。</p>
  return (
    <div className="findings-list">
      {wrong.map(({ town, indicator, message }) => <button key={`${town}/${indicator}`} type="button" className="flaw f-hard" onClick={() => onGo({ town, indicator })}><b>没有保存</b><span>{townWord(towns, town)} {columnWord(dataSet, indicator)}：{message}</span></button>)}
      {towns.map(town => {
        const own = draft.findings.filter(finding => finding.town === town.id)
        const explained = Boolean(draft.content[town.id]?.remark)
        return own.length ? (
          <section key={town.id} aria-label={town.name}>
            <h3>{town.name} <small>{tally(own, explained)}</small></h3>
            <Missing dataSet={dataSet} missing={own.filter(isMissing)} onGo={indicator => onGo({ town: town.id, indicator })} />
            {own.filter(finding => !isMissing(finding)).map(finding => (
              <button key={`${finding.check}/${finding.indicators.join('/')}`} type="button" className={`flaw f-${finding.severity}${finding.severity === 'soft' && explained ? ' answered' : ''}`} onClick={() => onGo({ town: town.id, indicator: finding.severity === 'soft' && !explained ? 'remark' : finding.indicators[0] ?? '' })}>
                <b>{finding.severity === 'hard' ? '须改正' : explained ? '已说明' : '须说明'}</b><span>{finding.message}</span><small>{finding.mend}</small>
              </button>
            ))}
          </section>
        ) : null
      })}
    </div>
  )
}

/** 11 项须填报，2 处须改正，1 处须说明 */
function tally(own: Draft['findings'], explained: boolean): string {
  const hard = own.filter(finding => finding.severity === 'hard' && !isMissing(finding)).length
  const soft = own.filter(({ severity }) => severity === 'soft').length
  const missing = own.filter(isMissing).length
  return [missing ? `${missing} 项须填报` : '', hard ? `${hard} 处须改正` : '', soft ? `${soft} 处${explained ? '已说明' : '须说明'}` : ''].filter(Boolean).join('，')
}

const isMissing = ({ check }: Draft['findings'][number]): boolean => check === 'required'

/** What is still to be filled in, in one place: a form not yet begun is no list of mistakes. */
function Missing({ dataSet, missing, onGo }: { dataSet: ReportView['dataSet']; missing: Draft['findings']; onGo: (indicator: string) => void }) {
  if (!missing.length) return null
  return (
    <details className="flaw f-hard to-fill" open={missing.length <= 3}>
      <summary><b>须填报</b><span>还有 {missing.length} 项没有填，数值为零的填 0</span></summary>
      <ul>{missing.map(({ indicators: [indicator = ''] }) => <li key={indicator}><button type="button" className="link" onClick={() => onGo(indicator)}>{columnWord(dataSet, indicator)}</button></li>)}</ul>
    </details>
  )
}

export function Sides({ report, onGo }: { report: ReportView; onGo: (at: Selected) => void }) {
  const { origins, towns, dataSet, mayCompare } = report
  const differing = origins.filter(one => one.differing.length)
  return (
    <div className="sides">
      <p className="quiet">填报数、第三方核实数、部门数据并列，谁也不覆盖谁；相差超过允许误差的标出。{origins.length ? `${origins.length} 处有比对，${differing.length} 处超出。` : '还没有比对数据。'}</p>
      {origins.length ? (
        <table className="plain">
          <thead><tr><th scope="col">小镇</th><th scope="col">指标</th><th scope="col" className="n">填报</th><th scope="col" className="n">第三方</th><th scope="col" className="n">部门</th><th scope="col">结论</th></tr></thead>
          <tbody>{[...differing, ...origins.filter(one => !one.differing.length)].map(one => (
            <tr key={`${one.town}/${one.indicator}`} className={one.differing.length ? 'differs' : undefined}>
              <th scope="row"><button type="button" className="link" onClick={() => onGo(one)}>{townWord(towns, one.town)}</button></th><td>{columnWord(dataSet, one.indicator)}</td><td className="n">{valueWord(one.reported)}</td><td className="n">{valueWord(one.thirdParty)}</td><td className="n">{valueWord(one.administrative)}</td><td>{one.differing.length ? one.differing.join('；') : '在允许误差内'}</td>
            </tr>
          ))}</tbody>
        </table>
      ) : null}
      {mayCompare ? <FigureForm report={report} /> : null}
    </div>
  )
}

function FigureForm({ report }: { report: ReportView }) {
  const task = useTask()
  const [town, setTown] = useState(report.towns[0]?.id ?? '')
  const [indicator, setIndicator] = useState(report.dataSet.indicators[0]?.id ?? '')
  const [origin, setOrigin] = useState<'administrative' | 'thirdParty'>('administrative')
  const [typed, setTyped] = useState('')
  const [source, setSource] = useState('')
  const found = indicatorOf(report.dataSet, indicator)
  const read = found && readCell({ value: typed }, found)
  const wrong = typed && read && !read.ok ? wordsOf(read.code, read.params).message : null
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!read?.ok) return
    if (!await task.run(() => client.reportingCompare({ submission: report.id, origin, source, figures: [{ town, indicator, value: read.value }] }))) return
    setTyped('')
    await reportingChanged()
  }
  return (
    <form className="figure-form" onSubmit={event => void submit(event)}>
      <h3>录入比对数据</h3>
      {task.error ? <Alert type="error" title={task.error} /> : null}
      <Select aria-label="来源类别" value={origin} onChange={setOrigin} options={[{ value: 'administrative', label: '部门数据' }, { value: 'thirdParty', label: '第三方核实' }]} />
      <Select aria-label="小镇" value={town} onChange={setTown} showSearch={{ optionFilterProp: 'label' }} options={report.towns.map(({ id, name }) => ({ value: id, label: name }))} />
      <Select aria-label="指标" value={indicator} onChange={setIndicator} showSearch={{ optionFilterProp: 'label' }} options={report.dataSet.indicators.filter(one => !one.formula).map(({ id, name, unit }) => ({ value: id, label: unit ? `${name}（${unit}）` : name }))} />
      <Input aria-label="数值" placeholder="数值" value={typed} onChange={event => setTyped(event.target.value)} status={wrong ? 'error' : ''} />
      <Input aria-label="出处" placeholder="出处，如 名录库 9 月" value={source} onChange={event => setSource(event.target.value)} maxLength={200} />
      <Button htmlType="submit" loading={task.busy} disabled={!read?.ok || !typed.trim() || !source.trim()}>录入</Button>
      {wrong ? <p className="late">{wrong}</p> : null}
    </form>
  )
}
