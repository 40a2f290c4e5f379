// What follows from a notice: who has to do what by when.
import { dayWord } from '../ui/days.ts'
import type { Notice } from './season-data.ts'
import { taskWords } from './words.ts'

export function Tasks({ tasks }: { tasks: Notice['tasks'] }) {
  if (!tasks.length) return <p className="quiet">印发之后没有随之要办的事。</p>
  return (
    <details className="follow" open={tasks.length <= 12}>
      <summary>印发之后随之要办的 {tasks.length} 件</summary>
      <ul className="rows">{tasks.map(({ town, name, kind, what, who, until, article }, i) => <li key={`${town} ${i}`}><b>{name ?? '全部'}</b> {what}<small>{[taskWords[kind], who, until ? `至 ${dayWord(until)}` : null, article].filter(Boolean).join(' · ')}</small></li>)}</ul>
    </details>
  )
}
