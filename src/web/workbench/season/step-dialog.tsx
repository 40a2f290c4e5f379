// A step about to be taken: exactly what will happen, to whom, from when; what it needs typed; then the act itself.
import { Alert } from 'antd'
import { type ReactNode, useEffect, useEffectEvent } from 'react'
import { useTask } from '../session/act.tsx'
import { AssignForm } from './assign-form.tsx'
import { StepForm, type Taking } from './step-form.tsx'
import { LockForm, NoteForm, ObjectForm, PublicityForm, ReasonForm, ScoreForm } from './step-forms.tsx'
import { EndorseForm } from './endorse-form.tsx'
import { DecisionPreview, NoticePreview, useBlocked } from './step-previews.tsx'
import { client } from '../session/client.ts'
import { type Season, seasonChanged } from './season-data.ts'
import { type Tab, useView } from './view.ts'
import { actWords } from './words.ts'
import { Dialog } from '../ui/dialog.tsx'

/** Steps that are taken on a tab, where what they are about is seen. */
export const places: Readonly<Record<string, Tab>> = { cut: 'cuts', depart: 'proposals', settle: 'publicity', draft: 'notice' }

type Props = { season: Season; step: string; onClose: () => void; onDone: (said: string) => void }

export function StepDialog({ season, step, onClose, onDone }: Props) {
  const task = useTask()
  const action = season.actions.find(({ id }) => id === step)
  const place = places[step]
  if (place) return <GoTo tab={place} />
  if (!action) return null
  const take = async (work: () => Promise<unknown>): Promise<void> => {
    const done = await task.run(async () => {
      const answered = await work()
      await seasonChanged(season.id)
      return answered
    })
    if (done === undefined) return
    onDone(`已办理：${action.label}。`)
    onClose()
  }
  return (
    <Dialog title={action.label} width={wide.includes(step) ? 720 : 520} onClose={onClose}>
      <p className="quiet what-happens">{actWords[step as keyof typeof actWords]}</p>
      {action.allowed || task.busy ? null : <Alert type="warning" title={action.reason} />}
      {task.error ? <Alert type="error" title={task.error} /> : null}
      {formOf(season, step, { task, take, label: action.label, allowed: action.allowed, onClose })}
    </Dialog>
  )
}

/** From a link to a step: to the tab on which it is taken. */
function GoTo({ tab }: { tab: Tab }) {
  const [{ do: step }, change] = useView()
  const go = useEffectEvent(() => change({ do: undefined, tab }))
  useEffect(() => { if (step) go() }, [step])
  return null
}

const wide = ['confirm', 'decide', 'publicise', 'approve', 'issue']

function formOf(season: Season, step: string, taking: Taking): ReactNode {
  const at = { season: season.id }
  switch (step) {
    case 'assign': return <AssignForm season={season} taking={taking} />
    case 'lock': return <LockForm season={season} taking={taking} />
    case 'score': return <ScoreForm season={season} taking={taking} />
    case 'note': return <NoteForm season={season} taking={taking} />
    case 'publicise': return <PublicityForm season={season} taking={taking}><DecisionPreview season={season} /></PublicityForm>
    case 'object': return <ObjectForm season={season} taking={taking} />
    case 'endorse': return <EndorseForm season={season} taking={taking} />
    case 'return': return <ReasonForm taking={taking} work={reason => client.seasonReturn({ ...at, reason })} />
    case 'freeze': return <Plain taking={taking} work={() => client.seasonFreeze(at)} />
    case 'propose': return <Plain taking={taking} work={() => client.seasonPropose(at)} />
    case 'close': return <Plain taking={taking} work={() => client.seasonClose(at)} />
    case 'confirm': return <Decisions season={season} taking={taking} work={() => client.seasonConfirm(at)} />
    case 'decide': return <Decisions season={season} taking={taking} work={() => client.seasonDecide(at)} />
    case 'approve': return <Plain taking={taking} work={() => client.seasonApprove(at)}><NoticePreview season={season} /></Plain>
    case 'issue': return <Plain taking={taking} work={() => client.seasonIssue(at)}><NoticePreview season={season} issuing /></Plain>
    default: return null
  }
}

/** Only when every town has an outcome. */
function Decisions({ season, taking, work }: { season: Season; taking: Taking; work: () => Promise<unknown> }) {
  const blocked = useBlocked(season)
  return <StepForm taking={taking} ready={blocked === 0} onSubmit={() => taking.take(work)}><DecisionPreview season={season} /></StepForm>
}

/** Nothing to type: what will happen stands above, and the button says what it does. */
function Plain({ taking, work, children }: { taking: Taking; work: () => Promise<unknown>; children?: ReactNode }) {
  return <StepForm taking={taking} ready onSubmit={() => taking.take(work)}>{children}</StepForm>
}
