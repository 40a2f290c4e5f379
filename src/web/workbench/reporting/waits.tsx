// Reports that wait for whoever is signed in, the latest first: on the page of 调度.
import { Link } from '@tanstack/react-router'
import { dayOfInstant, shortDay } from '../ui/days.ts'
import { reportAt, type Waits } from './data.ts'
import { daysWord } from './words.ts'

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
