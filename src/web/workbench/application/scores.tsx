// What the sheets of a review come to: each under its pseudonym, who stands out, and – to few – whose they are.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client, messageOf } from '../session/client.ts'
import { useMay, Waiting } from '../session/gate.tsx'
import { fixed } from '../ui/formats.ts'
import { type ApplicationView, scoresQuery } from './data.ts'

/** After everybody has signed: each sheet under its pseudonym; after the conclusion also who stands out. */
export function Scores({ view }: { view: ApplicationView }) {
  const { data, error } = useQuery(scoresQuery(view.id))
  if (!data) return error ? <section aria-label="评分"><h2>评分</h2><p className="quiet">{messageOf(error)}</p></section> : <Waiting lines={4} />
  const { result } = data
  const outlying = new Set(result?.outliers.map(({ id }) => id))
  return (
    <section aria-labelledby="scores">
      <h2 id="scores">评分</h2>
      {result ? <p className="result"><output>{fixed(result.score, 2)}</output><span>{data.sheets.length} 份评审表{result.dropped.length ? `，去掉一个最高、一个最低（${result.dropped.join('、')}）` : '，全部计入'}</span></p> : <p className="quiet">还没有汇总。</p>}
      <table className="plain score-table">
        <thead><tr><th>专家</th>{data.criteria.map(({ id, label, points }) => <th key={id} className="n">{label}<small>满分 {points}</small></th>)}<th className="n">总分</th><th>意见</th></tr></thead>
        <tbody>
          {data.sheets.map(sheet => <tr key={sheet.pseudonym} className={outlying.has(sheet.pseudonym) ? 'outlying' : undefined}><td>{sheet.pseudonym}</td>{data.criteria.map(({ id, label }) => <td key={id} className="n" data-title={label}>{sheet.scores[id]}</td>)}<td className="n"><b>{sheet.total}</b></td><td className="opinion">{sheet.opinion}</td></tr>)}
          {result ? <tr className="mean"><td>平均</td>{result.criteria.map(({ id, mean }) => <td key={id} className="n">{fixed(mean, 2)}</td>)}<td className="n">{fixed(result.score, 2)}</td><td /></tr> : null}
        </tbody>
      </table>
      {result?.outliers.map(({ id, value, median, z }) => <p key={id} className="flaw f-soft"><b>离群</b>{id}给 {value} 分，中位数 {fixed(median, 1)}，修正 z 值 {fixed(z, 1)}。只作提示，不自动剔除。</p>)}
      {view.stage !== 'checked' ? <Identities view={view} /> : null}
    </section>
  )
}

/** Names open only after the conclusion, to few, with the second factor; who looked is in the access log. */
function Identities({ view }: { view: ApplicationView }) {
  const may = useMay('expert.identify')
  const task = useTask()
  const [shown, show] = useState<Awaited<ReturnType<typeof client.panelIdentities>> | null>(null)
  if (!may) return null
  if (!shown) return <p className="buttons no-print"><Button size="small" loading={task.busy} onClick={() => void task.run(() => client.panelIdentities({ id: view.id })).then(found => { if (found) show(found) })}>查看专家身份</Button><small>须再次确认身份</small>{task.error ? <Alert type="error" title={task.error} /> : null}</p>
  return (
    <table className="plain">
      <thead><tr><th>代号</th><th>姓名</th><th>情况</th></tr></thead>
      <tbody>
        {shown.seats.map(seat => <tr key={seat.person}><td>{seat.pseudonym}</td><td>{seat.name}</td><td>{seat.recused !== null ? `回避：${seat.recused}` : seat.signed ? '已签署' : '没有签署'}</td></tr>)}
        {shown.excluded.map(other => <tr key={other.person}><td className="quiet">未进入范围</td><td>{other.name}</td><td>{other.reason}</td></tr>)}
      </tbody>
    </table>
  )
}
