// The draft being written. It is checked as one types, a moment after the last key; saving keeps it as the season's draft.
// Until then this tab of the browser remembers it, so that another page, a reload or a lost connection takes nothing.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client, messageOf } from '../session/client.ts'
import { useSession, Waiting } from '../session/gate.tsx'
import { NoticeCheck } from './notice-check.tsx'
import { Files, Sheet } from './notice-sheet.tsx'
import { type Notice, type Season, seasonChanged } from './season-data.ts'
import { Tasks } from './tasks.tsx'
import { TextArea } from '../ui/text-area.tsx'

/** What a person wrote themselves; null: as the system drafts it from the decisions. */
type Own = Pick<Notice, 'title' | 'addressees' | 'body'>
type Draft = { number: string; signedOn: string; year: number; month: number; own: Own | null }

const pause = 400

export function NoticeEditor({ season, saved, onDone }: { season: Season; saved: Notice | null; onDone: (said: string) => void }) {
  const { person } = useSession()
  const place = unsavedPlace(season, person.username)
  const [draft, set] = useState<Draft>(() => unsavedDraft(place) ?? firstDraft(season, saved))
  const [view, setView] = useState(false)
  const [kept, keep] = useState(saved !== null && unsavedDraft(place) === null)
  const asked = useDelayed(draft, pause)
  const task = useTask()
  const input = inputOf(season.id, asked)
  const { data, error, isFetching } = useQuery({ queryKey: ['season', season.id, 'check', input], queryFn: () => client.seasonTryNotice(input), placeholderData: before => before, staleTime: Infinity, retry: false })
  const notice = data?.notice ?? null
  const change = (part: Partial<Draft>): void => {
    const next = { ...draft, ...part }
    set(next)
    keep(false)
    sessionStorage.setItem(place, JSON.stringify(next))
  }
  const edit = (part: Partial<Own>): void => { if (notice) change({ own: { ...(draft.own ?? { title: notice.title, addressees: notice.addressees, body: notice.body }), ...part } }) }
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!await task.run(() => client.seasonDraft(inputOf(season.id, draft)))) return
    sessionStorage.removeItem(place)
    keep(true)
    onDone('草稿已保存，待签发。')
    await seasonChanged(season.id)
  }
  const shown = draft.own ?? notice
  return (
    <form className="notice-desk" onSubmit={event => void save(event)}>
      <section aria-label="草稿">
        <div className="notice-head">
          <label className="line">文号<Input placeholder="机关代字〔年〕序号号" value={draft.number} onChange={event => change({ number: event.target.value })} /></label>
          <label className="line">成文日期<Input type="date" value={draft.signedOn} onChange={event => change({ signedOn: event.target.value })} /></label>
          <label className="line">评估于<span className="pair"><InputNumber aria-label="评估的年" value={draft.year} onChange={value => change({ year: value ?? draft.year })} min={2000} max={2100} controls={false} suffix="年" /><Select aria-label="评估的月" value={draft.month} onChange={month => change({ month })} options={Array.from({ length: 12 }, (_, i) => ({ value: i + 1, label: `${i + 1}月` }))} /></span></label>
        </div>
        <div className="notice-tools">
          <span className="quiet">{kept || (!saved && !draft.number && !draft.own) ? null : <b>有改动没有保存。</b>}{draft.own ? '正文由您改过，年月的改动不再写进正文。' : '正文由系统按审定的决定起草。'}</span>
          {draft.own ? <Button size="small" onClick={() => change({ own: null })}>恢复系统拟稿</Button> : null}
          <Button size="small" onClick={() => setView(!view)}>{view ? '继续修改' : '预览'}</Button>
          {saved && kept ? <Files season={season} /> : null}
          <Button size="small" type="primary" htmlType="submit" loading={task.busy} disabled={!shown || kept}>{kept ? '草稿已保存' : '保存草稿'}</Button>
        </div>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        {!shown ? error ? null : <Waiting lines={10} /> : view && notice ? <Sheet notice={notice} /> : <Writing own={shown} onEdit={edit} />}
      </section>
      <aside aria-label="校核">
        <NoticeCheck notice={notice} stale={isFetching || asked !== draft} refused={error ? messageOf(error) : null} />
        {notice ? <Tasks tasks={notice.tasks} /> : null}
      </aside>
    </form>
  )
}

function Writing({ own: { title, addressees, body }, onEdit }: { own: Own; onEdit: (part: Partial<Own>) => void }) {
  const put = (i: number, text: string, part: 'text' | 'lead' = 'text'): void => onEdit({ body: body.map((block, k) => (k === i ? { ...block, [part]: text } : block)) as Own['body'] })
  return (
    <div className="writing">
      <TextArea label="标题" className="w-title" value={title.join('\n')} onChange={text => onEdit({ title: text.split('\n') })} />
      <TextArea label="主送机关" value={addressees.join('、')} onChange={text => onEdit({ addressees: text.split('、') })} />
      {body.map((block, i) => (
        <div key={i} className={block.kind === 'heading' ? 'w-heading' : 'w-paragraph'}>
          {block.kind === 'paragraph' && block.lead !== undefined ? <Input aria-label={`第 ${i + 1} 段的段首`} className="w-lead" value={block.lead} onChange={event => put(i, event.target.value, 'lead')} /> : null}
          <TextArea label={`第 ${i + 1} 段`} value={block.text} onChange={text => put(i, text)} />
          <span className="w-tools">
            <button type="button" aria-label={`在第 ${i + 1} 段后加一段`} title="加一段" onClick={() => onEdit({ body: body.toSpliced(i + 1, 0, { kind: 'paragraph', text: '' }) })}>＋</button>
            <button type="button" aria-label={`删去第 ${i + 1} 段`} title="删去这一段" onClick={() => onEdit({ body: body.toSpliced(i, 1) })}>−</button>
          </span>
        </div>
      ))}
    </div>
  )
}

/** Of these decisions and no others: decided again, the words written before are not those that are meant. */
function unsavedPlace({ id, steps }: Season, username: string): string {
  return `draft ${username} ${id} ${steps.findLast(({ action }) => action === 'season.decided')?.at ?? ''}`
}

function unsavedDraft(place: string): Draft | null {
  const kept = sessionStorage.getItem(place)
  return kept ? JSON.parse(kept) as Draft : null
}

function firstDraft({ today, year }: Season, saved: Notice | null): Draft {
  const [thisYear, month] = today.split('-').map(Number) as [number, number]
  const fieldwork = { year: Math.min(thisYear, year + 1), month: thisYear > year + 1 ? 12 : month }
  return { number: saved?.number ?? '', signedOn: saved?.signedOn ?? today, ...fieldwork, own: saved && { title: saved.title, addressees: saved.addressees, body: saved.body } }
}

function inputOf(season: string, { number, signedOn, year, month, own }: Draft): Parameters<typeof client.seasonTryNotice>[0] {
  return { season, number: number.trim() || null, signedOn, fieldwork: { year, month }, ...(own ? { title: own.title, addressees: own.addressees, body: own.body } : {}) }
}

/** A value, followed a moment after it last changed. */
function useDelayed<T>(value: T, milliseconds: number): T {
  const [late, setLate] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return late
}
