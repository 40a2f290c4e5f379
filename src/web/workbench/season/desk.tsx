// 待办: what waits for me, what is due, what changed last.
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Failed, useMay, useSession, Waiting } from '../session/gate.tsx'
import { client } from '../session/client.ts'
import { EmergencyAlarm, EmergencyWaits } from '../accounts/emergency-waits.tsx'
import { ApplicationWaits } from '../application/waits.tsx'
import { CorrectionWaits } from '../correction/waits.tsx'
import { LetterWaits } from '../letter/waits.tsx'
import { FollowUpWaits } from './follow-up.tsx'
import { ReportingWaits, useReportingWaits } from '../reporting/waits.tsx'
import { SupervisionWaits } from '../supervision/waits.tsx'
import { nameOf } from '../ui/actor.ts'
import { dayWord, momentWord } from '../ui/days.ts'
import { type Season, type SeasonAction, seasonQuery, seasonsQuery } from './season-data.ts'
import { seasonAt } from './view.ts'
import { actWords } from './words.ts'
import { useTitle } from '../ui/use-title.ts'

/** Steps that only make the next one possible, and those one may always take, do not wait for anybody. */
const unasked: readonly string[] = ['assign', 'note', 'depart', 'return']

export function DeskPage() {
  useTitle('待办')
  const { person, posts, demo, factors, confirms } = useSession()
  const maySeasons = useMay('season.read')
  const { data: list, error } = useQuery({ ...seasonsQuery, enabled: maySeasons })
  const open = list?.seasons.filter(({ stage }) => stage !== 'closed') ?? []
  const seasons = useQueries({ queries: open.map(({ id }) => seasonQuery(id)) }).flatMap(({ data }) => (data ? [data] : []))
  const waiting = maySeasons && (!list || seasons.length < open.length)
  return (
    <div className="page">
      <header className="page-title">
        <h1>待办</h1>
        <p className="chip"><span><b>{person.name}</b></span>{posts.map(post => <span key={post.role}>{post.label}</span>)}{demo ? <span className="demo">演示数据</span> : null}</p>
      </header>
      {error ? <Failed error={error} /> : null}
      {!demo && confirms.length && !factors.totp && !factors.passkeys ? <p className="notice-line">您的职责里有重大操作，办理时要再次确认身份。请先在<Link to="/account">我的账户</Link>登记动态口令或通行密钥。</p> : null}
      <EmergencyAlarm />
      {posts.length ? null : <p className="nothing">您目前没有任何任职。请联系安全管理员授予角色。</p>}
      <div className="todo">
        <section aria-labelledby="waits"><h2 id="waits">等我办理</h2>{waiting ? <Waiting lines={3} /> : <Waits seasons={seasons} />}<CorrectionWaits /><LetterWaits /><FollowUpWaits /><ApplicationWaits /><ReportingWaits /><SupervisionWaits /><EmergencyWaits /></section>
        <section aria-labelledby="due"><h2 id="due">到期</h2><Due seasons={seasons} /></section>
        {maySeasons ? <section aria-labelledby="last" className="wide"><h2 id="last">最近变动</h2>{waiting ? <Waiting lines={4} /> : <Last seasons={seasons} />}</section> : null}
      </div>
    </div>
  )
}

function Waits({ seasons }: { seasons: readonly Season[] }) {
  const mayApprove = useMay('right.approve')
  const mayAccounts = useMay('account.read')
  const { person } = useSession()
  const { data } = useQuery({ queryKey: ['accounts'], queryFn: () => client.accountList({}), enabled: mayApprove && mayAccounts })
  const posts = data?.accounts.flatMap(account => account.posts.filter(post => post.state === 'proposed' && post.proposedBy !== person.id).map(post => ({ account, post }))) ?? []
  const steps = seasons.flatMap(season => season.actions.filter(action => waits(season, action)).map(action => ({ season, action })))
  const reports = useReportingWaits()
  if (!steps.length && !posts.length) return reports.length ? null : <p className="nothing">没有等您办理的事。</p>
  return (
    <ul className="tasks">
      {steps.map(({ season, action }) => (
        <li key={`${season.id} ${action.id}`}><Link {...seasonAt(season.id)} search={{ do: action.id }}><b>{action.label}</b><span>{season.title} {season.year}年度 · {season.stageLabel}{season.demo ? <em className="demo-word">演示数据</em> : null}</span><small>{actWords[action.id as keyof typeof actWords]}</small></Link></li>
      ))}
      {posts.map(({ account, post }) => (
        <li key={post.id}><Link to="/accounts" search={{ account: account.id }}><b>同意授予角色</b><span>{account.name}（{account.username}）</span><small>{post.label} {[post.organisationName, post.divisionName].filter(Boolean).join(' · ')}</small></Link></li>
      ))}
    </ul>
  )
}

function Due({ seasons }: { seasons: readonly Season[] }) {
  const due = seasons.filter(season => season.due !== null).toSorted((a, b) => (a.due as string).localeCompare(b.due as string))
  if (!due.length) return <p className="nothing">近期没有期限。</p>
  return <ul className="rows">{due.map(season => <li key={season.id}><b>{dayWord(season.due as string)}</b> {season.stage === 'publicised' ? '公示期满' : '评分报送截止'} <Link {...seasonAt(season.id)}>{season.title} {season.year}年度</Link>{(season.due as string) < season.today ? <em className="late">已过</em> : null}</li>)}</ul>
}

function Last({ seasons }: { seasons: readonly Season[] }) {
  const steps = seasons.flatMap(season => season.steps.map((step, i) => ({ season, step, i }))).toSorted((a, b) => b.step.at.localeCompare(a.step.at) || b.i - a.i).slice(0, 8)
  if (!steps.length) return <p className="nothing">还没有变动。</p>
  return <ol className="rows">{steps.map(({ season, step, i }) => <li key={`${season.id} ${i}`} className="row-line"><span><b>{step.label}</b> <Link {...seasonAt(season.id)}>{season.title} {season.year}年度</Link></span><small>{nameOf(step.actor)} · {momentWord(step.at)}</small></li>)}</ol>
}

function waits({ stage, objections, naming }: Season, { id, allowed }: SeasonAction): boolean {
  if (!allowed || unasked.includes(id)) return false
  if (id === 'endorse') return naming?.approval === null
  return id === 'settle' ? objections.some(({ settled }) => !settled) : !(id === 'propose' && stage === 'proposed')
}
