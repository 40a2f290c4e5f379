// 邮件, for the system administrator: whether it is on, what did not go.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client, queries } from '../session/client.ts'
import { momentWord } from '../ui/days.ts'

const key = ['mail', 'state']

export function MailState() {
  const { data } = useQuery({ queryKey: key, queryFn: () => client.mailState({}) })
  const [tried, setTried] = useState(false)
  const task = useTask()
  if (!data) return null
  const attempt = async (): Promise<void> => {
    setTried(await task.run(() => client.mailTry({})) !== undefined)
    await queries.invalidateQueries({ queryKey: key })
  }
  return (
    <details className="mail-state" open={data.failed.length > 0}>
      <summary><b>邮件</b> {data.on ? <>已开通，发件人 {data.from}；已发 {data.sent} 封，待发 {data.queued} 封{data.failed.length ? `，${data.failed.length} 封有问题` : ''}</> : '没有开通（运维手册“邮件”一节）'}</summary>
      {task.error ? <Alert type="error" title={task.error} /> : null}
      {tried ? <Alert type="success" title="已交给队列，发往您账户里填的地址。没有送达的会列在这里。" /> : null}
      {data.on ? <p className="buttons"><Button size="small" loading={task.busy} onClick={() => void attempt()}>给自己发一封试试</Button></p> : null}
      {data.failed.length ? <ul className="rows">{data.failed.map(({ id, username, at, attempts, error }) => <li key={id} className="row-line"><span><code>{username}</code> {error}</span><small>{momentWord(at)}，试了 {attempts} 次</small></li>)}</ul> : null}
    </details>
  )
}
