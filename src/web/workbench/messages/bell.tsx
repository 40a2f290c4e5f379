// In the masthead: how many messages are unread, and what is being done in the background.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Progress } from '../tasks/progress.tsx'
import { countQuery } from './data.ts'

export function Bell() {
  const { data } = useQuery(countQuery)
  const unread = data?.unread ?? 0
  return (
    <span className="told">
      <Progress running={data?.tasks ?? 0} />
      <Link to="/messages" className="bell" aria-label={unread ? `消息，${unread} 条未读` : '消息'}>
        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 3a4.5 4.5 0 0 0-4.5 4.5c0 4-1.5 5.5-1.5 5.5h12s-1.5-1.5-1.5-5.5A4.5 4.5 0 0 0 10 3zM8.5 15.5a1.6 1.6 0 0 0 3 0" /></svg>
        {unread ? <b>{unread > 99 ? '99+' : unread}</b> : null}
      </Link>
    </span>
  )
}
