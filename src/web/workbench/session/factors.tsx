// The means of confirming who one is: one-time codes and passkeys.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { momentWord } from '../ui/days.ts'
import { useTask } from './act.tsx'
import { client, queries, waysQuery } from './client.ts'
import { CodeInput } from './code-input.tsx'

type Begun = Awaited<ReturnType<typeof client.totpBegin>>

export function TotpPart({ has, onChange }: { has: boolean; onChange?: () => void }) {
  const [begun, setBegun] = useState<Begun | null>(null)
  const [code, setCode] = useState('')
  const [done, setDone] = useState(false)
  const task = useTask()
  const begin = async (): Promise<void> => setBegun(await task.run(() => client.totpBegin({})) ?? null)
  const enable = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const enabled = await task.run(() => client.totpEnable({ code }))
    setCode('')
    if (!enabled) return
    setBegun(null)
    setDone(true)
    void queries.invalidateQueries({ queryKey: ['session'] })
    onChange?.()
  }
  return (
    <section className="part-of" aria-labelledby="totp">
      <h2 id="totp">动态口令</h2>
      {done ? <Alert type="success" title="已启用。以后登录和办理重大操作时用它。" /> : null}
      {task.error ? <Alert type="error" title={task.error} /> : null}
      {begun ? (
        <form className="totp" onSubmit={event => void enable(event)}>
          <img src={`data:image/svg+xml,${encodeURIComponent(begun.qr)}`} width="168" height="168" alt="动态口令的二维码" />
          <div className="stack">
            <p>用手机上的验证器扫码，或手工输入密钥：</p>
            <p><code className="secret">{begun.secret.replaceAll(/(.{4})/g, '$1 ').trim()}</code></p>
            <label className="line">验证器显示的 6 位数字<CodeInput autoFocus value={code} onChange={setCode} /></label>
            <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={code.length !== 6}>启用</Button><Button onClick={() => setBegun(null)}>取消</Button></p>
          </div>
        </form>
      ) : (
        <p className="row-line"><span className="quiet">{has || done ? '已登记。换手机时可以重新登记，旧的随即失效。' : '还没有登记。手机上的验证器每 30 秒给出 6 位数字，不需要网络。'}</span><Button loading={task.busy} onClick={() => void begin()}>{has || done ? '重新登记' : '登记动态口令'}</Button></p>
      )}
    </section>
  )
}

export function PasskeyPart({ onChange }: { onChange?: () => void }) {
  const { data: ways } = useQuery(waysQuery)
  const { data } = useQuery({ queryKey: ['passkeys'], queryFn: () => client.passkeyList({}) })
  const [label, setLabel] = useState('')
  const task = useTask()
  const changed = (): void => {
    void queries.invalidateQueries({ queryKey: ['passkeys'] })
    void queries.invalidateQueries({ queryKey: ['session'] })
  }
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const added = await task.run(async () => {
      const { startRegistration } = await import('@simplewebauthn/browser')
      const options = await client.passkeyBegin({})
      const response = await startRegistration({ optionsJSON: options as unknown as Parameters<typeof startRegistration>[0]['optionsJSON'] })
      return client.passkeyAdd({ response: { ...response }, label: label.trim() || '通行密钥' })
    })
    if (!added) return
    setLabel('')
    changed()
    onChange?.()
  }
  const remove = async (id: string): Promise<void> => { if (await task.run(() => client.passkeyRemove({ id }))) changed() }
  return (
    <section className="part-of" aria-labelledby="passkeys">
      <h2 id="passkeys">通行密钥</h2>
      {task.error ? <Alert type="error" title={task.error} /> : null}
      {data?.passkeys.length ? (
        <ul className="rows">{data.passkeys.map(({ id, label: own, created, used }) => <li key={id} className="row-line"><span><b>{own}</b> <small>{momentWord(created)}登记{used ? `，最近使用 ${momentWord(used)}` : ''}</small></span><Button size="small" onClick={() => void remove(id)}>去掉</Button></li>)}</ul>
      ) : <p className="quiet">还没有登记。通行密钥用本机的指纹、面容或安全钥匙，不怕被骗取。</p>}
      {ways && !ways.passkey ? <p className="quiet small">通行密钥要用域名访问本系统才能登记。</p> : (
        <form className="row-line" onSubmit={event => void add(event)}>
          <Input aria-label="通行密钥的名称" placeholder="起个名称，如 办公电脑" value={label} onChange={event => setLabel(event.target.value)} maxLength={50} />
          <Button htmlType="submit" loading={task.busy}>登记通行密钥</Button>
        </form>
      )}
    </section>
  )
}
