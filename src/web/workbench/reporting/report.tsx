// One report: where it stands, what can be done with it, and behind the tabs the figures, what is wrong with them, what
// others say, and everything that was done.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Alert, Button, Switch, Tabs } from 'antd'
import { useState } from 'react'
import { Comments as Talk, useCommentsLabel } from '../comments/comments.tsx'
import { Failed, Waiting } from '../session/gate.tsx'
import { dayWord, momentWord } from '../ui/days.ts'
import { PrintLink } from '../print/link.tsx'
import { useTitle } from '../ui/use-title.ts'
import { Chain } from './chain.tsx'
import { formAt, type ReportView, reportQuery } from './data.ts'
import { Findings, Sides } from './findings.tsx'
import { Grid, type Selected } from './grid.tsx'
import { Inspector, type Note } from './inspector.tsx'
import { StepForm } from './step-forms.tsx'
import { useDraft } from './use-draft.ts'
import { readReportView, type ReportPageView, type StepName, steps, type Tab } from './view.ts'
import { changeWord, columnWord, townWord } from './words.ts'
import { Workbook } from './workbook.tsx'

export function ReportPage() {
  const { programme, dataSet, period, reporter } = useParams({ from: '/signed/reporting/$programme/$dataSet/$period/$reporter' })
  const id = [programme, dataSet, period, reporter].join('/')
  const { data, error } = useQuery(reportQuery(id))
  if (!data) return <div className="page">{error ? <Failed error={error} /> : <Waiting lines={10} />}</div>
  return <Loaded key={id} report={data} />
}

function Loaded({ report }: { report: ReportView }) {
  const { form, reporter, dataSet, towns } = report
  useTitle(`${reporter.name} ${form.period.title}`)
  const view = useSearch({ from: '/signed/reporting/$programme/$dataSet/$period/$reporter' })
  const navigate = useNavigate({ from: '/reporting/$programme/$dataSet/$period/$reporter' })
  const change = (next: { [Key in keyof ReportPageView]?: ReportPageView[Key] | undefined }): void => void navigate({ search: before => readReportView({ ...before, ...next }), replace: true, resetScroll: false })
  const draft = useDraft(report)
  const [selected, select] = useState<Selected | null>(null)
  const [notes, setNotes] = useState<readonly Note[]>([])
  const [withLast, setWithLast] = useState(true)
  const [said, say] = useState<string | null>(null)
  const talk = useCommentsLabel({ kind: 'submission', id: report.id })
  const mayReturn = report.acts.find(({ act }) => act === 'return')?.allowed ?? false
  const open = draft.findings.filter(({ severity, town }) => severity === 'hard' || !draft.content[town]?.remark).length + draft.wrong.size
  const go = (at: Selected): void => {
    change({ tab: 'grid' })
    select(at)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`td[data-town="${CSS.escape(at.town)}"][data-indicator="${CSS.escape(at.indicator)}"] :is(input, select, button)`)?.focus())
  }
  const note = (made: Note | null, at: Selected): void => setNotes(all => [...all.filter(other => other.town !== at.town || other.indicator !== at.indicator), ...(made ? [made] : [])])
  const begin = async (step: StepName): Promise<void> => { if (await draft.settle()) change({ do: step }) }
  const panes = {
    grid: (
      <>
        <div className="grid-bar">{report.editable.all || report.editable.scope.length ? <Saved draft={draft} /> : null}<span className="quiet">{towns.length} 个小镇，{dataSet.indicators.length} 项指标</span>{report.last ? <label className="switch"><Switch size="small" checked={withLast} onChange={setWithLast} />显示上期</label> : null}</div>
        <div className="grid-frame" tabIndex={-1}><Grid report={report} draft={draft} withLast={withLast && report.last !== null} selected={selected} onSelect={select} own={new Set(report.departments.filter(({ mine }) => mine).flatMap(({ indicators }) => indicators))} /></div>
      </>
    ),
    checks: <Findings report={report} draft={draft} onGo={go} />,
    sides: <Sides report={report} onGo={go} />,
    comments: <Talk subject={{ kind: 'submission', id: report.id }} />,
    history: <History report={report} />,
  }
  return (
    <div className="report">
      <header className="page-head">
        <h1>{reporter.name} <span>{form.period.title}</span></h1>
        <p className="chip">
          <Link {...formAt(form.id)}>{form.title}</Link>{reporter.region ? <span>{reporter.region}</span> : null}<span>截至 <b>{dayWord(report.today)}</b></span>
          {form.status === 'proposal' ? <span>建议稿，没有文件规定</span> : null}{report.demo ? <span className="demo">演示数据</span> : null}
        </p>
        <p className="state-word"><b>{report.stage}</b>{report.version ? `第 ${report.version} 版` : null}</p>
      </header>
      <Chain report={report} />
      <aside aria-label="可办">
        {selected ? <Inspector report={report} draft={draft} selected={selected} notes={notes} onNote={mayReturn ? note : undefined} onClose={() => select(null)} /> : null}
        <Acts report={report} notes={notes} onBegin={step => void begin(step)} />
        <Unlocking report={report} />
        {report.acts.some(({ act }) => act === 'save') ? <Workbook report={report} mayWrite={report.editable.all || report.editable.scope.length > 0} settle={draft.settle} onDone={say} /> : null}
        <Comments report={report} onGo={go} />
      </aside>
      <section className="work" aria-label="报表内容">
        {said ? <Alert type="success" title={said} closable={{ onClose: () => say(null) }} role="status" /> : null}
        <Lapsed report={report} />
        <Tabs activeKey={view.tab ?? 'grid'} onChange={key => change({ tab: key as Tab })} items={[
          { key: 'grid', label: '填报表' }, { key: 'checks', label: open ? `校核 ${open}` : '校核' },
          { key: 'sides', label: report.origins.some(one => one.differing.length) ? `比对 ${report.origins.filter(one => one.differing.length).length}` : '比对' }, { key: 'comments', label: talk }, { key: 'history', label: '办理记录' },
        ]} />
        <div className="pane" tabIndex={-1}>{panes[view.tab ?? 'grid']}</div>
      </section>
      {view.do ? <StepForm step={view.do} report={report} notes={notes} onClose={() => change({ do: undefined })} onDone={words => { change({ do: undefined }); setNotes([]); say(words) }} /> : null}
      <p className="print-only foot">镇谱 · {reporter.name} {form.period.title} {form.title} · {report.stage} · 内容摘要 {report.digest.slice(0, 16)}{report.demo ? ' · 演示数据' : ''}</p>
    </div>
  )
}

