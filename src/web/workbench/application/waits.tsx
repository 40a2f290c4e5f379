// What waits for me in 申报: on the desk; nothing at all where nothing waits.
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Permission } from '#core/access/permission.ts'
import { useSession } from '../session/gate.tsx'
import { shortDay } from '../ui/days.ts'
import { applicationAt, callAt, callQuery, callsQuery, type Row, rowsQuery } from './data.ts'
import { callActs } from './words.ts'

/** Whose turn an application is, by stage. */
const turns: Partial<Record<Row['stage'], readonly { permission: Permission; word: string }[]>> = {
  draft: [{ permission: 'application.write', word: '填报' }],
  submitted: [{ permission: 'application.recommend', word: '推荐' }],
  recommended: [{ permission: 'application.check', word: '审核' }],
  checked: [{ permission: 'score.write', word: '评审' }, { permission: 'expert.draw', word: '抽取与汇总' }, { permission: 'expert.witness', word: '见证抽取' }],
}

/** Steps that one may always take do not wait for anybody. */
const unasked: readonly string[] = ['ask-extension', 'return', 'end', 'object']

export function ApplicationWaits() {
  const { permissions } = useSession()
  const may = (permission: Permission): boolean => permissions[permission]?.allowed ?? false
  const reads = may('application.read')
  const { data } = useQuery({ ...callsQuery, enabled: may('season.read') })
  const open = data?.calls.filter(({ stage }) => stage !== 'issued' && stage !== 'ended') ?? []
  const calls = useQueries({ queries: open.map(({ id }) => callQuery(id)) }).flatMap(({ data: call }) => (call ? [call] : []))
  const rows = useQueries({ queries: open.map(({ id }) => ({ ...rowsQuery(id), enabled: reads })) }).map(({ data: list }) => list?.applications ?? [])
  const steps = calls.flatMap(call => call.actions.filter(({ id, allowed }) => allowed && !unasked.includes(id) && !(id === 'select' && !settled(rows[open.findIndex(other => other.id === call.id)] ?? [])) && !(id === 'settle' && call.objections.every(({ settled: done }) => done))).map(action => ({ call, action })))
  const cases = open.flatMap((call, i) => (call.stage === 'open' || call.stage === 'selected' ? (rows[i] ?? []).flatMap(row => [...(turns[row.stage] ?? []), ...(row.stage === 'reviewed' && call.stage === 'selected' ? [{ permission: 'application.recommend' as const, word: '联合认定' }] : [])].filter(({ permission }) => may(permission)).map(({ word }) => ({ call, row, word }))) : []))
  if (!steps.length && !cases.length) return null
  return (
    <ul className="tasks">
      {steps.map(({ call, action }) => <li key={`${call.id} ${action.id}`}><Link {...callAt(call.id)} search={{ do: action.id }}><b>{action.label}</b><span>{call.programmeTitle} {call.title} · {call.stageLabel}{call.demo ? <em className="demo-word">演示数据</em> : null}</span><small>{callActs[action.id as keyof typeof callActs]}</small></Link></li>)}
      {cases.map(({ call, row, word }) => <li key={`${row.id} ${word}`}><Link {...applicationAt(row.id)} search={word === '抽取与汇总' || word === '见证抽取' || word === '评审' ? { tab: 'review' } : {}}><b>{word}</b><span>{row.name} · {call.title}{call.demo ? <em className="demo-word">演示数据</em> : null}</span><small>{row.until ? `${shortDay(row.until)}截止${row.openRemarks ? `，有 ${row.openRemarks} 条批注要答复` : ''}` : row.stageLabel}</small></Link></li>)}
    </ul>
  )
}

/** Nothing is left to be judged before a list can be made. */
function settled(rows: readonly Row[]): boolean {
  return rows.some(({ stage }) => stage === 'reviewed') && !rows.some(({ stage }) => stage === 'submitted' || stage === 'recommended' || stage === 'checked')
}
