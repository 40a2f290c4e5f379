// 我的账户: who I am, password, second factors, where I am signed in.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Popconfirm } from 'antd'
import { type FormEvent, useState } from 'react'
import { MailPart } from '../messages/mail-part.tsx'
import { dayWord, momentWord } from '../ui/days.ts'
import { useTask } from './act.tsx'
import { client, queries, waysQuery } from './client.ts'
import { PasskeyPart, TotpPart } from './factors.tsx'
import { useSession } from './gate.tsx'
import { useTitle } from '../ui/use-title.ts'

export function AccountPage() {
  useTitle('我的账户')
  const session = useSession()
  const { person, posts, factors, expires, demo } = session
  return (
    <div className="page narrow">
      <h1>我的账户</h1>
      <p className="chip"><span><b>{person.name}</b></span><span>用户名 <b>{person.username}</b></span><span>这次登录至 {momentWord(expires)}</span>{demo ? <span className="demo">演示数据</span> : null}</p>
      <section className="part-of" aria-labelledby="posts">
        <h2 id="posts">任职</h2>
        {posts.length ? <ul className="rows">{posts.map(post => (
          <li key={`${post.role} ${post.from}`}><b>{post.label}</b> {[post.organisationName, post.divisionName].filter(Boolean).join(' · ')} <small>{dayWord(post.from)}起{post.to ? `，至 ${dayWord(post.to)}` : ''}{post.delegator ? '，代办' : ''}</small></li>
        ))}</ul> : <p className="quiet">目前没有任何任职，不能办理业务。请联系安全管理员授予角色。</p>}
      </section>
      <PasswordPart has={factors.password} />
      <TotpPart has={factors.totp} />
      <PasskeyPart />
      <MailPart />
      <SessionsPart />
    </div>
  )
}

function PasswordPart({ has }: { has: boolean }) {
  const { data: ways } = useQuery(waysQuery)
  const [[password, newPassword], set] = useState(['', ''])
  const [done, setDone] = useState(false)
  const task = useTask()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setDone(false)
    if (!await task.run(() => client.passwordChange({ newPassword, ...(has ? { password } : {}) }))) return
    set(['', ''])
    setDone(true)
    void queries.invalidateQueries({ queryKey: ['sessions'] })
  }
  return (
    <section className="part-of" aria-labelledby="password">
      <h2 id="password">口令</h2>
      {done ? <Alert type="success" title="口令已换。其他地方的登录都已结束。" /> : null}
      {task.error ? <Alert type="error" title={task.error} /> : null}
      <form className="stack" onSubmit={event => void submit(event)}>
        {has ? <label className="line">现口令<Input.Password autoComplete="current-password" value={password} onChange={event => set([event.target.value, newPassword])} /></label> : null}
        <label className="line">新口令 <small>{ways?.passwordRule}</small><Input.Password autoComplete="new-password" value={newPassword} onChange={event => set([password, event.target.value])} /></label>
        <p className="buttons"><Button htmlType="submit" loading={task.busy} disabled={!newPassword || (has && !password)}>换口令</Button></p>
      </form>
    </section>
  )
}

const methods: Readonly<Record<string, string>> = { password: '口令', 'password+totp': '口令和动态口令', passkey: '通行密钥', oidc: '统一身份认证', invitation: '一次性链接' }

function SessionsPart() {
  const { data } = useQuery({ queryKey: ['sessions'], queryFn: () => client.sessionList({}) })
  const task = useTask()
  const end = async (id: string): Promise<void> => { if (await task.run(() => client.sessionEnd({ id }))) void queries.invalidateQueries({ queryKey: ['sessions'] }) }
  const endAll = async (): Promise<void> => { if (await task.run(() => client.sessionEndAll({}))) location.assign('/sign-in') }
  return (
    <section className="part-of" aria-labelledby="sessions">
      <h2 id="sessions">在哪里登录着</h2>
      {task.error ? <Alert type="error" title={task.error} /> : null}
      <ul className="rows">{data?.sessions.map(({ id, current, method, address, agent, created, seen }) => (
        <li key={id} className="row-line">
          <span><b>{browserOf(agent)}</b> {address}{current ? ' · 这一处' : ''} <small>{methods[method] ?? method}登录于 {momentWord(created)}，最近 {momentWord(seen)}</small></span>
          {current ? null : <Button size="small" onClick={() => void end(id)}>结束</Button>}
        </li>
      ))}</ul>
      <p className="buttons"><Popconfirm title="结束全部登录，包括这一处？" okText="全部结束" onConfirm={() => void endAll()}><Button loading={task.busy}>全部退出</Button></Popconfirm></p>
    </section>
  )
}

function browserOf(agent: string): string {
  const name = (['Edg', 'Firefox', 'Chrome', 'Safari'] as const).find(word => agent.includes(word))
  const system = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS', 'Linux'].find(word => agent.includes(word))
  return [name === 'Edg' ? 'Edge' : name ?? '其他程序', system].filter(Boolean).join(' · ')
}
