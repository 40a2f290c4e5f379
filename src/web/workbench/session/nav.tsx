// Places of the workbench in the masthead, those the server lets one into; and who is signed in.
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { Bell } from '../messages/bell.tsx'
import { SearchBox } from '../search/box.tsx'
import { client, queries, sessionQuery } from './client.ts'

/** Any of these shows something under 监督. */
const supervised = ['supervision.read', 'misuse.read', 'report.read', 'objection.read', 'support.read']
const outside = ['/sign-in', '/invitation']

export function SessionNav() {
  const { pathname } = useLocation()
  const { data: session } = useQuery({ ...sessionQuery, enabled: !outside.some(path => pathname.startsWith(path)) })
  const may = (permission: string): boolean => session?.permissions[permission]?.allowed ?? false
  const at = (path: string): 'page' | undefined => (pathname === path || pathname.startsWith(`${path}/`) ? 'page' : undefined)
  const signOut = async (): Promise<void> => {
    await client.signOut({}).catch(() => null)
    queries.clear()
    location.assign('/sign-in')
  }
  return (
    <>
      <nav aria-label="主要栏目">
        {session ? (
          <>
            <Link to="/desk" aria-current={at('/desk')}>待办</Link>
            {may('season.read') ? <Link to="/seasons" aria-current={at('/seasons')}>年度</Link> : null}
            {may('reporting.read') ? <Link to="/reporting" aria-current={at('/reporting')}>调度</Link> : null}
            {may('season.read') ? <Link to="/calls" aria-current={at('/calls') ?? at('/applications')}>申报</Link> : null}
            {supervised.some(may) ? <Link to="/supervision" aria-current={at('/supervision')}>监督</Link> : null}
            {may('account.read') ? <Link to="/accounts" aria-current={at('/accounts')}>账户</Link> : null}
            {may('log.verify') ? <Link to="/audit" aria-current={at('/audit')}>审计</Link> : null}
          </>
        ) : null}
        <a href="/try">试算</a>
      </nav>
      {session && pathname !== '/find' ? <SearchBox /> : null}
      <a className="leave" href="/towns">公开网站</a>
      {session ? <Bell /> : null}
      {session ? (
        <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: [{ key: 'site', label: <a href="/towns">公开网站</a> }, { key: 'account', label: <Link to="/account">我的账户</Link> }, ...(may('event-log.read') && !may('log.verify') ? [{ key: 'done', label: <Link to="/audit">我办过的事</Link> }] : []), { key: 'out', label: '退出登录', onClick: () => void signOut() }] }}>
          <button type="button" className="who" aria-label={`${session.person.name}，我的账户与退出`}><b>{session.person.name}</b></button>
        </Dropdown>
      ) : null}
    </>
  )
}
