// Where a call or an application stands, on a line: who brought it there, and when.
import { dayOfInstant, momentWord, shortDay } from '../ui/days.ts'
import { nameOf } from '../ui/names.ts'

type Step = { action: string; actor: string; at: string }
type Props = { line: readonly { stage: string; word: string; act: string }[]; stage: string; steps: readonly Step[]; /** it ended beside the line */ ended?: string | undefined }

export function Stages({ line, stage, steps, ended }: Props) {
  const last = line.findLastIndex(({ act }) => steps.some(({ action }) => action === act))
  const at = ended ? last : line.findIndex(other => other.stage === stage)
  return (
    <ol className="stages" aria-label="办理进度">
      {line.map(({ stage: own, word, act }, i) => {
        const step = i <= at ? steps.findLast(({ action }) => action === act) : undefined
        const state = i < at ? 'done' : i === at ? ended ? 'stopped' : 'now' : 'later'
        return (
          <li key={own} className={state} aria-current={i === at ? 'step' : undefined}>
            <b>{i === at && ended ? ended : word}</b>
            <small>{step ? <span title={`${nameOf(step.actor)}，${momentWord(step.at)}`}>{nameOf(step.actor)}<br /><time dateTime={step.at}>{shortDay(dayOfInstant(step.at))}</time></span> : null}</small>
          </li>
        )
      })}
    </ol>
  )
}
