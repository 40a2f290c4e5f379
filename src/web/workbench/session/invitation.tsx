// 一次性链接: set a password, then register a second factor. The token stands after the #, where no server sees it.
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import type { SessionView } from '#contract/session.ts'
import { momentWord } from '../ui/days.ts'
import { ActProvider } from './act.tsx'
import { client, codeOf, messageOf, queries } from './client.ts'
import { CodeInput } from './code-input.tsx'
import { PasskeyPart, TotpPart } from './factors.tsx'

type Invited = Awaited<ReturnType<typeof client.invitationRead>>

export function InvitationPage() {
  const [token] = useState(() => location.hash.slice(1))
  const [invited, setInvited] = useState<Invited | null>(null)
  const [session, setSession] = useState<SessionView | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  useEffect(() => { client.invitationRead({ token: token || '-' }).then(setInvited, error => setFailed(messageOf(error))) }, [token])
  if (session) return <SecondStep session={session} />
  return (
    <div className="page narrow">
      <h1>设口令</h1>
      {failed ? <Alert type="error" title={failed} action={<a href="/sign-in">登录页</a>} /> : null}
      {invited ? (
        <>
          <p className="chip"><span><b>{invited.name}</b></span><span>用户名 <b>{invited.username}</b></span><span>链接有效至 {momentWord(invited.expires)}</span></p>
          <NewPassword rule={invited.passwordRule} token={token} username={invited.username} onDone={done => { history.replaceState(null, '', '/invitation'); queries.setQueryData(['session'], done); setSession(done) }} />
        </>
      ) : null}
    </div>
  )
}

function NewPassword({ rule, token, username, onDone }: { rule: string; token: string; username: string; onDone: (session: SessionView) => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setFailed(null)
    try {
      onDone(await client.invitationAccept({ token, password, ...(code === null ? {} : { code }) }))
    } catch (error) {
      setBusy(false)
      if (codeOf(error) === 'sign-in.code') return setCode('')
      setFailed(messageOf(error))
    }
  }
  return (
    <form className="stack" onSubmit={event => void submit(event)}>
      {failed ? <Alert type="error" title={failed} /> : null}
      <input type="text" autoComplete="username" value={username} readOnly hidden />
      <label className="line">新口令 <small>{rule}</small><Input.Password autoFocus autoComplete="new-password" value={password} onChange={event => setPassword(event.target.value)} /></label>
      {code === null ? null : <label className="line">动态口令 <small>这个账户登记过，找回口令时也要</small><CodeInput autoFocus value={code} onChange={setCode} /></label>}
      <p className="buttons"><Button type="primary" htmlType="submit" loading={busy} disabled={!password || code?.length === 0}>设定并登录</Button></p>
    </form>
  )
}

function SecondStep({ session }: { session: SessionView }) {
  const [ready, setReady] = useState(session.factors.totp || session.factors.passkeys > 0)
  return (
    <ActProvider>
      <div className="page narrow">
        <h1>第二种验证方式</h1>
        <p>口令已设好。审定、发布、授权等重大操作前要再次确认身份，请登记一种。也可以以后在“我的账户”登记。</p>
        <TotpPart has={session.factors.totp} onChange={() => setReady(true)} />
        <PasskeyPart onChange={() => setReady(true)} />
        <p className="buttons"><Button type={ready ? 'primary' : 'default'} href="/desk">{ready ? '进入工作台' : '以后再说，进入工作台'}</Button></p>
      </div>
    </ActProvider>
  )
}
