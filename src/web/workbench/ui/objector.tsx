// Who of the public objected: shown to whoever settles it, for a reason, and the access log keeps that.
import { Alert, Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { Dialog } from './dialog.tsx'
import { TextArea } from './text-area.tsx'

/** As the log names those without an account. */
export const thePublic = '公众'

type Objector = { name: string; contact: string } | null

export function ObjectorButton({ ask }: { ask: (reason: string) => Promise<{ objector: Objector }> }) {
  const [open, setOpen] = useState(false)
  return <><Button size="small" onClick={() => setOpen(true)}>查看异议人</Button>{open ? <Ask ask={ask} onClose={() => setOpen(false)} /> : null}</>
}

function Ask({ ask, onClose }: { ask: (reason: string) => Promise<{ objector: Objector }>; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [found, show] = useState<{ objector: Objector } | null>(null)
  const task = useTask()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const answer = await task.run(() => ask(reason))
    if (answer) show(answer)
  }
  return (
    <Dialog title="查看异议人" width={460} onClose={onClose}>
      {found ? (
        <dl className="facts-of"><div><dt>姓名</dt><dd>{found.objector?.name ?? '没有留下'}</dd></div><div><dt>联系方式</dt><dd>{found.objector?.contact ?? '没有留下'}</dd></div></dl>
      ) : (
        <form className="stack" onSubmit={event => void submit(event)}>
          <p className="quiet">只为核实异议使用，不告诉被异议的小镇。这次查看记入访问日志。</p>
          {task.error ? <Alert type="error" title={task.error} /> : null}
          <label className="line">理由 <small>必填</small><TextArea lines={2} value={reason} onChange={setReason} maxLength={1000} /></label>
          <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!reason.trim()}>查看</Button><Button onClick={onClose}>取消</Button></p>
        </form>
      )}
    </Dialog>
  )
}
