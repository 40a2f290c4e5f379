// One case: what it is about, where it stands, what I may do, and every step that was taken – one page, which prints whole.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import { useState } from 'react'
import { Actions } from '../application/actions.tsx'
import { FileInput } from '../application/file-input.tsx'
import { Stages } from '../application/stages.tsx'
import { Comments } from '../comments/comments.tsx'
import { PrintLink } from '../print/link.tsx'
import { nameOf } from '../ui/names.ts'
import { Failed, useSession, Waiting } from '../session/gate.tsx'
import { dayOfInstant, dayWord, momentWord } from '../ui/days.ts'
import { useTitle } from '../ui/use-title.ts'
import { type Begin, bodyOf, nounOf, titleOf } from './body.tsx'
import { CaseDialog } from './case-dialog.tsx'
import { type AnyView, caseQuery } from './data.ts'
import { type CaseSearch, filesAt, listAt, type PlaceId, placeOf, places, readCaseView } from './places.ts'
import { acts, endings, lines } from './words.ts'

export function SupervisionCase() {
  const { place: asked, id } = useParams({ from: '/signed/supervision/$place/$id' })
  const place = placeOf(asked)
  return place ? <Found key={id} place={place} id={id} /> : <div className="page"><p className="nothing">没有这一页。<Link to="/supervision">回到监督</Link></p></div>
}

function Found({ place, id }: { place: PlaceId; id: string }) {
  const { data, error } = useQuery(caseQuery(place, id))
  if (!data) return <div className="page">{error ? <><Failed error={error} /><p className="nothing"><Link {...listAt(place)}>回到{places[place].word}</Link></p></> : <Waiting lines={10} />}</div>
  return <Loaded place={place} view={data} />
}

function Loaded({ place, view }: { place: PlaceId; view: AnyView }) {
  const title = titleOf(view)
  const { demo } = useSession()
  useTitle(`${title} · ${places[place].word}`)
  const search = useSearch({ from: '/signed/supervision/$place/$id' })
  const navigate = useNavigate({ from: '/supervision/$place/$id' })
  const [said, say] = useState<string | null>(null)
  const change = (part: { [K in keyof CaseSearch]?: CaseSearch[K] | undefined }): void => void navigate({ search: before => readCaseView({ ...before, ...part }), replace: true, resetScroll: false })
  const begin: Begin = (step, of) => change({ do: step, of })
  const ended = endings.includes(view.stage) ? view.stageLabel : undefined
  const stops = lines[place]
  const stage = stops.find(stop => stop.stage === view.stage || stop.also?.includes(view.stage))?.stage ?? view.stage
  const due = 'due' in view ? view.due : 'until' in view ? view.until : null
  const overdue = 'overdue' in view && view.overdue
  return (
    <div className="season case">
      <header className="page-head">
        <h1>{title}</h1>
        <p className="chip"><span><Link {...listAt(place)}>{places[place].word}</Link></span><span>{view.programmeTitle}</span><span>{dayWord(view.opened)}{stops[0]?.act}</span><span>截至 <b>{dayWord(view.today)}</b></span>{demo ? <span className="demo">演示数据</span> : null}</p>
        <p className="state-word"><b>{view.stageLabel}</b>{due ? <span>期限 {dayWord(due)}{overdue ? <em className="late">已逾期</em> : null}</span> : null}</p>
      </header>
      <Stages line={stops} stage={stage} steps={view.steps.map(step => ({ ...step, action: step.label, at: `${step.on}T12:00:00+08:00` }))} ended={ended} />
      <aside aria-label="可办"><Actions actions={view.actions} words={acts[place]} stageCodes={['supervision.stage']} onBegin={step => begin(step)} /></aside>
      <section className="work">
        {said ? <Alert type="success" title={said} closable={{ onClose: () => say(null) }} role="status" /> : null}
        <div className="pane case-whole" role="region" aria-label="案卷" tabIndex={0}>
          {bodyOf(place, view, begin)}
          <Record place={place} view={view} />
          <section className="case-part no-print" aria-labelledby="talk"><h2 id="talk">留言</h2><Comments subject={{ kind: nounOf[place], id: view.id }} /></section>
          <p className="print-only foot">镇谱 · {places[place].word} · {title} · {view.stageLabel} · 截至{dayWord(view.today)}</p>
        </div>
      </section>
      {search.do ? <CaseDialog place={place} view={view} title={title} search={search} onClose={() => change({ do: undefined, of: undefined })} onDone={say} /> : null}
    </div>
  )
}

/** Every step: who, when, what, with which files. */
function Record({ place, view }: { place: PlaceId; view: AnyView }) {
  return (
    <section className="case-part" aria-labelledby="record">
      <h2 id="record">办理记录 <small>每一步都记在登记日志里，不能改、不能删。</small></h2>
      <PrintLink kind={nounOf[place]} id={view.id} />
      <ol className="record">
        {view.steps.map((step, i) => (
          <li key={i}>
            <p><b>{step.label}{step.words ? `：${step.words}` : ''}</b>{step.due ? <span>期限 {dayWord(step.due)}</span> : null}<span>{nameOf(step.actor)}</span><time dateTime={step.at}>{step.on === dayOfInstant(step.at) ? momentWord(step.at) : dayWord(step.on)}</time></p>
            {step.text ? <p className="reason">{step.text}</p> : null}
            {step.files.length ? <FileInput files={step.files} label={step.label} at={filesAt(place, view.id)} onChange={null} /> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
