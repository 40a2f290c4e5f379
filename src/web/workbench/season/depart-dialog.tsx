// 照拟办、另作处理: for the towns selected. Each row says what will become of it before anything is done.
import { Alert, Button, Input, Radio, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { Mark } from '../../site/ui/marks.tsx'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { blockOf, departureOf, type Proposal, type Proposals, type Season, seasonChanged } from './season-data.ts'
import { Dialog } from '../ui/dialog.tsx'
import { count } from '../ui/formats.ts'
import { TextArea } from '../ui/text-area.tsx'

type Props = { season: Season; outcomes: Proposals['outcomes']; rows: readonly Proposal[]; onClose: () => void; onDone: () => void }

/** What happens to a town: recorded, nothing to record, or not possible. */
type Fate = { row: Proposal; word: string; mark: string; outcome: string | null }

export function DepartDialog({ season, outcomes, rows, onClose, onDone }: Props) {
  const [way, setWay] = useState<'as-proposed' | 'depart'>(rows.some(row => row.outcome === null) ? 'depart' : 'as-proposed')
  const [outcome, setOutcome] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [basis, setBasis] = useState('')
  const [at, setAt] = useState<number | null>(null)
  const task = useTask()
  const fates = rows.map(row => fateOf(row, way, outcome, outcomes))
  const recorded = fates.filter(fate => fate.outcome !== null)
  const blocked = fates.filter(({ mark }) => mark === 'error')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const done = await task.run(async () => {
      for (const [i, { row, outcome: chosen }] of recorded.entries()) {
        setAt(i)
        await client.seasonDepart({ season: season.id, town: row.town, outcome: chosen as string, reason: way === 'depart' ? reason : '照拟办', ...(basis ? { basis } : {}) })
      }
      return true
    })
    setAt(null)
    await seasonChanged(season.id)
    if (done) onDone()
  }
  return (
    <Dialog title={rows.length === 1 ? rows[0]?.name : `${count(rows.length)} 个小镇`} width={640} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <Radio.Group value={way} onChange={event => setWay(event.target.value as typeof way)} options={[{ value: 'as-proposed', label: '照拟办' }, { value: 'depart', label: '另作处理' }]} />
        {way === 'depart' ? (
          <>
            <label className="line" htmlFor="outcome">结果</label>
            <Select id="outcome" value={outcome} onChange={setOutcome} placeholder="选定结果" options={outcomes.map(({ id, label }) => ({ value: id, label }))} />
            <label className="line">理由 <small>必填，记入决定，随公文存档</small><TextArea lines={2} value={reason} onChange={setReason} /></label>
            <label className="line">凭据 <small>会议纪要、文件等，可以不填</small><Input value={basis} onChange={event => setBasis(event.target.value)} maxLength={400} /></label>
          </>
        ) : null}
        <ul className="fates" tabIndex={0} aria-label="逐个小镇的预览">
          {fates.map(({ row, word, mark }) => <li key={row.town}><span className="marked"><Mark code={mark} />{row.name}</span><small>{word}</small></li>)}
        </ul>
        <p className="buttons">
          <Button type="primary" htmlType="submit" loading={task.busy} disabled={!recorded.length || (way === 'depart' && (!outcome || !reason.trim()))}>{at === null ? `记录 ${recorded.length} 个` : `第 ${at + 1} / ${recorded.length} 个`}</Button>
          <Button onClick={onClose}>{recorded.length ? '取消' : '关闭'}</Button>
          {blocked.length ? <span className="warn">{blocked.length} 个照拟办不了，须另作处理。</span> : null}
        </p>
      </form>
    </Dialog>
  )
}

function fateOf(row: Proposal, way: 'as-proposed' | 'depart', chosen: string | null, outcomes: Proposals['outcomes']): Fate {
  const departure = departureOf(row)
  if (way === 'as-proposed') {
    if (row.outcome === null) return { row, word: `照拟办不了：${blockOf(row) ?? row.open?.reason ?? ''}${departure ? `（现另作处理：${departure.label}）` : ''}`, mark: 'error', outcome: null }
    return departure ? { row, word: `由 ${departure.label} 改回拟办的 ${row.label}`, mark: row.outcome, outcome: row.outcome } : { row, word: `${row.label}，不用另记`, mark: row.outcome, outcome: null }
  }
  const label = outcomes.find(({ id }) => id === chosen)?.label
  if (!chosen) return { row, word: `拟办为 ${row.label}${row.open ? `：${row.open.reason}` : ''}`, mark: row.outcome ?? 'inferred', outcome: null }
  if (chosen === (departure?.outcome ?? row.outcome)) return { row, word: `已是 ${label}，不用另记`, mark: chosen, outcome: null }
  return { row, word: `由 ${departure?.label ?? row.label} 改为 ${label}`, mark: chosen, outcome: chosen }
}
