// 名单: every reviewed application, by score, each answered for: on the list or not, and why.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { Mark } from '../../site/ui/marks.tsx'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { fixed } from '../ui/formats.ts'
import { actionOf, applicationAt, type CallView, candidatesQuery, changed, type Form, type ListRow } from './data.ts'

type Choice = { listed: boolean; category: string; reason: string }

export function List({ call, form, onDone }: { call: CallView; form: Form | null; onDone: (said: string) => void }) {
  const select = actionOf(call, 'select')
  return select.allowed && form ? <Choosing key={call.version} call={call} form={form} onDone={onDone} /> : call.list ? <Chosen list={call.list} publicised={!['open', 'selected'].includes(call.stage)} /> : <p className="nothing">还没有拟定名单。每份申报都评审、不予受理或撤回之后，由省级经办拟定。<br />{select.reason}</p>
}

function Choosing({ call, form, onDone }: { call: CallView; form: Form; onDone: (said: string) => void }) {
  const { data, error } = useQuery(candidatesQuery(call.id))
  const [chosen, choose] = useState<Readonly<Record<string, Partial<Choice>>>>({})
  const task = useTask()
  if (!data) return error ? <Failed error={error} /> : <Waiting />
  const before = new Map(call.list?.map(row => [row.application, row]))
  const choiceOf = (row: ListRow): Choice => ({ listed: before.get(row.application)?.listed ?? true, category: before.get(row.application)?.category ?? row.category, reason: before.get(row.application)?.reason ?? '', ...chosen[row.application] })
  const put = (row: ListRow, part: Partial<Choice>): void => choose({ ...chosen, [row.application]: { ...chosen[row.application], ...part } })
  const needs = (row: ListRow): boolean => { const { listed, category, reason } = choiceOf(row); return (!listed || category !== row.category) && !reason.trim() }
  const listed = data.rows.filter(row => choiceOf(row).listed)
  const submit = async (): Promise<void> => {
    const done = await task.run(() => client.callSelect({ call: call.id, version: call.version, choices: data.rows.map(row => ({ application: row.application, ...choiceOf(row) })) }))
    if (!done) return
    onDone('名单已拟定，待所属市（州）联合认定。')
    await changed()
  }
  return (
    <section className="choosing" aria-label="拟定名单">
      <p className="lead">{data.rows.length ? `已评审 ${data.rows.length} 份，按得分排列。得分供参考，列入与否由人决定，逐份写明。` : '还没有评审完的申报。'}</p>
      {data.open ? <Alert type="warning" title={data.open.message} /> : null}
      {call.list ? <Joined list={call.list} /> : null}
      {data.rows.length ? (
        <>
          <table className="plain list-table">
            <thead><tr><th>列入</th><th>小镇</th><th>所在地</th><th className="n">得分</th><th>类别</th><th>理由</th></tr></thead>
            <tbody>
              {data.rows.map(row => {
                const own = choiceOf(row)
                return (
                  <tr key={row.application}>
                    <td><Checkbox aria-label={`列入 ${row.name}`} checked={own.listed} onChange={event => put(row, { listed: event.target.checked })} /></td>
                    <td><Link {...applicationAt(row.application)}>{row.name}</Link></td><td>{row.prefecture} {row.division}</td><td className="n"><b>{fixed(row.score, 2)}</b></td>
                    <td><Select size="small" aria-label={`${row.name}的类别`} value={own.category} onChange={(category: string) => put(row, { category })} options={form.categories.map(word => ({ value: word, label: word }))} popupMatchSelectWidth={false} /></td>
                    <td><Input size="small" aria-label={`${row.name}的理由`} status={needs(row) ? 'warning' : ''} placeholder={needs(row) ? own.listed ? `申报类别为${row.category}，改动须写明理由` : '不列入须写明理由，告知申报单位' : '可以不填'} value={own.reason} onChange={event => put(row, { reason: event.target.value })} /></td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          {task.error ? <Alert type="error" title={task.error} /> : null}
          <p className="buttons sticky"><Button type="primary" loading={task.busy} disabled={!listed.length || data.rows.some(needs) || data.open !== null} onClick={() => void submit()}>{call.list ? '重新拟定名单' : '拟定名单'}</Button><small>列入 {listed.length} 个，不列入 {data.rows.length - listed.length} 个{data.rows.some(needs) ? '；有的还缺理由' : ''}</small></p>
        </>
      ) : null}
    </section>
  )
}

/** Whose prefecture stands by it, whose does not yet. */
function Joined({ list }: { list: readonly ListRow[] }) {
  const open = list.filter(row => row.listed && !row.joined)
  return <p className="notice-line"><b>联合认定</b>{open.length ? `还有 ${open.length} 个没有得到所属市（州）认定：${open.map(({ name }) => name).join('、')}。全部认定之后才能公示。` : '拟列入的都已得到所属市（州）认定，可以公示。'}</p>
}

function Chosen({ list, publicised }: { list: readonly ListRow[]; publicised: boolean }) {
  return (
    <>
      <p className="lead">列入 {list.filter(({ listed }) => listed).length} 个，不列入 {list.filter(({ listed }) => !listed).length} 个。</p>
      {publicised ? null : <Joined list={list} />}
      <table className="plain list-table">
        <thead><tr><th>小镇</th><th>所在地</th><th className="n">得分</th><th>类别</th><th>结果</th><th>市（州）认定</th><th>理由</th></tr></thead>
        <tbody>{list.map(row => <tr key={row.application}><td><Link {...applicationAt(row.application)}>{row.name}</Link></td><td>{row.prefecture} {row.division}</td><td className="n">{fixed(row.score, 2)}</td><td>{row.category}</td><td><span className="marked"><Mark code={row.listed ? 'listed' : 'none'} />{row.listed ? '列入' : '不列入'}</span></td><td>{row.listed ? row.joined ? '已认定' : '待认定' : '—'}</td><td className="reason">{row.reason}</td></tr>)}</tbody>
      </table>
    </>
  )
}
