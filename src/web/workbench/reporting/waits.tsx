// Reports that wait for whoever is signed in, the latest first: on the desk and on the page of 调度.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../session/gate.tsx'
import { dayOfInstant, shortDay } from '../ui/days.ts'
import { formsQuery, reportAt, type Waits } from './data.ts'
import { daysWord } from './words.ts'

const onDesk = 6

/** On the desk: nothing at all where nothing waits. */
export function ReportingWaits() {
  const waiting = useReportingWaits()
  if (!waiting.length) return null
  return <><WaitList waiting={waiting.slice(0, onDesk)} />{waiting.length > onDesk ? <p className="small"><Link to="/reporting">等您办理的报表共 {waiting.length} 件</Link></p> : null}</>
}

export function useReportingWaits(): readonly Waits[] {
  const { data } = useQuery({ ...formsQuery, enabled: useMay('reporting.read') })
  return data?.waiting ?? []
}

export function WaitList({ waiting }: { waiting: readonly Waits[] }) {
  return (
    <ul className="tasks waits">
      {waiting.map(({ submission, act, reporter, form, due, days, reminded }) => (
        <li key={`${submission} ${act}`}>
          <Link {...reportAt(submission)}>
            <b>{act}</b><span>{reporter} · {form.period.title} {form.title}</span>
            <small>{shortDay(due)}截止，<em className={days > 0 ? 'late' : 'left'}>{daysWord(days)}</em>{reminded ? `，${shortDay(dayOfInstant(reminded))}提醒过` : ''}</small>
          </Link>
        </li>
      ))}
    </ul>
  )
}
