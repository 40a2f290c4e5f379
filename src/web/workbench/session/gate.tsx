// What signed-in pages stand in: the session is known before they are drawn.
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { Alert } from 'antd'
import { createContext, useContext } from 'react'
import type { SessionView } from '#contract/session.ts'
import type { Permission } from '#core/access/permission.ts'
import { ActProvider } from './act.tsx'
import { messageOf, sessionQuery } from './client.ts'

const SessionContext = createContext<SessionView | null>(null)

export function Gate() {
  const { data, error } = useQuery(sessionQuery)
  if (!data) return <div className="page">{error ? <Alert type="error" title={messageOf(error)} /> : <Waiting />}</div>
  return <SessionContext value={data}><ActProvider><Outlet /></ActProvider></SessionContext>
}

/** Who is signed in. Only below `Gate`. */
export function useSession(): SessionView {
  return useContext(SessionContext) as SessionView
}

/** The server's answer on a permission. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions[permission]?.allowed ?? false
}

/** Shown only when waiting takes long enough to be noticed. */
export function Waiting({ lines = 6 }: { lines?: number }) {
  return <div className="waiting-lines" role="status" aria-label="正在取数">{Array.from({ length: lines }, (_, i) => <i key={i} style={{ width: `${[62, 88, 74, 95, 58, 81][i % 6]}%` }} />)}</div>
}

export function Failed({ error }: { error: unknown }) {
  return <Alert type="error" showIcon title={messageOf(error)} />
}
