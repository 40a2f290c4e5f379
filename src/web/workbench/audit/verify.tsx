// 核对: every hash of both logs worked out again on the server, and held against what was signed.
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { momentWord } from '../ui/days.ts'

type Verified = Awaited<ReturnType<typeof client.logVerify>>

/** More than these are the same fault again. */
const most = 20

export function Verify() {
  const [verified, set] = useState<Verified | null>(null)
  const task = useTask()
  const verify = async (): Promise<void> => set(await task.run(() => client.logVerify({})) ?? null)
  const differences = verified ? [...verified.log.differences, ...verified.access.differences] : []
  const ok = verified?.log.ok && verified.access.ok
  return (
    <section className="verify-logs" aria-label="核对">
      <p className="buttons"><Button loading={task.busy} onClick={() => void verify()}>核对两份日志</Button><small>重算每一条的摘要，与签过名的检查点比较。检查点还应抄送在外，见运维手册。</small></p>
      {task.error ? <Alert type="error" title={task.error} /> : null}
      {verified ? (
        <div role="status" className={ok ? 'log-verdict sound' : 'log-verdict broken'}>
          <p><b>{ok ? '两份日志都完好' : `有 ${differences.length} 处不符`}</b><small>{momentWord(verified.at)}</small></p>
          <dl>
            <div><dt>登记日志</dt><dd>{verified.log.events} 条，{verified.log.checkpoints} 个检查点，树根 <code>{verified.log.root ?? '（空）'}</code></dd></div>
            <div><dt>访问日志</dt><dd>{verified.access.lines} 条，末条摘要 <code>{verified.access.head ?? '（空）'}</code></dd></div>
          </dl>
          {differences.length ? <ul>{differences.slice(0, most).map(({ position, what, message }) => <li key={`${what} ${position} ${message}`}>{message}</li>)}{differences.length > most ? <li>其余 {differences.length - most} 处同类，用 ./zhenpu verify 看全部。</li> : null}</ul> : null}
        </div>
      ) : null}
    </section>
  )
}
