// 函件: every letter that goes with the decisions, drafted in the background.
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { useMay } from '../session/gate.tsx'
import { tasksChanged } from '../tasks/data.ts'
import { Dialog } from '../ui/dialog.tsx'
import type { Season } from './season-data.ts'

export function Letters({ season }: { season: Season }) {
  const may = useMay('notice.read')
  const [open, setOpen] = useState(false)
  const [begun, setBegun] = useState(false)
  const decided = ['confirmed', 'decided', 'drafted', 'approved', 'issued', 'closed'].includes(season.stage)
  if (!may || !decided) return null
  return (
    <div className="files">
      <Button size="small" onClick={() => setOpen(true)}>函件草稿（压缩包）</Button>
      <small>{begun ? '已开始。做好后在页面上方的“进度”里下载，期间可以离开这一页。' : '警告函、评估结果反馈、自愿退出通知，各有 Word 与 PDF，做成一个压缩包；都是草稿'}</small>
      {open ? <LettersDialog season={season} onClose={() => setOpen(false)} onBegun={() => { setOpen(false); setBegun(true) }} /> : null}
    </div>
  )
}

function LettersDialog({ season, onClose, onBegun }: { season: Season; onClose: () => void; onBegun: () => void }) {
  const [{ deadline, reviewBy }, set] = useState({ deadline: '', reviewBy: '' })
  const task = useTask()
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!await task.run(() => client.seasonLetters({ season: season.id, deadline, reviewBy }))) return
    await tasksChanged()
    onBegun()
  }
  return (
    <Dialog title="函件草稿" onClose={onClose}>
      <form className="stack" onSubmit={event => void begin(event)}>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <label className="line">被警告的小镇报告整改情况的期限<Input type="date" required value={deadline} onChange={event => set({ deadline: event.target.value, reviewBy })} /></label>
        <label className="line">对结果申请复查的期限<Input type="date" required value={reviewBy} onChange={event => set({ deadline, reviewBy: event.target.value })} /></label>
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!deadline || !reviewBy}>开始</Button><Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}
