// What waits for me in 监督: on the desk; nothing at all where nothing waits.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useSession } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { deskQuery } from './data.ts'
import { caseAt, places } from './places.ts'

export function SupervisionWaits() {
  const { data } = useQuery(deskQuery)
  const { demo } = useSession()
  if (!data?.waiting.length) return null
  return (
    <ul className="tasks">
      {data.waiting.map(({ noun, id, action, label, title, stageLabel, due, overdue }) => {
        const place = `${noun}s` as const
        return <li key={`${id} ${action}`}><Link {...caseAt(place, id)}><b>{label}</b><span>{title} · {places[place].word}{demo ? <em className="demo-word">演示数据</em> : null}</span><small>{stageLabel}{due ? `，期限 ${dayWord(due)}` : ''}{overdue ? <>，<em className="late">已逾期</em></> : null}</small></Link></li>
      })}
    </ul>
  )
}
