// Reports that wait for my approval, approved or returned together; each with its own result.
import { Button, Input } from 'antd'
import { useState } from 'react'
import { client } from '../session/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Results, useTogether } from '../ui/together.tsx'
import { type BoardRow, reportingChanged } from './data.ts'

type Form = { dues: readonly { level: string; label: string; act: string }[] }
type Props = { form: Form; /** those shown that wait for my approval */ mine: readonly BoardRow[]; picked: ReadonlySet<string>; onPick: (ids: readonly string[]) => void }

export function BoardTogether({ form, mine, picked, onPick }: Props) {
  const together = useTogether()
  const [asked, ask] = useState<'approve' | 'return' | null>(null)
  const [label, setLabel] = useState('')
  const chosen = mine.filter(({ submission }) => picked.has(submission))
  const all = chosen.length === mine.length && mine.length > 0
  const run = async (what: string, step: (row: BoardRow) => Promise<unknown>): Promise<void> => {
    ask(null)
    setLabel(what)
    const byId = new Map(chosen.map(row => [row.submission, row]))
    await together.run(chosen.map(row => ({ id: row.submission, name: row.name })), id => step(byId.get(id) as BoardRow))
    onPick([])
    await reportingChanged()
  }
  if (together.of) return <div className="together"><Results label={label} {...together} onClose={together.clear} /></div>
  if (!mine.length) return null
  return (
    <div className="together" role="group" aria-label="批量办理">
      <p><b>等您审核 {mine.length} 份</b>，选中 {chosen.length} 份</p>
      <p className="buttons">
        <Button size="small" onClick={() => onPick(all ? [] : mine.map(({ submission }) => submission))}>{all ? '取消选中' : '全部选中'}</Button>
        <Button size="small" type="primary" disabled={!chosen.length} onClick={() => ask('approve')}>批量审核通过</Button>
        <Button size="small" disabled={!chosen.length} onClick={() => ask('return')}>批量退回</Button>
      </p>
      {asked === 'approve' ? (
        <Dialog title={`审核通过 ${chosen.length} 份报表`} onClose={() => ask(null)}>
          <p>{chosen.map(({ name }) => name).join('、')}</p>
          <p className="quiet">按现在的内容逐份签署。有没解决的问题、缺部门确认或内容刚有改动的不会通过，会逐份说明原因。</p>
          <p className="buttons"><Button type="primary" onClick={() => void run('审核通过', ({ submission, version, digest }) => client.reportingApprove({ submission, seen: version, digest }))}>审核通过</Button><Button onClick={() => ask(null)}>取消</Button></p>
        </Dialog>
      ) : null}
      {asked === 'return' ? <ReturnDialog form={form} rows={chosen} onClose={() => ask(null)} onReturn={reason => void run('退回', ({ submission, version }) => client.reportingReturn({ submission, seen: version, to: form.dues[0]?.level ?? '', reason }))} /> : null}
    </div>
  )
}

function ReturnDialog({ form, rows, onClose, onReturn }: { form: Form; rows: readonly BoardRow[]; onClose: () => void; onReturn: (reason: string) => void }) {
  const [reason, setReason] = useState('')
  return (
    <Dialog title={`退回 ${rows.length} 份报表`} onClose={onClose} firm>
      <p>{rows.map(({ name }) => name).join('、')}</p>
      <label className="line">退回给{form.dues[0]?.label}的理由<Input.TextArea rows={3} value={reason} onChange={event => setReason(event.target.value)} /></label>
      <p className="buttons"><Button type="primary" disabled={!reason.trim()} onClick={() => onReturn(reason)}>退回</Button><Button onClick={onClose}>取消</Button></p>
    </Dialog>
  )
}
