// 导出: some days of a log as a file, with a reason; the export is itself a line in the access log.
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client, queries } from '../session/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { today } from '../ui/days.ts'
import { saveBase64 } from '../ui/save-file.ts'

export function Export({ log }: { log: 'events' | 'access' }) {
  const [open, setOpen] = useState(false)
  return <><Button className="save" onClick={() => setOpen(true)}>导出</Button>{open ? <ExportDialog log={log} onClose={() => setOpen(false)} /> : null}</>
}

function ExportDialog({ log, onClose }: { log: 'events' | 'access'; onClose: () => void }) {
  const [{ from, until, reason }, set] = useState(() => ({ from: `${today().slice(0, 8)}01`, until: today(), reason: '' }))
  const task = useTask()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const file = await task.run(() => client.logExport({ log, from, until, reason }))
    if (!file) return
    saveBase64(file)
    onClose()
    await queries.invalidateQueries({ queryKey: ['access-log'] })
  }
  return (
    <Dialog title={`导出${log === 'events' ? '登记日志' : '访问日志'}`} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        <p className="quiet">CSV 文件，每条带前一条与本条的摘要，可在别处重算。</p>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <div className="pair">
          <label className="line">自<Input type="date" value={from} max={until} onChange={event => set({ from: event.target.value, until, reason })} /></label>
          <label className="line">至<Input type="date" value={until} min={from} onChange={event => set({ from, until: event.target.value, reason })} /></label>
        </div>
        <label className="line">事由 <small>必填，记入访问日志</small><Input value={reason} maxLength={200} onChange={event => set({ from, until, reason: event.target.value })} /></label>
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!from || !until || !reason.trim()}>导出</Button><Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}
