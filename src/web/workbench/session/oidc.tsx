// Back from the organisation's own sign-in: what it sent in the address is exchanged for a session.
import { Alert } from 'antd'
import { useEffect, useState } from 'react'
import { client, messageOf, queries } from './client.ts'
import { oidcMemory, safe } from './next.ts'

/** The exchange is good once; a page drawn twice must not ask twice. */
let exchange: Promise<unknown> | null = null

export function OidcPage() {
  const [flow] = useState(() => sessionStorage.getItem(oidcMemory.flow))
  const [failed, setFailed] = useState<string | null>(flow ? null : '这次登录不是从本页开始的。请回登录页重新开始。')
  useEffect(() => {
    if (!flow) return
    exchange ??= client.oidcFinish({ flow, query: location.search.slice(1) }).then(session => {
      sessionStorage.removeItem(oidcMemory.flow)
      queries.setQueryData(['session'], session)
      location.replace(safe(sessionStorage.getItem(oidcMemory.next) ?? undefined))
    })
    exchange.catch(error => setFailed(messageOf(error)))
  }, [flow])
  return <div className="page narrow"><h1>统一身份认证</h1>{failed ? <Alert type="error" title={failed} action={<a href="/sign-in">回登录页</a>} /> : <p className="quiet" role="status">正在核对…</p>}</div>
}
