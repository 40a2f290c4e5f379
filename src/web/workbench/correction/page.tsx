// One correction: what it changes beside what the check says, the paper, and the next step by whoever may take it.
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { type Task, useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { dayWord, momentWord } from '../ui/days.ts'
import { Dialog } from '../ui/dialog.tsx'
import { saveBase64 } from '../ui/save-file.ts'
import { TextArea } from '../ui/text-area.tsx'
import { useTitle } from '../ui/use-title.ts'
import { nameOf } from '../ui/actor.ts'
import { basisQuery, type Correction, correctionChanged, correctionQuery, type Draft } from './data.ts'
import { AmendmentCheck, Effects, Words } from './diff.tsx'
import { CorrectionForm } from './form.tsx'

export function CorrectionPage() {
  useTitle('更正')
  const { id } = useParams({ from: '/signed/corrections/$id' })
  const { data, error } = useQuery(correctionQuery(id))
  return <div className="page">{data ? <Loaded correction={data} /> : error ? <Failed error={error} /> : <Waiting lines={10} />}</div>
}

type Doing = 'revise' | 'review' | 'return' | 'approve' | 'issue' | 'drop'

function Loaded({ correction }: { correction: Correction }) {
  const [doing, begin] = useState<Doing | null>(null)
  const { of, number, issued, remark, stageLabel, causeLabel, reason, demo, text } = correction
  return (
    <>
      <header className="page-title">
        <h1>更正 {number ?? '（还没有文号）'}</h1>
        <p className="chip"><span><b>{stageLabel}</b></span><span>更正 <a href={`/notices/${encodeURIComponent(of.document)}`} target="_blank" rel="noreferrer">{of.number ?? of.title}</a></span><span>{causeLabel}</span>{demo ? <span className="demo">演示数据</span> : null}</p>
      </header>
      {issued ? <div className="issued"><p><b>{issued.number}</b> {momentWord(issued.publicAt)}印发，<a href={`/notices/${encodeURIComponent(issued.document)}`} target="_blank" rel="noreferrer">公开网站上的更正</a></p></div> : null}
      <p className="lead">{reason}</p>
      {remark ? <p className="notice-line">{remark.text}（{nameOf(remark.by)}）</p> : null}
      <div className="notice-desk">
        <section aria-label="更正的内容">
          <h2>原文与更正</h2>
          <Words words={correction.words} />
          <h2>登记簿</h2>
          <Effects effects={correction.effects} />
          <h2>公文</h2>
          <Files correction={correction} />
          <pre className="sheet-text">{text}</pre>
        </section>
        <aside aria-label="校核与办理">
          <Actions correction={correction} onBegin={begin} />
          <AmendmentCheck preview={correction} />
          <section><h2>办理记录</h2><ol className="rows">{correction.steps.map(({ label, actor, at }, i) => <li key={i}><b>{label}</b><small>{nameOf(actor)} · {momentWord(at)}</small></li>)}</ol></section>
        </aside>
      </div>
      {doing ? <Step correction={correction} doing={doing} onClose={() => begin(null)} /> : null}
    </>
  )
}

const does: Record<Doing, string> = {
  revise: '改写更正的内容，重新送复核。', review: '核对原件与更正，交领导小组审定。', return: '退回提出人修改，写明理由。',
  approve: '审定更正的内容、文号与对登记簿的影响。', issue: '更正即时公开，与原公文互相链接；登记事实随之更正，此前所知不变。', drop: '撤销这件更正，写明理由。',
}

function Actions({ correction, onBegin }: { correction: Correction; onBegin: (doing: Doing) => void }) {
  const now = correction.actions.filter(action => action.allowed)
  const others = correction.actions.filter(action => !action.allowed && action.code !== 'supervision.stage')
  return (
    <section className="acts">
      <h2>现在可办</h2>
      {now.length ? <ul>{now.map((action, i) => <li key={action.id}><Button block type={i === 0 ? 'primary' : 'default'} onClick={() => onBegin(action.id as Doing)}>{action.label}</Button><small>{does[action.id as Doing]}</small></li>)}</ul> : <p className="quiet">现在没有您可以办的步骤。</p>}
      {others.length ? <ul>{others.map(({ id, label, reason }) => <li key={id} className="greyed"><b>{label}</b><small>{reason}</small></li>)}</ul> : null}
    </section>
  )
}

function Step({ correction, doing, onClose }: { correction: Correction; doing: Doing; onClose: () => void }) {
  const task = useTask()
  const { id } = correction
  const label = correction.actions.find(action => action.id === doing)?.label ?? ''
  const take = async (work: () => Promise<unknown>): Promise<void> => {
    if (await task.run(work) === undefined) return
    await correctionChanged()
    onClose()
  }
  if (doing === 'revise') return <Revise correction={correction} task={task} take={take} onClose={onClose} />
  const works = { review: (text: string) => client.correctionReview({ id, opinion: text }), return: (text: string) => client.correctionReturn({ id, reason: text }), drop: (text: string) => client.correctionDrop({ id, reason: text }) }
  const plain = { approve: () => client.correctionApprove({ id }), issue: () => client.correctionIssue({ id }) }
  return (
    <Dialog title={label} width={620} onClose={onClose}>
      <p className="quiet what-happens">{does[doing]}</p>
      {task.error ? <Alert type="error" title={task.error} /> : null}
      {doing === 'approve' || doing === 'issue'
        ? <Plain label={label} task={task} onClose={onClose} onSubmit={() => take(plain[doing])}><Words words={correction.words} /><Effects effects={correction.effects} /></Plain>
        : <Saying label={label} word={doing === 'review' ? '复核意见' : '理由'} task={task} onClose={onClose} onSubmit={text => take(() => works[doing](text))} />}
    </Dialog>
  )
}

function Revise({ correction, task, take, onClose }: { correction: Correction; task: Task; take: (work: () => Promise<unknown>) => Promise<void>; onClose: () => void }) {
  const { data: basis } = useQuery(basisQuery(correction.of.document))
  const { today = correction.signedOn } = basis ?? {}
  const { id, cause, reason, items, number, signedOn, body } = correction
  const send = ({ number: typed, body: own, ...draft }: Draft): Promise<void> => take(() => client.correctionRevise({ id, ...draft, number: typed.trim() || null, ...(own ? { body: own } : {}) }))
  return (
    <Dialog title="修改更正" width={1040} onClose={onClose} firm>
      {basis ? <CorrectionForm basis={basis} first={{ cause, reason, items, number: number ?? '', signedOn: signedOn || today, body }} task={task} label="送复核" onSend={send} onClose={onClose} /> : <Waiting lines={6} />}
    </Dialog>
  )
}

type FormProps = { label: string; task: Task; onClose: () => void }

function Plain({ label, task, onClose, onSubmit, children }: FormProps & { onSubmit: () => Promise<void>; children: ReactNode }) {
  const submit = (event: FormEvent): void => { event.preventDefault(); void onSubmit() }
  return <form className="stack" onSubmit={submit}>{children}<p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy}>{label}</Button><Button onClick={onClose}>取消</Button></p></form>
}

function Saying({ label, word, task, onClose, onSubmit }: FormProps & { word: string; onSubmit: (text: string) => Promise<void> }) {
  const [text, setText] = useState('')
  const submit = (event: FormEvent): void => { event.preventDefault(); void onSubmit(text) }
  return <form className="stack" onSubmit={submit}><label className="line">{word} <small>必填，记入办理记录</small><TextArea lines={3} value={text} onChange={setText} maxLength={4000} /></label><p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!text.trim()}>{label}</Button><Button onClick={onClose}>取消</Button></p></form>
}

function Files({ correction }: { correction: Correction }) {
  const task = useTask()
  const download = async (format: 'docx' | 'pdf'): Promise<void> => { const file = await task.run(() => client.correctionFile({ id: correction.id, format })); if (file) saveBase64(file) }
  return <div className="files"><Button size="small" disabled={task.busy} onClick={() => void download('docx')}>下载 Word</Button><Button size="small" disabled={task.busy} onClick={() => void download('pdf')}>下载 PDF</Button>{correction.issued ? null : <small>草稿每页都标明“草稿”，成文日期 {dayWord(correction.signedOn)}</small>}{task.error ? <Alert type="error" title={task.error} /> : null}</div>
}
