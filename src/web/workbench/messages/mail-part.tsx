// 邮件提醒, on the page of one's account.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import { type MailChoice, mailChoices } from '#contract/messages.ts'
import { useTask } from '../session/act.tsx'
import { client, queries } from '../session/client.ts'

const key = ['mail']

export function MailPart() {
  const { data } = useQuery({ queryKey: key, queryFn: () => client.mailChoice({}) })
  const [typed, type] = useState<{ address?: string; choice?: MailChoice }>({})
  const [done, setDone] = useState(false)
  const task = useTask()
  if (!data) return null
  const { address, choice } = { address: data.address, choice: data.choice, ...typed }
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setDone(false)
    if (!await task.run(() => client.mailChoose({ address, choice }))) return
    setDone(true)
    type({})
    await queries.invalidateQueries({ queryKey: key })
  }
  return (
    <section className="part-of" aria-labelledby="mail">
      <h2 id="mail">邮件提醒</h2>
      {data.on ? null : <p className="quiet">本系统没有开通邮件，消息只在这里看。开通之后按下面的选择发。</p>}
      {data.failed ? <Alert type="warning" title={`最近一封没有送达：${data.failed}`} /> : null}
      {done ? <Alert type="success" title="已保存。" /> : null}
      {task.error ? <Alert type="error" title={task.error} /> : null}
      <form className="stack" onSubmit={event => void save(event)}>
        <label className="line">邮件地址<Input type="email" autoComplete="email" value={address} onChange={event => type({ ...typed, address: event.target.value })} /></label>
        <Radio.Group aria-label="怎样提醒" value={choice} onChange={event => type({ ...typed, choice: event.target.value as MailChoice })} options={Object.entries(mailChoices).map(([value, label]) => ({ value, label }))} />
        <p className="quiet small">邮件里只有事项的名称和登录的网址，没有材料内容和个人信息。</p>
        <p className="buttons"><Button htmlType="submit" loading={task.busy} disabled={!address || !Object.keys(typed).length}>保存</Button></p>
      </form>
    </section>
  )
}
