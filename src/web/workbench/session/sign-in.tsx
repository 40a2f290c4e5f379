// 登录: password and, where registered, a one-time code; passkey; the organisation's own sign-in; made-up accounts.
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { RefusedByServer } from '#contract/client.ts'
import type { SessionView } from '#contract/session.ts'
import { client, codeOf, messageOf, queries, waysQuery } from './client.ts'
import { CodeInput } from './code-input.tsx'
import { oidcMemory, safe } from './next.ts'
import { useTitle } from '../ui/use-title.ts'

export function SignInPage() {
  useTitle('登录')
  const { next } = useSearch({ from: '/sign-in' })
  const { data: ways, error } = useQuery(waysQuery)
  const enter = (session: SessionView): void => {
    queries.clear()
    queries.setQueryData(['session'], session)
    location.assign(safe(next))
  }
  return (
    <div className="door">
      <section className="door-what">
        <h1>镇谱 工作台</h1>
        <p>登记、评估、决定、公文，每一步都有依据，每一步都记在谁的名下。</p>
        <p className="quiet">查清单、看名单、核验名称不用登录：<a href="/">公开网站</a>。试算也不用：<a href="/try">试算</a>。</p>
      </section>
      <section className="door-in">
        <h2>登录</h2>
        {error ? <Alert type="error" title={messageOf(error)} /> : null}
        <PasswordForm onEnter={enter} />
        {ways && (ways.passkey || ways.oidc) ? <OtherWays passkey={ways.passkey} oidc={ways.oidc} next={safe(next)} onEnter={enter} /> : null}
        <p className="quiet small">没有账户、忘记口令：请系统管理员发一次性链接。</p>
      </section>
      {ways?.demo ? <DemoAccounts demo={ways.demo} onEnter={enter} /> : null}
    </div>
  )
}

function PasswordForm({ onEnter }: { onEnter: (session: SessionView) => void }) {
  const [typed, type] = useState({ username: '', password: '', code: '', newPassword: '' })
  const [asks, ask] = useState({ code: false, newPassword: false })
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [wait, setWait] = useState(0)
  useEffect(() => {
    if (wait <= 0) return
    const timer = setTimeout(() => setWait(wait - 1), 1000)
    return () => clearTimeout(timer)
  }, [wait])
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setFailed(null)
    try {
      onEnter(await client.signIn({ username: typed.username, password: typed.password, ...(asks.code ? { code: typed.code } : {}), ...(asks.newPassword ? { newPassword: typed.newPassword } : {}) }))
    } catch (error) {
      setBusy(false)
      const code = codeOf(error)
      if (code === 'sign-in.code') return ask({ ...asks, code: true })
      if (code === 'password.expired') ask({ ...asks, newPassword: true })
      if (code === 'factor.wrong') type({ ...typed, code: '' })
      if (code === 'sign-in.wait' && error instanceof RefusedByServer) return setWait(Number(error.problem.params['seconds']))
      setFailed(messageOf(error))
    }
  }
  return (
    <form className="stack" onSubmit={event => void submit(event)}>
      {wait > 0 ? <Alert type="warning" title={`连续失败次数较多，请 ${wait} 秒后再试。账户没有被锁定。`} /> : failed ? <Alert type="error" title={failed} /> : null}
      <label className="line">用户名<Input autoFocus autoComplete="username" value={typed.username} onChange={event => type({ ...typed, username: event.target.value })} /></label>
      <label className="line">口令<Input.Password autoComplete="current-password" value={typed.password} onChange={event => type({ ...typed, password: event.target.value })} /></label>
      {asks.code ? <label className="line">动态口令<CodeInput autoFocus value={typed.code} onChange={code => type({ ...typed, code })} /></label> : null}
      {asks.newPassword ? <label className="line">新口令<Input.Password autoFocus autoComplete="new-password" value={typed.newPassword} onChange={event => type({ ...typed, newPassword: event.target.value })} /></label> : null}
      <Button type="primary" htmlType="submit" size="large" block loading={busy} disabled={wait > 0 || !typed.username || !typed.password || (asks.code && typed.code.length !== 6) || (asks.newPassword && !typed.newPassword)}>登录</Button>
    </form>
  )
}

function OtherWays({ passkey, oidc, next, onEnter }: { passkey: boolean; oidc: string | null; next: string; onEnter: (session: SessionView) => void }) {
  const [failed, setFailed] = useState<string | null>(null)
  const byPasskey = async (): Promise<void> => {
    setFailed(null)
    try {
      const { startAuthentication } = await import('@simplewebauthn/browser')
      const options = await client.passkeySignInBegin({})
      onEnter(await client.passkeySignIn({ response: { ...await startAuthentication({ optionsJSON: options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'] }) } }))
    } catch (error) {
      setFailed((error as Error).name === 'NotAllowedError' ? '没有用通行密钥登录。可以再试，或改用口令。' : messageOf(error))
    }
  }
  const byOidc = async (): Promise<void> => {
    setFailed(null)
    try {
      const { url, flow } = await client.oidcBegin({})
      sessionStorage.setItem(oidcMemory.flow, flow)
      sessionStorage.setItem(oidcMemory.next, next)
      location.assign(url)
    } catch (error) {
      setFailed(messageOf(error))
    }
  }
  return (
    <div className="stack other-ways">
      {failed ? <Alert type="error" title={failed} /> : null}
      {passkey ? <Button block onClick={() => void byPasskey()}>用通行密钥登录</Button> : null}
      {oidc ? <Button block onClick={() => void byOidc()}>用{oidc}登录</Button> : null}
    </div>
  )
}

type Demo = { label: string; password: string; accounts: { username: string; name: string; role: string }[] }

function DemoAccounts({ demo: { label, password, accounts }, onEnter }: { demo: Demo; onEnter: (session: SessionView) => void }) {
  const [entering, setEntering] = useState<string | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const enter = async (username: string): Promise<void> => {
    setEntering(username)
    setFailed(null)
    try {
      onEnter(await client.signIn({ username, password }))
    } catch (error) {
      setEntering(null)
      setFailed(messageOf(error))
    }
  }
  return (
    <section className="door-demo" aria-label="演示账户">
      <h2><span className="demo-word">{label}</span>每个角色一个账户，点一下就进去</h2>
      {failed ? <Alert type="error" title={failed} /> : null}
      <ul>{accounts.map(({ username, role }) => <li key={username}><Button block loading={entering === username} disabled={entering !== null && entering !== username} onClick={() => void enter(username)}>{role}</Button></li>)}</ul>
      <p className="quiet small">口令都是 <code>{password}</code>；这里的账户和评估数据都是虚构的，与正式登记互不相干。</p>
    </section>
  )
}
