// 我的评审表: scored alone, saved as one types, signed with the second factor; afterwards what the others gave.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, InputNumber } from 'antd'
import { useRef, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client, codeOf, messageOf, queries } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { tryAgain, useUnsaved } from '../ui/use-unsaved.ts'
import { type ApplicationView, changed, scoresQuery, sheetQuery } from './data.ts'
import { Scores } from './scores.tsx'

type Sheet = Awaited<ReturnType<typeof client.sheetRead>>

export function OwnSheet({ view }: { view: ApplicationView }) {
  const { data, error } = useQuery(sheetQuery(view.id))
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={6} />
  return data.signed ? <><Signed sheet={data} /><Scores view={view} /></> : <Writing view={view} sheet={data} />
}

function Writing({ view, sheet }: { view: ApplicationView; sheet: Sheet }) {
  const [scores, setScores] = useState<Readonly<Record<string, number>>>(sheet.scores)
  const [opinion, setOpinion] = useState(sheet.opinion)
  const [dialog, setDialog] = useState<'sign' | 'recuse' | null>(null)
  const { state, keep, settle } = useSaving(view.id, sheet)
  const change = (next: { scores?: Readonly<Record<string, number>>; opinion?: string }): void => {
    const now = { scores: next.scores ?? scores, opinion: next.opinion ?? opinion }
    setScores(now.scores)
    setOpinion(now.opinion)
    keep(now)
  }
  const set = (id: string, value: number | null): void => change({ scores: value === null ? Object.fromEntries(Object.entries(scores).filter(([other]) => other !== id)) : { ...scores, [id]: value } })
  const missing = sheet.criteria.filter(({ id }) => scores[id] === undefined)
  const total = sheet.criteria.reduce((sum, { id }) => sum + (scores[id] ?? 0), 0)
  const most = sheet.criteria.reduce((sum, { points }) => sum + points, 0)
  return (
    <section className="own-sheet" aria-label="我的评审表">
      <p className="quiet">独立打分。签署之前看不到别人的分数，别人也看不到您的。申报单位始终不知道您是谁。</p>
      <p className={`save-state ${state === 'saved' || state === 'saving' ? '' : 'warn'}`} role="status">{state === 'saved' ? '已保存' : state === 'saving' ? '正在保存…' : `没有存上：${state}`}</p>
      <ul className="criteria">{sheet.criteria.map(({ id, label, points, origin }) => (
        <li key={id}><label htmlFor={`c-${id}`}>{label}<small>{origin}</small></label><InputNumber id={`c-${id}`} min={0} max={points} precision={1} controls={false} value={scores[id] ?? null} onChange={value => set(id, value)} suffix={`/ ${points}`} /></li>
      ))}<li className="sum"><b>合计</b><output>{Math.round(total * 10) / 10} / {most}</output></li></ul>
      <label className="line">评审意见 <small>必填：好在哪里，差在哪里，建议怎样</small><TextArea lines={5} value={opinion} onChange={text => change({ opinion: text })} maxLength={20_000} /></label>
      <p className="buttons">
        <Button type="primary" disabled={missing.length > 0 || !opinion.trim()} onClick={() => setDialog('sign')}>签署</Button>
        <Button onClick={() => setDialog('recuse')}>我须回避</Button>
        {missing.length || !opinion.trim() ? <small>还缺：{[...missing.map(({ label }) => label), ...(opinion.trim() ? [] : ['评审意见'])].join('、')}</small> : null}
      </p>
      {dialog === 'sign' ? <Sign view={view} total={total} most={most} settle={settle} onClose={() => setDialog(null)} /> : null}
      {dialog === 'recuse' ? <Recuse view={view} onClose={() => setDialog(null)} /> : null}
    </section>
  )
}

/** One save at a time, each on the version that the last one left. */
function useSaving(id: string, sheet: Sheet): { state: string; keep: (next: Saved) => void; settle: () => Promise<number | null> } {
  const [state, setState] = useState('saved')
  const version = useRef(sheet.version)
  const pending = useRef<Saved | null>(null)
  const running = useRef<Promise<void> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const flush = async (): Promise<void> => {
    if (timer.current) clearTimeout(timer.current)
    while (running.current) await running.current
    const next = pending.current
    if (!next) return
    pending.current = null
    setState('saving')
    running.current = client.sheetSave({ id, version: version.current, scores: { ...next.scores }, opinion: next.opinion })
      .then(saved => { version.current = saved.version; setState('saved') }, (error: unknown) => {
        pending.current ??= next
        setState(messageOf(error))
        // Refused by the server: trying again would not help; not reached: it would.
        if (codeOf(error) === null) timer.current = setTimeout(() => void flush(), tryAgain)
      })
      .finally(() => { running.current = null })
    await running.current
  }
  const keep = (next: Saved): void => {
    pending.current = next
    setState('saving')
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), 500)
  }
  useUnsaved(() => pending.current !== null, flush)
  return { state, keep, settle: async () => { await flush(); return pending.current ? null : version.current } }
}
type Saved = { scores: Readonly<Record<string, number>>; opinion: string }

function Sign({ view, total, most, settle, onClose }: { view: ApplicationView; total: number; most: number; settle: () => Promise<number | null>; onClose: () => void }) {
  const task = useTask()
  const sign = async (): Promise<void> => {
    const version = await settle()
    if (version === null || !await task.run(() => client.sheetSign({ id: view.id, version }))) return
    onClose()
    await queries.invalidateQueries({ queryKey: sheetQuery(view.id).queryKey })
    await queries.invalidateQueries({ queryKey: scoresQuery(view.id).queryKey })
    await changed()
  }
  return (
    <Dialog title="签署评审表" onClose={onClose}>
      <div className="stack">
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <p>您给 <b>{view.name}</b> 共 <b>{Math.round(total * 10) / 10}</b> 分（满分 {most}）。签署之后不能再改。</p>
        <p className="buttons"><Button type="primary" loading={task.busy} onClick={() => void sign()}>签署</Button><Button onClick={onClose}>取消</Button></p>
      </div>
    </Dialog>
  )
}

function Recuse({ view, onClose }: { view: ApplicationView; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const task = useTask()
  const recuse = async (): Promise<void> => {
    if (!await task.run(() => client.panelRecuse({ id: view.id, reason }))) return
    location.assign('/calls')
  }
  return (
    <Dialog title="本人回避" onClose={onClose}>
      <div className="stack">
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <p>您不再评审 <b>{view.name}</b>，由抽取次序的下一位替补。您已填的不计入。</p>
        <label className="line">原因 <small>必填，如与建设主体有合作、是本地区人员</small><TextArea lines={3} value={reason} onChange={setReason} maxLength={4000} /></label>
        <p className="buttons"><Button type="primary" loading={task.busy} disabled={!reason.trim()} onClick={() => void recuse()}>确认回避</Button><Button onClick={onClose}>取消</Button></p>
      </div>
    </Dialog>
  )
}

function Signed({ sheet }: { sheet: Sheet }) {
  return (
    <section aria-labelledby="signed">
      <h2 id="signed">我的评审表 <small>已签署，不能再改</small></h2>
      <ul className="criteria">{sheet.criteria.map(({ id, label, points }) => <li key={id}><span>{label}</span><output>{sheet.scores[id]} / {points}</output></li>)}</ul>
      <p className="long">{sheet.opinion}</p>
    </section>
  )
}
