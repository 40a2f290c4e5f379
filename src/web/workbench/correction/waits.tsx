// On the desk: corrections whose next step is the caller's.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Permission } from '#core/access/permission.ts'
import { useMay, useSession } from '../session/gate.tsx'
import { correctionAt, correctionsQuery } from './data.ts'

const turns: Readonly<Record<string, { permission: Permission; word: string }>> = {
  proposed: { permission: 'correction.review', word: '复核更正' }, returned: { permission: 'correction.propose', word: '修改更正' },
  reviewed: { permission: 'correction.approve', word: '审定更正' }, approved: { permission: 'correction.release', word: '印发更正' },
}

export function CorrectionWaits() {
  const { permissions } = useSession()
  const { data } = useQuery({ ...correctionsQuery, enabled: useMay('notice.read') })
  const rows = data?.corrections.filter(({ stage }) => turns[stage] && permissions[turns[stage].permission]?.allowed) ?? []
  if (!rows.length) return null
  return <ul className="tasks">{rows.map(row => <li key={row.id}><Link {...correctionAt(row.id)}><b>{turns[row.stage]?.word}</b><span>{row.of.number ?? row.of.title}{row.demo ? <em className="demo-word">演示数据</em> : null}</span><small>{row.causeLabel}：{row.reason}</small></Link></li>)}</ul>
}
