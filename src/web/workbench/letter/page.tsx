// One letter: read by its addressee, who may answer; edited, checked, signed and sent by those who write it.
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { dayWord, momentWord } from '../ui/days.ts'
import { saveBase64 } from '../ui/save-file.ts'
import { TextArea } from '../ui/text-area.tsx'
import { useTitle } from '../ui/use-title.ts'
import { nameOf } from '../ui/actor.ts'
import { seasonAt } from '../season/view.ts'
import { type Letter, letterQuery, lettersChanged } from './data.ts'
import { LetterCheck, LetterTable } from './check.tsx'
import { LetterEditor } from './editor.tsx'

export function LetterPage() {
  useTitle('函件')
  const { id } = useParams({ from: '/signed/letters/$id' })
  const { data, error } = useQuery(letterQuery(id))
  return <div className="page">{data ? <Loaded key={`${data.id} ${data.stage}`} letter={data} /> : error ? <Failed error={error} /> : <Waiting lines={10} />}</div>
}

function Loaded({ letter }: { letter: Letter }) {
  const [editing, edit] = useState(false)
  const { kindLabel, name, number, season, stageLabel, sent, until, demo } = letter
  const may = (id: string): boolean => letter.actions.some(action => action.id === id && action.allowed)
  return (
    <>
      <header className="page-title">
        <h1>{kindLabel}{name ? `：${name}` : ''}</h1>
        <p className="chip"><span><b>{stageLabel}</b></span>{number ? <span>{number}</span> : null}<span><Link {...seasonAt(season)} search={{ tab: 'letters' }}>{season.slice(season.lastIndexOf('/') + 1)}年度的函件</Link></span>{sent ? <span>{momentWord(sent.at)}发出</span> : null}{until ? <span>期限 {dayWord(until)}</span> : null}{demo ? <span className="demo">演示数据</span> : null}</p>
      </header>
      {editing ? <LetterEditor letter={letter} onClose={() => edit(false)} /> : (
        <div className="notice-desk">
          <section aria-label="函件">
            <Files letter={letter} />
            <Paper letter={letter} />
          </section>
          <aside aria-label="校核与办理">
            <Acts letter={letter} mayEdit={may('edit')} onEdit={() => edit(true)} />
            {letter.sent ? null : <LetterCheck letter={letter} />}
            <Answers letter={letter} mayAnswer={may('answer')} />
            <section><h2>办理记录</h2><ol className="rows">{letter.steps.map(({ label, actor, at }, i) => <li key={i}><b>{label}</b><small>{nameOf(actor)} · {momentWord(at)}</small></li>)}</ol></section>
          </aside>
        </div>
      )}
    </>
  )
}

function Paper({ letter: { title, addressees, body, tables, signedOn, number, demo } }: { letter: Letter }) {
  const before = (i: number): number => body.slice(0, i).filter(block => block.kind === 'table').length
  return (
    <article className="sheet">
      {demo ? <p className="demo-word">演示数据</p> : null}
      {number ? <p className="sheet-number">{number}</p> : null}
      <h2>{title.map((line, i) => <span key={i}>{line}</span>)}</h2>
      {addressees.length ? <p className="to">{addressees.join('、')}：</p> : null}
      {body.map((block, i) => (block.kind === 'table' ? <LetterTable key={i} table={tables[before(i)]} /> : block.kind === 'heading' ? <h3 key={i}>{block.text}</h3> : <p key={i}>{block.lead ? <b>{block.lead}</b> : null}{block.text}</p>))}
      <p className="sheet-day">{dayWord(signedOn)}</p>
    </article>
  )
}

function Acts({ letter, mayEdit, onEdit }: { letter: Letter; mayEdit: boolean; onEdit: () => void }) {
  const task = useTask()
  const { id } = letter
  const works: Record<string, () => Promise<unknown>> = { approve: () => client.letterApprove({ id }), send: () => client.letterSend({ id }) }
  const now = letter.actions.filter(action => action.allowed && works[action.id])
  const others = letter.actions.filter(action => !action.allowed && action.code !== 'supervision.stage' && works[action.id])
  const take = async (work: () => Promise<unknown>): Promise<void> => { if (await task.run(work) !== undefined) await lettersChanged() }
  if (!now.length && !mayEdit && !others.length) return null
  return (
    <section className="acts">
      <h2>现在可办</h2>
      {task.error ? <Alert type="error" title={task.error} /> : null}
      <ul>
        {now.map(action => <li key={action.id}><Button block type="primary" loading={task.busy} onClick={() => void take(works[action.id] as () => Promise<unknown>)}>{action.label}</Button><small>{action.id === 'send' ? '收函单位即时看到，不能收回。' : '签发现在这份。再有改动须重新签发。'}</small></li>)}
        {mayEdit ? <li><Button block onClick={onEdit}>修改函件</Button></li> : null}
        {others.map(({ id: other, label, reason }) => <li key={other} className="greyed"><b>{label}</b><small>{reason}</small></li>)}
      </ul>
    </section>
  )
}

function Answers({ letter, mayAnswer }: { letter: Letter; mayAnswer: boolean }) {
  const [text, setText] = useState('')
  const task = useTask()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!await task.run(() => client.letterAnswer({ id: letter.id, text, files: [] }))) return
    setText('')
    await lettersChanged()
  }
  if (!letter.answered.length && !mayAnswer) return null
  return (
    <section aria-label="答复">
      <h2>答复</h2>
      <ul className="rows">{letter.answered.map((answer, i) => <li key={i}>{answer.text}<small>{nameOf(answer.by)} · {dayWord(answer.on)}</small></li>)}</ul>
      {mayAnswer ? (
        <form className="stack" onSubmit={event => void submit(event)}>
          {task.error ? <Alert type="error" title={task.error} /> : null}
          <label className="line">说明 <small>{letter.until ? `${dayWord(letter.until)}以前` : ''}</small><TextArea lines={3} value={text} onChange={setText} maxLength={4000} /></label>
          <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!text.trim()}>答复</Button></p>
        </form>
      ) : null}
    </section>
  )
}

function Files({ letter }: { letter: Letter }) {
  const task = useTask()
  const download = async (format: 'docx' | 'pdf'): Promise<void> => { const file = await task.run(() => client.letterFile({ id: letter.id, format })); if (file) saveBase64(file) }
  return <div className="files"><Button size="small" disabled={task.busy} onClick={() => void download('docx')}>下载 Word</Button><Button size="small" disabled={task.busy} onClick={() => void download('pdf')}>下载 PDF</Button>{letter.sent ? null : <small>草稿每页都标明“草稿”</small>}{task.error ? <Alert type="error" title={task.error} /> : null}</div>
}
