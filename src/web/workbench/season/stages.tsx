// The stages of a season on a line: who brought it there, and when.
import { stages } from '#core/season/season.ts'
import { dayOfInstant, shortDay, momentWord } from '../ui/days.ts'
import { nameOf } from '../ui/names.ts'
import type { Season } from './season-data.ts'
import { line } from './words.ts'

export function Stages({ season }: { season: Season }) {
  const at = stages.indexOf(season.stage)
  return (
    <ol className="stages" aria-label="办理进度">
      {line.map(({ stage, word, act }, i) => {
        const step = season.steps.findLast(({ action }) => action === act)
        const state = i < at ? (step ? 'done' : 'passed') : i === at ? 'now' : 'later'
        return (
          <li key={stage} className={state} aria-current={i === at ? 'step' : undefined}>
            <b>{word}</b>
            {step && i <= at ? <small title={`${nameOf(step.actor)}，${momentWord(step.at)}`}><span>{nameOf(step.actor)}</span><time dateTime={step.at}>{shortDay(dayOfInstant(step.at))}</time></small> : <small>{state === 'passed' ? '没有记录' : ''}</small>}
          </li>
        )
      })}
    </ol>
  )
}