function Saved({ draft: { state, message, wrong } }: { draft: ReturnType<typeof useDraft> }) {
  if (message) return <p className="grid-state late" role="alert">{message}</p>
  return <p className={wrong.size ? 'grid-state late' : 'grid-state'} role="status">{state === 'typed' || state === 'saving' ? '正在保存…' : wrong.size ? `${wrong.size} 格填写有误，没有保存` : '已保存'}</p>
}

function Acts({ report, notes, onBegin }: { report: ReportView; notes: readonly Note[]; onBegin: (step: StepName) => void }) {
  const known = report.acts.filter((act): act is typeof act & { act: StepName } => steps.includes(act.act as StepName))
  const now = known.filter(({ act, allowed }) => allowed && (act !== 'confirm' || report.departments.some(({ mine, held }) => mine && !held)))
  const later = known.filter(({ allowed }) => !allowed)
  const main = now.find(({ act }) => act === 'submit' || act === 'approve' || act === 'confirm' || act === 'settleUnlock')
  return (
    <section className="acts">
      <h2>现在可办</h2>
      {now.length ? <ul>{now.map(({ act, label }) => <li key={act}><Button block type={act === main?.act ? 'primary' : 'default'} danger={act === 'return'} onClick={() => onBegin(act)}>{label}{act === 'return' && notes.length ? `（批注 ${notes.length} 处）` : ''}</Button></li>)}</ul> : <p className="quiet">现在没有您可以办的步骤。</p>}
      {later.length ? <details><summary>您现在不能办 {later.length} 项</summary><ul>{later.map(({ act, label, reason }) => <li key={act} className="greyed"><b>{label}</b><small>{reason}</small></li>)}</ul></details> : null}
    </section>
  )
}

function Unlocking({ report: { unlock, dataSet, towns } }: { report: ReportView }) {
  if (!unlock || unlock.state === 'used' || unlock.state === 'refused') return null
  return (
    <section className="acts">
      <h2>{unlock.state === 'asked' ? '解锁申请，待省级处理' : `已解锁，至 ${dayWord(unlock.until)}`}</h2>
      <p>{unlock.reason}</p>
      <ul className="small">{unlock.scope.map((place, i) => <li key={i}>{townWord(towns, place.town)} {columnWord(dataSet, place.indicator)}</li>)}</ul>
    </section>
  )
}

function Comments({ report, onGo }: { report: ReportView; onGo: (at: Selected) => void }) {
  const open = report.comments.filter(comment => comment.open)
  if (!open.length) return null
  return (
    <section className="acts">
      <h2>未答批注 {open.length}</h2>
      <ul>{open.map((comment, i) => <li key={i}><button type="button" className="said-note" onClick={() => comment.town && onGo({ town: comment.town, indicator: comment.indicator ?? 'remark' })}><b>{townWord(report.towns, comment.town)} {columnWord(report.dataSet, comment.indicator)}</b>{comment.text}<small>{comment.level} {comment.by}</small></button></li>)}</ul>
    </section>
  )
}

/** Signatures that the content has outgrown: who had signed, and what changed after it. */
function Lapsed({ report: { signatures, dataSet, towns } }: { report: ReportView }) {
  const lapsed = signatures.filter(({ state }) => state === 'lapsed')
  const [first] = lapsed
  if (!first) return null
  return (
    <div className="notice-line lapsed" role="status">
      <b>{lapsed.map(({ label }) => label).join('、')}签过之后内容有改动，签名失效</b>
      <ul>{first.changes.slice(0, 6).map(change => <li key={`${change.town}/${change.indicator}`}>{changeWord(dataSet, towns, change)}</li>)}</ul>
      {first.changes.length > 6 ? <small>共 {first.changes.length} 处</small> : null}
    </div>
  )
}

function History({ report: { id, history } }: { report: ReportView }) {
  if (!history.length) return <p className="nothing">还没有人填过这份报表。</p>
  return <><PrintLink kind="submission" id={id} /><ol className="record">{history.map(({ version, by, at, what, more }) => <li key={version}><p><b>{what}</b><span>{more}</span></p><p><span>{by}</span><time dateTime={at}>{momentWord(at)}</time><span>第 {version} 版</span></p></li>)}</ol></>
}

