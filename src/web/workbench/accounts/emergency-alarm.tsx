// On the desk, for whoever watches: a role lent in an emergency that is in force.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../session/gate.tsx'
import { momentWord } from '../ui/days.ts'
import { emergenciesQuery } from './emergencies.tsx'

export function EmergencyAlarm() {
  const auditor = useMay('log.verify')
  const { data } = useQuery({ ...emergenciesQuery, enabled: useMay('emergency.read') })
  const inForce = data?.emergencies.filter(({ stage }) => stage === 'used') ?? []
  return inForce.map(one => (
    <p key={one.id} className="notice-line" role="alert"><b>应急权限启用中</b>{one.name} 借用 {one.roleLabel}，至 {one.until ? momentWord(one.until) : ''}，已办理 {one.used} 次。<Link to={auditor ? '/audit' : '/accounts'} search={{ tab: 'emergencies' }}>查看</Link></p>
  ))
}
