// 审计: the log of facts, the log of who came in, roles lent in an emergency; and whether both logs are what they were.
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useMay, useSession, Waiting } from '../session/gate.tsx'
import { useTitle } from '../ui/use-title.ts'
import { AccessLog } from './access-log.tsx'
import { EventLog } from './event-log.tsx'
import { Export } from './export.tsx'
import { Verify } from './verify.tsx'
import { type AuditTab, readAuditView, useAuditView } from './view.ts'

const Emergencies = lazy(async () => ({ default: (await import('../accounts/emergencies.tsx')).Emergencies }))

export function AuditPage() {
  const [view] = useAuditView()
  const { demo } = useSession()
  const auditor = useMay('log.verify')
  const emergencies = useMay('emergency.read')
  useTitle(auditor ? '审计' : '我办过的事')
  const shown: { key: AuditTab; label: string }[] = [{ key: 'events', label: '登记日志' }, { key: 'access', label: '访问日志' }, ...(emergencies ? [{ key: 'emergencies' as const, label: '应急处置' }] : [])]
  const tab = shown.find(({ key }) => key === view.tab)?.key ?? 'events'
  const panes: Record<AuditTab, () => ReactNode> = { events: () => <EventLog />, access: () => <AccessLog />, emergencies: () => <Emergencies /> }
  return (
    <div className="page audit">
      <header className="page-title">
        <h1>{auditor ? '审计' : '我办过的事'}</h1>
        <p className="chip"><span>只增不改，逐条相连</span><span>访问日志至少保存六个月（网络安全法第二十一条）</span>{demo ? <span className="demo">演示数据</span> : null}</p>
        {auditor && tab !== 'emergencies' ? <Export key={tab} log={tab} /> : null}
      </header>
      {auditor ? <Verify /> : null}
      <nav className="tabs" aria-label="日志">
        {shown.map(({ key, label }) => <Link key={key} to="/audit" search={readAuditView({ tab: key })} replace aria-current={key === tab ? 'page' : undefined}>{label}</Link>)}
      </nav>
      <Suspense fallback={<Waiting />}>{panes[tab]()}</Suspense>
    </div>
  )
}
