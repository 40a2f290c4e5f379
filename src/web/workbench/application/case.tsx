// One application: where it stands, what I may do with it, and behind the tabs what it says, how it is reviewed, and
// every step that was taken.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useState } from 'react'
import { Comments, useCommentsLabel } from '../comments/comments.tsx'
import { Failed, useMay, Waiting } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { useTitle } from '../ui/use-title.ts'
import { Actions } from './actions.tsx'
import { CaseDialog } from './case-dialog.tsx'
import { actionOf, type ApplicationView, applicationAt, applicationQuery, callAt, callQuery, type CallView, type Form, formQuery } from './data.ts'
import { ApplicationForm } from './form.tsx'
import { CaseRecord } from './record.tsx'
import { Review } from './review.tsx'
import { Stages } from './stages.tsx'
import { useDraft } from './use-draft.ts'
import { type CaseTab, readCaseView } from './view.ts'
import { caseActs, caseLine } from './words.ts'

export function CasePage() {
  const { id } = useParams({ from: '/signed/applications/$id' })
  const { data: view, error } = useQuery(applicationQuery(id))
  const { data: call, error: callError } = useQuery({ ...callQuery(view?.call ?? ''), enabled: Boolean(view) })
  const { data: form, error: formError } = useQuery({ ...formQuery(view?.call ?? ''), enabled: Boolean(view) })
  const failed = error ?? callError ?? formError
  if (!view || !call || !form) return <div className="page">{failed ? <Failed error={failed} /> : <Waiting lines={10} />}</div>
  return <Loaded key={id} view={view} call={call} form={form} />
}

function Loaded({ view, call, form }: { view: ApplicationView; call: CallView; form: Form }) {
  useTitle(view.name)
  const search = useSearch({ from: '/signed/applications/$id' })
  const navigate = useNavigate({ from: '/applications/$id' })
  const [said, say] = useState<string | null>(null)
  const [notes, setNotes] = useState<ReadonlyMap<string, string>>(new Map())
  const draft = useDraft(view)
  const writing = view.draft !== null
  const tabs = useTabs(view)
  const tab = tabs.find(({ key }) => key === search.tab)?.key ?? tabs[0]?.key ?? 'form'
  const change = (part: { tab?: CaseTab; do?: string | undefined }): void => void navigate({ search: before => readCaseView({ ...before, ...part }), replace: true, resetScroll: false })
  const onNote = actionOf(view, 'return').allowed ? (field: string, text: string): void => setNotes(before => new Map([...[...before].filter(([other]) => other !== field), ...(text ? [[field, text] as const] : [])])) : null
  return (
    <div className="season case">
      <header className="page-head">
        <h1>{view.name}</h1>
        <p className="chip">
          <span><Link {...callAt(call.id)}>{call.programmeTitle} {call.title}</Link></span><span>{[view.prefecture, view.division].filter(Boolean).join(' ')}</span>
          <span>截至 <b>{dayWord(view.today)}</b></span><span>依据 <b>{form.parts[0]?.article.split(' ')[0]}</b></span>{call.demo ? <span className="demo">演示数据</span> : null}
        </p>
        <p className="state-word"><b>{view.stageLabel}</b>{view.until ? <span className={view.today > view.until ? 'late' : ''}>{dayWord(view.until)}截止{view.today > view.until ? '，已过' : ''}</span> : view.desk ? <span>{view.desk}办理</span> : null}</p>
      </header>
      <Stages line={caseLine} stage={view.stage} steps={view.steps} ended={['refused', 'withdrawn', 'unlisted'].includes(view.stage) ? view.stageLabel : undefined} />
      <aside aria-label="可办">
        {notes.size ? <p className="notice-line"><b>{notes.size} 条批注</b>记在这一页，退回时发出。</p> : null}
        <Actions actions={view.actions} words={caseActs} stageCodes={['application.stage', 'call.stage']} onBegin={step => change({ do: step })} />
      </aside>
      <section className="work">
        {said ? <Alert type="success" title={said} closable={{ onClose: () => say(null) }} role="status" /> : null}
        {view.ended ? <Ended view={view} /> : null}
        <nav className="tabs" aria-label="这份申报的内容">{tabs.map(({ key, label }) => <Link key={key} {...applicationAt(view.id)} search={before => readCaseView({ ...before, tab: key })} replace resetScroll={false} aria-current={key === tab ? 'page' : undefined}>{label}</Link>)}</nav>
        <div className="pane" role="region" aria-label={tabs.find(({ key }) => key === tab)?.label} tabIndex={0}>
          {tab === 'form' ? <ApplicationForm view={view} form={form} draft={writing ? draft : null} notes={notes} onNote={onNote} /> : tab === 'review' ? <Review view={view} /> : tab === 'comments' ? <Comments subject={{ kind: 'application', id: view.id }} /> : <CaseRecord view={view} />}
        </div>
      </section>
      {search.do ? <CaseDialog view={view} call={call} form={form} draft={writing ? draft : null} step={search.do} notes={notes} onClose={() => change({ do: undefined })} onDone={word => { say(word); setNotes(new Map()) }} /> : null}
    </div>
  )
}

function Ended({ view }: { view: ApplicationView }) {
  if (!view.ended) return null
  const { reason, town, document } = view.ended
  return <p className="notice-line"><b>{view.stageLabel}</b>{reason}{town ? <a href={`/towns/${encodeURIComponent(town)}`}>公开网站上的这个小镇</a> : null}{document ? <> <a href={`/notices/${encodeURIComponent(document)}`}>公布名单的公文</a></> : null}</p>
}

/** An expert whose turn it is begins with the sheet. */
function useTabs(view: ApplicationView): { key: CaseTab; label: string }[] {
  const [scores, draws, witnesses, reads] = [useMay('score.write'), useMay('expert.draw'), useMay('expert.witness'), useMay('score.read')]
  const begun = view.steps.some(({ action }) => action === 'application.checked')
  const review = begun && (scores || draws || witnesses || reads) ? [{ key: 'review' as const, label: scores ? '我的评审表' : '专家评审' }] : []
  const form = { key: 'form' as const, label: '申报表' }
  const comments = { key: 'comments' as const, label: useCommentsLabel({ kind: 'application', id: view.id }) }
  return [...(scores ? [...review, form] : [form, ...review]), comments, { key: 'record', label: '办理记录' }]
}
