// On the desk: an emergency that waits for my word; and for whoever watches, one that is in force.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../session/gate.tsx'
import { momentWord } from '../ui/days.ts'
import { emergenciesQuery } from './emergencies.tsx'

export function EmergencyWaits() {
  const { data } = useQuery({ ...emergenciesQuery, enabled: useMay('emergency.read') })
  const mine = data?.emergencies.filter(({ acts }) => acts.agree.allowed || acts.use.allowed) ?? []
  if (!mine.length) return null
  return (
    <ul className="tasks">
      {mine.map(one => <li key={one.id}><Link to="/accounts" search={{ tab: 'emergencies' }}><b>{one.acts.agree.allowed ? '同意应急处置' : '启用应急处置'}</b><span>{one.name} 借用 {one.roleLabel} {one.hours} 小时</span><small>{one.reason}</small></Link></li>)}
    </ul>
  )
}

export function EmergencyAlarm() {
  const auditor = useMay('log.verify')
  const { data } = useQuery({ ...emergenciesQuery, enabled: useMay('emergency.read') })
  const inForce = data?.emergencies.filter(({ stage }) => stage === 'used') ?? []
  return inForce.map(one => (
    <p key={one.id} className="notice-line" role="alert"><b>应急权限启用中</b>{one.name} 借用 {one.roleLabel}，至 {one.until ? momentWord(one.until) : ''}，已办理 {one.used} 次。<Link to={auditor ? '/audit' : '/accounts'} search={{ tab: 'emergencies' }}>查看</Link></p>
  ))
}
