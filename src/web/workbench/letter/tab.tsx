// 函件 of a season: drafted at once, looked at one by one, signed and sent singly or together. Addressees see their own.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Checkbox, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { letterKinds, letterLabels, type LetterKind } from '#core/notice/letter.ts'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, useMay, Waiting } from '../session/gate.tsx'
import { tasksChanged } from '../tasks/data.ts'
import { dayWord, momentWord } from '../ui/days.ts'
import { Dialog } from '../ui/dialog.tsx'
import type { Season } from '../season/season-data.ts'
import { letterAt, type LetterRow, lettersChanged, lettersQuery } from './data.ts'

export function LettersTab({ season, onDone }: { season: Season; onDone: (said: string) => void }) {
  const { data, error } = useQuery(lettersQuery(season.id))
  const [write, approve, release] = [useMay('notice.write'), useMay('notice.approve'), useMay('notice.release')]
  const [drafting, draft] = useState(false)
  const many = useMany(onDone)
  const zip = useTask()
  const [zipping, setZipping] = useState(false)
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={8} />
  const live = data.letters.filter(({ stage }) => stage !== 'dropped')
  const ready = live.filter(({ stage, numbered, number }) => stage === 'drafted' && (!numbered || number))
  const signed = live.filter(({ stage }) => stage === 'approved')
  const take = async (): Promise<void> => {
    if (!await zip.run(() => client.letterZip({ season: season.id }))) return
    setZipping(true)
    await tasksChanged()
  }
  return (
    <div className="letter-groups">
      <div className="letter-bar">
        <p>{live.length ? <><b>{live.length}</b> 封，已发出 {live.filter(({ sent }) => sent).length} 封</> : null}</p>
        {write && season.issued ? <Button onClick={() => draft(true)}>起草函件</Button> : null}
        {approve && ready.length ? <Button type="primary" loading={many.busy} onClick={() => void many.each('签发', ready, id => client.letterApprove({ id }))}>签发 {ready.length} 封</Button> : null}
        {release && signed.length ? <Button type="primary" loading={many.busy} onClick={() => void many.each('发出', signed, id => client.letterSend({ id }))}>发出 {signed.length} 封</Button> : null}
        {live.length ? <Button loading={zip.busy} onClick={() => void take()}>全部打包下载</Button> : null}
      </div>
      {zipping ? <p className="quiet" role="status">已开始打包。做好后在页面上方的“进度”里下载，期间可以离开这一页。</p> : null}
      {many.progress ? <p className="quiet" role="status">{many.progress}</p> : null}
      {many.error ? <Alert type="error" title={many.error} /> : null}
      {zip.error ? <Alert type="error" title={zip.error} /> : null}
      {live.length ? letterKinds.map(kind => <Group key={kind} kind={kind} letters={live.filter(letter => letter.kind === kind)} />) : <p className="nothing">{season.issued ? write ? '还没有函件。由经办按公布的决定起草，这里列出警告函、评估结果反馈与自愿退出通知。' : '没有发给您的函件。' : '公文印发之后才起草函件。'}</p>}
      {drafting ? <Drafting season={season} onDone={onDone} onClose={() => draft(false)} /> : null}
    </div>
  )
}

function Group({ kind, letters }: { kind: LetterKind; letters: LetterRow[] }) {
  if (!letters.length) return null
  return (
    <section aria-label={letterLabels[kind]}>
      <h2>{letterLabels[kind]} <small>{letters.length} 封</small></h2>
      <ul className="letter-rows">
        {letters.map(({ id, name, number, numbered, stageLabel, sent, answers, until }) => (
          <li key={id}><Link {...letterAt(id)}>{name ?? letterLabels[kind]}</Link><span>{number ?? (numbered ? '还没有文号' : '')}</span><span>{stageLabel}{answers ? `，有答复` : ''}</span><small>{sent ? momentWord(sent.at) : until ? `限 ${dayWord(until)}` : ''}</small></li>
        ))}
      </ul>
    </section>
  )
}

/** One after the other; the first that is refused stops it, and says which. */
function useMany(onDone: (said: string) => void): { each: (word: string, letters: LetterRow[], work: (id: string) => Promise<unknown>) => Promise<void>; busy: boolean; progress: string | null; error: ReturnType<typeof useTask>['error'] } {
  const task = useTask()
  const [progress, show] = useState<string | null>(null)
  const each = async (word: string, letters: LetterRow[], work: (id: string) => Promise<unknown>): Promise<void> => {
    for (const [i, letter] of letters.entries()) {
      show(`${word}第 ${i + 1} 封，共 ${letters.length} 封：${letter.name ?? letter.kindLabel}`)
      if (await task.run(() => work(letter.id)) === undefined) { await lettersChanged(); return }
    }
    show(null)
    onDone(`已${word} ${letters.length} 封函件。`)
    await lettersChanged()
  }
  return { each, busy: task.busy, progress, error: task.error }
}

function Drafting({ season, onDone, onClose }: { season: Season; onDone: (said: string) => void; onClose: () => void }) {
  const [kinds, setKinds] = useState<LetterKind[]>([...letterKinds])
  const [signedOn, setSignedOn] = useState(season.today)
  const [deadline, setDeadline] = useState('')
  const [reviewBy, setReviewBy] = useState('')
  const task = useTask()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const made = await task.run(() => client.letterDraft({ season: season.id, kinds, signedOn, deadline, reviewBy }))
    if (!made) return
    onDone(`已起草 ${made.ids.length} 封函件，待核对、签发。`)
    await lettersChanged()
    onClose()
  }
  return (
    <Dialog title="起草函件" width={520} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        <p className="quiet">按公布的决定起草，已起草过的不重复。发出之前收函单位看不到。</p>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <Checkbox.Group aria-label="起草哪几种" value={kinds} onChange={chosen => setKinds(chosen as LetterKind[])} options={letterKinds.map(kind => ({ value: kind, label: letterLabels[kind] }))} />
        <label className="line">成文日期<Input type="date" value={signedOn} onChange={event => setSignedOn(event.target.value)} /></label>
        <label className="line">警告的整改期限<Input type="date" min={signedOn} value={deadline} onChange={event => setDeadline(event.target.value)} /></label>
        <label className="line">申请复核的期限<Input type="date" min={signedOn} value={reviewBy} onChange={event => setReviewBy(event.target.value)} /></label>
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!kinds.length || !signedOn || !deadline || !reviewBy}>起草</Button><Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}
