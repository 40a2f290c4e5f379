// One season: where it stands, what can be done and by whom, and behind the tabs everything it is decided on.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert } from 'antd'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { Comments, useCommentsLabel } from '../comments/comments.tsx'
import { Failed, useMay, Waiting } from '../session/gate.tsx'
import { allUpTo } from '../ui/data-table.tsx'
import { dayWord } from '../ui/days.ts'
import { count } from '../ui/formats.ts'
import { Actions } from './actions.tsx'
import { Proposals } from './proposals.tsx'
import { Publicity } from './publicity.tsx'
import { Record } from './record.tsx'
import { Rules } from './rules.tsx'
import { type Season, seasonQuery } from './season-data.ts'
import { Stages } from './stages.tsx'
import { StepDialog } from './step-dialog.tsx'
import { readView, seasonAt, type Tab, useSeasonId, useView } from './view.ts'
import { useTitle } from '../ui/use-title.ts'

const Cuts = lazy(async () => ({ default: (await import('./cuts.tsx')).Cuts }))
const NoticeTab = lazy(async () => ({ default: (await import('./notice.tsx')).NoticeTab }))
const LettersTab = lazy(async () => ({ default: (await import('../letter/tab.tsx')).LettersTab }))
const FollowUpTab = lazy(async () => ({ default: (await import('./follow-up.tsx')).FollowUpTab }))
const WhatIf = lazy(async () => ({ default: (await import('./what-if.tsx')).WhatIf }))

export function SeasonPage() {
  const id = useSeasonId()
  const { data: season, error } = useQuery(seasonQuery(id))
  if (!season) return <div className="page">{error ? <Failed error={error} /> : <Waiting lines={10} />}</div>
  return <Loaded key={id} season={season} />
}

function Loaded({ season }: { season: Season }) {
  useTitle(`${season.year}年度评估`)
  const [view, change] = useView()
  const [said, say] = useState<string | null>(null)
  const pane = useRef<HTMLDivElement>(null)
  const { shown, tab } = useTabs(season, view.tab)
  const label = shown.find(({ key }) => key === tab)?.label
  const panes: { [Key in Tab]: () => ReactNode } = {
    proposals: () => <Proposals season={season} scroller={pane} />,
    cuts: () => <Cuts season={season} />,
    publicity: () => <Publicity season={season} />,
    notice: () => <NoticeTab season={season} onDone={say} />,
    letters: () => <LettersTab season={season} onDone={say} />,
    follow: () => <FollowUpTab season={season} />,
    replay: () => <WhatIf season={season} />,
    rules: () => <Rules season={season} />,
    comments: () => <Comments subject={{ kind: 'season', id: season.id }} />,
    record: () => <Record season={season} />,
  }
  return (
    <div className="season">
      <header className="page-head">
        <h1>{season.year}年度评估</h1>
        <p className="chip">
          <span><b>{season.title}</b></span>
          {season.asOf ? <span>截至 <b>{dayWord(season.asOf.valid)}</b></span> : <span>截至今天，没有冻结</span>}
          <span>依据 <b>{season.rules.title}</b></span>
          {season.scores === 'published' ? <span>等级取自已发文件</span> : season.scheme ? <span>{season.scheme.title}</span> : null}
          {season.demo ? <span className="demo">演示数据</span> : null}
        </p>
        <p className="state-word"><b>{season.stageLabel}</b>{count(season.towns)} 个小镇</p>
      </header>
      <Stages season={season} />
      <aside aria-label="可办"><Actions season={season} /></aside>
      <section className="work">
        {said ? <Alert type="success" title={said} closable={{ onClose: () => say(null) }} role="status" /> : null}
        <nav className="tabs" aria-label="这一年度的内容">
          {shown.map(({ key, label: word }) => <Link key={key} {...seasonAt(season.id)} search={before => readView({ ...before, tab: key, sort: undefined })} replace resetScroll={false} aria-current={key === tab ? 'page' : undefined} onClick={() => pane.current?.scrollTo(0, 0)}>{word}</Link>)}
        </nav>
        <div className={season.towns > allUpTo && tab === 'proposals' ? 'pane many' : 'pane'} ref={pane} role="region" aria-label={label} tabIndex={0}><Suspense fallback={<Waiting />}>{panes[tab]()}</Suspense></div>
      </section>
      {view.do ? <StepDialog season={season} step={view.do} onClose={() => change({ do: undefined })} onDone={say} /> : null}
      <p className="print-only foot">镇谱 · {season.title} {season.year}年度 · {season.stageLabel}{season.demo ? ' · 演示数据' : ''} · 规则 {season.rules.title}</p>
    </div>
  )
}

/** The tabs that the caller may look at; the first is shown where the address names none. */
function useTabs(season: Season, asked: Tab | undefined): { shown: { key: Tab; label: string }[]; tab: Tab } {
  const [decisions, notices, rerun, letters, follows] = [useMay('decision.read'), useMay('notice.read'), useMay('decision.rerun'), useMay('letter.read'), useMay('supervision.read')]
  const open = season.objections.filter(({ settled }) => !settled).length
  const ranked = season.scores === 'computed'
  const comments = useCommentsLabel({ kind: 'season', id: season.id })
  const shown: { key: Tab; label: string }[] = [
    ...(decisions ? [{ key: 'proposals' as const, label: '拟办' }] : []),
    ...(decisions && ranked ? [{ key: 'cuts' as const, label: '分界' }] : []),
    { key: 'publicity', label: open ? `公示与异议 ${open}` : '公示与异议' },
    ...(notices ? [{ key: 'notice' as const, label: '公文' }] : []),
    ...(letters ? [{ key: 'letters' as const, label: '函件' }] : []),
    ...(follows ? [{ key: 'follow' as const, label: '后续' }] : []),
    ...(rerun ? [{ key: 'replay' as const, label: '推演' }] : []),
    { key: 'rules', label: '规则与设定' }, { key: 'comments', label: comments }, { key: 'record', label: '办理记录' },
  ]
  return { shown, tab: shown.find(({ key }) => key === asked)?.key ?? shown[0]?.key ?? 'record' }
}

