// 待办: what waits for me, what is due, what changed since I last looked. One answer of the server; the page decides nothing.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { EmergencyAlarm } from '../accounts/emergency-alarm.tsx'
import { client } from '../session/client.ts'
import { Failed, useSession, Waiting } from '../session/gate.tsx'
import { daysWord } from '../reporting/words.ts'
import { dayWord, momentWord, shortDay } from '../ui/days.ts'
import { PathLink } from '../ui/path-link.tsx'
import { useTitle } from '../ui/use-title.ts'
import { type Due, type Wait, type Work, workQuery } from './data.ts'

export function DeskPage() {
  useTitle('待办')
  const { person, posts, demo, factors, confirms } = useSession()
  const { data, error } = useQuery(workQuery)
  useShown(data?.changed)
  return (
    <div className="page">
      <header className="page-title">
        <h1>待办</h1>
        <p className="chip"><span><b>{person.name}</b></span>{posts.map(post => <span key={post.role}>{post.label}</span>)}{data ? <span>{dayWord(data.today)}</span> : null}{demo ? <span className="demo">演示数据</span> : null}</p>
      </header>
      {error ? <Failed error={error} /> : null}
      {!demo && confirms.length && !factors.totp && !factors.passkeys ? <p className="notice-line">您的职责里有重大操作，办理时要再次确认身份。请先在<Link to="/account">我的账户</Link>登记动态口令或通行密钥。</p> : null}
      <EmergencyAlarm />
      {posts.length ? null : <p className="nothing">您目前没有任何任职。请联系安全管理员授予角色。</p>}
      {data ? (
        <div className="todo">
          <section aria-labelledby="waits"><h2 id="waits">等我办理{data.waiting.length ? ` ${data.waiting.length}` : ''}</h2><Waits waiting={data.waiting} today={data.today} /></section>
          <section aria-labelledby="due"><h2 id="due">到期</h2><Dues due={data.due} /></section>
          <section aria-labelledby="changed" className="wide"><h2 id="changed">{data.changed.since ? `${momentWord(data.changed.since)}以来的变动` : '最近的变动'}</h2><Changes changed={data.changed} /></section>
        </div>
      ) : error ? null : <Waiting lines={8} />}
    </div>
  )
}

/** Once it is drawn it has been shown; what was never drawn stays new. */
function useShown(changed: Work['changed'] | undefined): void {
  const position = changed?.position
  useEffect(() => { if (position !== undefined) void client.workSeen({ position }).catch(() => null) }, [position])
}

/** Alike things stand together; of many the first few, the others folded. */
const atOnce = 6

function Waits({ waiting, today }: { waiting: readonly Wait[]; today: string }) {
  if (!waiting.length) return <p className="nothing">没有等您办理的事。轮到您时，这里会列出来，并发消息提醒。</p>
  const alike = [...Map.groupBy(waiting, ({ kind, label }) => `${kind} ${label}`)]
  return alike.map(([key, all]) => (
    <div key={key}>
      <WaitList waiting={all.slice(0, atOnce)} today={today} />
      {all.length > atOnce ? <details className="more-waits"><summary>还有 {all.length - atOnce} 件要{all[0]?.label}</summary><WaitList waiting={all.slice(atOnce)} today={today} /></details> : null}
    </div>
  ))
}

function WaitList({ waiting, today }: { waiting: readonly Wait[]; today: string }) {
  const { demo: shown } = useSession()
  return (
    <ul className="tasks">
      {waiting.map(({ subject, act, label, title, what, path, due, since, demo }) => (
        <li key={`${subject} ${act}`}>
          <PathLink path={path}>
            <b>{label}</b><span>{title}{demo && !shown ? <em className="demo-word">演示数据</em> : null}</span>
            <small>{what}{due ? <>，{shortDay(due)}截止，<em className={due < today ? 'late' : 'left'}>{daysWord(daysPast(due, today))}</em></> : null}{since ? `，${shortDay(since)}起` : ''}</small>
          </PathLink>
        </li>
      ))}
    </ul>
  )
}

const groups = { overdue: '已过期', week: '一周之内', later: '以后' } as const

function Dues({ due }: { due: readonly Due[] }) {
  if (!due.length) return <p className="nothing">近期没有期限。</p>
  return (Object.keys(groups) as (keyof typeof groups)[]).map(group => {
    const own = due.filter(one => one.group === group)
    if (!own.length) return null
    return (
      <div key={group} className="due-group">
        <h3>{groups[group]} {own.length}</h3>
        <ul className="rows">{[...Map.groupBy(own, ({ day, label, mine }) => `${day} ${label} ${mine}`)].map(([key, alike]) => <DueRow key={key} alike={alike} />)}</ul>
      </div>
    )
  })
}

/** What is to be done alike by the same day, as one line. */
function DueRow({ alike }: { alike: readonly Due[] }) {
  const [first] = alike
  if (!first) return null
  const { day, days, label, title, path, mine } = first
  return <li><b>{dayWord(day)}</b> {label} <PathLink path={path}>{title}</PathLink>{alike.length > 1 ? ` 等 ${alike.length} 件` : ''}<em className={mine && days > 0 ? 'late' : 'left'}>{mine || days <= 0 ? daysWord(days) : '已过'}</em></li>
}

function Changes({ changed: { rows, more, since } }: { changed: Work['changed'] }) {
  const { demo: shown } = useSession()
  if (!rows.length) return <p className="nothing">{since ? '上次看过之后，没有别人办理的变动。' : '还没有变动。'}</p>
  return (
    <>
      <ol className="rows">{rows.map(({ at, who, what, title, path, demo }, i) => <li key={`${at} ${i}`} className="row-line"><span><b>{what}</b> <PathLink path={path}>{title}</PathLink>{demo && !shown ? <em className="demo-word">演示数据</em> : null}</span><small>{who} · {momentWord(at)}</small></li>)}</ol>
      {more ? <p className="small quiet">这里是其中最早的 {rows.length} 件，其余下次列出，一件不漏。</p> : null}
    </>
  )
}

function daysPast(due: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000)
}
