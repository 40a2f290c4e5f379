// One call: where it stands, what I may do, and behind the tabs its applications, the list, publicity, the notice.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert } from 'antd'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { milestoneLabels } from '#core/application/call-events.ts'
import { Failed, useMay, Waiting } from '../session/gate.tsx'
import { dayWord, shortDay } from '../ui/days.ts'
import { useTitle } from '../ui/use-title.ts'
import { Actions } from './actions.tsx'
import { Applications } from './applications.tsx'
import { CallDialog } from './call-dialog.tsx'
import { actionOf, callAt, callQuery, type CallView, formQuery } from './data.ts'
import { List } from './list.tsx'
import { Publicity } from './publicity.tsx'
import { Record } from './record.tsx'
import { Stages } from './stages.tsx'
import { type CallSearch, type CallTab, readCallView } from './view.ts'
import { callActs, callLine, callPlaces } from './words.ts'

const NoticeTab = lazy(async () => ({ default: (await import('./notice.tsx')).NoticeTab }))
const Assessors = lazy(async () => ({ default: (await import('./assessors.tsx')).Assessors }))

export function CallPage() {
  const { programme, batch } = useParams({ from: '/signed/calls/$programme/$batch' })
  const id = `${programme}/${batch}`
  const { data: call, error } = useQuery(callQuery(id))
  if (!call) return <div className="page">{error ? <Failed error={error} /> : <Waiting lines={10} />}</div>
  return <Loaded key={id} call={call} />
}

export type Change = (part: { [Key in keyof CallSearch]?: CallSearch[Key] | undefined }) => void

function Loaded({ call }: { call: CallView }) {
  useTitle(`${call.title}`)
  const search = useSearch({ from: '/signed/calls/$programme/$batch' })
  const navigate = useNavigate({ from: '/calls/$programme/$batch' })
  const { data: form } = useQuery(formQuery(call.id))
  const [said, say] = useState<string | null>(null)
  const tabs = useTabs(call)
  const tab = tabs.find(({ key }) => key === search.tab)?.key ?? 'applications'
  const change: Change = part => void navigate({ search: before => readCallView({ ...before, ...part }), replace: true, resetScroll: false })
  const begin = (step: string): void => (callPlaces[step] ? change({ tab: callPlaces[step] }) : change({ do: step }))
  const panes: { [Key in CallTab]: () => ReactNode } = {
    applications: () => <Applications call={call} search={search} onChange={change} />,
    list: () => <List call={call} form={form ?? null} onDone={say} />,
    publicity: () => <Publicity call={call} onBegin={begin} />,
    notice: () => <NoticeTab call={call} onBegin={begin} onDone={say} />,
    assessors: () => <Assessors call={call} />,
    record: () => <Record steps={call.steps} />,
  }
  return (
    <div className="season call">
      <header className="page-head">
        <h1>{call.title}</h1>
        <p className="chip"><span><b>{call.programmeTitle}</b> 第 {call.batch} 批</span><span>截至 <b>{dayWord(call.today)}</b></span>{form ? <span>依据 <b>{form.parts[0]?.article.split(' ')[0]}</b></span> : null}{call.demo ? <span className="demo">演示数据</span> : null}</p>
        <p className="state-word"><b>{call.stageLabel}</b>{call.stage === 'publicised' && call.publicity ? <span>至 {dayWord(call.publicity.until)}</span> : null}</p>
      </header>
      <Stages line={callLine} stage={call.stage} steps={call.steps} ended={call.stage === 'ended' ? '已终止' : undefined} />
      <aside aria-label="可办">
        <Actions actions={call.actions} words={callActs} stageCodes={['call.stage', 'call.extension']} onBegin={begin} />
        <section className="acts"><h2>截止日期</h2><dl className="days">{(Object.keys(milestoneLabels) as (keyof typeof milestoneLabels)[]).map(key => <div key={key}><dt>{milestoneLabels[key]}</dt><dd>{shortDay(call.milestones[key])}{call.today > call.milestones[key] ? <em className="late">已过</em> : null}</dd></div>)}</dl>{call.extension ? <p className="notice-line"><b>待批准的延期</b>{Object.values(call.extension.milestones).map(shortDay).join('、')}<small>{call.extension.reason}</small></p> : null}</section>
      </aside>
      <section className="work">
        {said ? <Alert type="success" title={said} closable={{ onClose: () => say(null) }} role="status" /> : null}
        <nav className="tabs" aria-label="这一批次的内容">{tabs.map(({ key, label }) => <Link key={key} {...callAt(call.id)} search={{ tab: key }} replace resetScroll={false} aria-current={key === tab ? 'page' : undefined}>{label}</Link>)}</nav>
        <div className="pane" role="region" aria-label={tabs.find(({ key }) => key === tab)?.label} tabIndex={0}><Suspense fallback={<Waiting />}>{panes[tab]()}</Suspense></div>
      </section>
      {search.do ? <CallDialog call={call} step={search.do} onClose={() => change({ do: undefined })} onDone={say} onPlace={place => change({ do: undefined, tab: place })} /> : null}
    </div>
  )
}

function useTabs(call: CallView): { key: CallTab; label: string }[] {
  const [decisions, notices, identities, applications] = [useMay('decision.read'), useMay('notice.read'), useMay('expert.identify'), useMay('application.read')]
  const open = call.objections.filter(({ settled }) => !settled).length
  return [
    ...(applications ? [{ key: 'applications' as const, label: '申报' }] : []),
    ...(decisions || actionOf(call, 'select').allowed ? [{ key: 'list' as const, label: '名单' }] : []),
    { key: 'publicity', label: open ? `公示与异议 ${open}` : '公示与异议' },
    ...(notices ? [{ key: 'notice' as const, label: '公文' }] : []),
    ...(identities ? [{ key: 'assessors' as const, label: '打分松紧' }] : []),
    { key: 'record', label: '办理记录' },
  ]
}
