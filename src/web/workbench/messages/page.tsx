// 消息: what I was told, newest first; read once it is opened.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { noteKinds } from '#contract/messages.ts'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, useSession, Waiting } from '../session/gate.tsx'
import { momentWord } from '../ui/days.ts'
import { PathLink } from '../ui/path-link.tsx'
import { useTitle } from '../ui/use-title.ts'
import { messagesChanged, messagesQuery } from './data.ts'

export function MessagesPage() {
  useTitle('消息')
  const { demo } = useSession()
  const { unread = false } = useSearch({ from: '/signed/messages' })
  const navigate = useNavigate({ from: '/messages' })
  const { data, error } = useQuery(messagesQuery(unread))
  const task = useTask()
  const read = async (which: { ids?: number[]; upTo?: number }): Promise<void> => { if (await task.run(() => client.messageRead(which))) await messagesChanged() }
  const newest = data?.messages[0]?.id
  return (
    <div className="page">
      <header className="page-title">
        <h1>消息</h1>
        <p className="chip">{data ? <span>未读 <b>{data.unread}</b></span> : null}<span>也可以用邮件提醒，在<Link to="/account">我的账户</Link>里选</span>{demo ? <span className="demo">演示数据</span> : null}</p>
      </header>
      <p className="buttons message-tools">
        <Button size="small" aria-pressed={unread} onClick={() => void navigate({ search: unread ? {} : { unread: true }, replace: true })}>{unread ? '看全部' : '只看未读'}</Button>
        {data?.unread && newest !== undefined ? <Button size="small" loading={task.busy} onClick={() => void read({ upTo: newest })}>全部标为已读</Button> : null}
      </p>
      {error ? <Failed error={error} /> : null}
      {!data ? error ? null : <Waiting /> : data.messages.length ? (
        <ul className="messages">
          {data.messages.map(({ id, kind, title, path, at, read: done }) => (
            <li key={id} className={done ? undefined : 'unread'}>
              <PathLink path={path} onGo={() => { if (!done) void read({ ids: [id] }) }}><b>{noteKinds[kind]}</b><span>{title}</span><small>{done ? '' : '未读 · '}{momentWord(at)}</small></PathLink>
              {done ? null : <Button size="small" type="text" aria-label={`标为已读：${title}`} onClick={() => void read({ ids: [id] })}>已读</Button>}
            </li>
          ))}
        </ul>
      ) : <p className="nothing">{unread ? '没有未读的消息。' : '还没有消息。有事轮到您、被退回、将到期、有了结果时，这里会告诉您。'}</p>}
    </div>
  )
}
