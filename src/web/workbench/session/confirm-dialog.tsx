// 再次确认身份: by whatever second factor the account has; in a demonstration, by the password.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { client, codeOf, messageOf, queries, sessionQuery, waysQuery } from './client.ts'
import { CodeInput } from './code-input.tsx'
import { Dialog } from '../ui/dialog.tsx'

type Props = { message: string; onDone: () => void; onCancel: () => void }
type Proof = Parameters<typeof client.confirmSession>[0]

export function ConfirmDialog({ message, onDone, onCancel }: Props) {
  const { data: session } = useQuery(sessionQuery)
  const { data: ways } = useQuery(waysQuery)
  const [code, setCode] = useState('')
  const [typed, setPassword] = useState<string | null>(null)
  const [failed, setFailed] = useState<{ message: string; missing: boolean } | null>(null)
  const [busy, setBusy] = useState(false)
  const { totp = false, passkeys = 0 } = session?.factors ?? {}
  const byPassword = Boolean(session?.demo && !totp)
  const password = typed ?? ways?.demo?.password ?? ''

  const send = async (proof: () => Promise<Proof>): Promise<void> => {
    setBusy(true)
    setFailed(null)
    try {
      await client.confirmSession(await proof())
      void queries.invalidateQueries({ queryKey: ['session'] })
      onDone()
    } catch (error) {
      setBusy(false)
      setCode('')
      setFailed({ message: messageOf(error), missing: codeOf(error) === 'factor.missing' })
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void send(async () => (byPassword ? { password } : { code }))
  }
  const byPasskey = async (): Promise<Proof> => {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    const options = await client.passkeyConfirmBegin({})
    return { passkey: { ...await startAuthentication({ optionsJSON: options as unknown as Parameters<typeof startAuthentication>[0]['optionsJSON'] }) } }
  }
  const none = Boolean(session) && !byPassword && !totp && !passkeys
  return (
    <Dialog title="再次确认身份" width={420} onClose={onCancel} firm>
      <form className="stack" onSubmit={submit}>
        <p className="quiet">{message}</p>
        {failed ? <Alert type="error" title={failed.message} /> : null}
        {byPassword ? (
          <label className="line">口令 <small className="demo-word">演示数据：可用口令代替第二因素</small>
            <Input.Password autoFocus autoComplete="current-password" value={password} onChange={event => setPassword(event.target.value)} />
          </label>
        ) : null}
        {totp ? <label className="line">动态口令<CodeInput value={code} onChange={setCode} autoFocus /></label> : null}
        {none ? <p>您还没有第二种验证方式。请先在<a href="/account" target="_blank">我的账户</a>登记动态口令或通行密钥，再回到这里继续，您填写的内容仍在。</p> : null}
        <p className="buttons">
          {byPassword || totp ? <Button type="primary" htmlType="submit" loading={busy} disabled={byPassword ? !password : code.length !== 6}>确认</Button> : null}
          {passkeys ? <Button loading={busy} onClick={() => void send(byPasskey)}>用通行密钥确认</Button> : null}
          {none ? <Button onClick={() => void queries.invalidateQueries({ queryKey: ['session'] })}>已经登记，继续</Button> : null}
          <Button onClick={onCancel}>取消</Button>
        </p>
      </form>
    </Dialog>
  )
}
