// A step about to be taken: what will happen, what it needs typed, then the act itself. Nothing typed is lost by a refusal.
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { StepForm, type Taking } from '../season/step-form.tsx'
import { useTask } from '../session/act.tsx'
import { useMay } from '../session/gate.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { type AnyView, changed, peopleQuery, policyQuery, type Views } from './data.ts'
import { useDivisions } from './around.ts'
import { complete, Fields, type Values } from './fields.tsx'
import type { CaseSearch, PlaceId } from './places.ts'
import { type Around, type Step, steps } from './steps.ts'
import { VisitForm } from './visit-form.tsx'
import { acts } from './words.ts'

type Props = { place: PlaceId; view: AnyView; title: string; search: CaseSearch; onClose: () => void; onDone: (said: string) => void }

export function CaseDialog({ place, view, title, search, onClose, onDone }: Props) {
  const task = useTask()
  const around = useAround(place, view, search.of)
  const action = view.actions.find(({ id }) => id === search.do)
  if (!action || !around) return null
  const take = async (work: () => Promise<unknown>): Promise<void> => {
    if (await task.run(work) === undefined) return
    onDone(`已办理：${action.label}。`)
    onClose()
    await changed()
  }
  const taking: Taking = { task, take, label: action.label, allowed: action.allowed, onClose }
  const step = steps[place][action.id] as Step | undefined
  return (
    <Dialog title={`${action.label} · ${title}`} width={600} onClose={onClose} firm>
      <p className="quiet what-happens">{acts[place][action.id]}</p>
      {action.allowed ? null : <Alert type="warning" title={action.reason} />}
      {task.error ? <Alert type="error" title={task.error} /> : null}
      {place === 'rounds' && action.id === 'check' ? <VisitForm round={view as Views['rounds']} town={search.of} taking={taking} /> : step ? <Asked step={step} view={view} around={around} taking={taking} /> : null}
    </Dialog>
  )
}

function Asked({ step, view, around, taking }: { step: Step; view: AnyView; around: Around; taking: Taking }) {
  const [values, set] = useState<Values>(() => step.begin?.(view, around) ?? {})
  const fields = step.fields?.(view, around) ?? []
  return (
    <StepForm taking={taking} ready={complete(fields, values)} onSubmit={() => taking.take(() => step.send(view, values))}>
      <Fields fields={fields} values={values} onChange={(key, value) => set(before => ({ ...before, [key]: value }))} />
    </StepForm>
  )
}

/** Null until what a step may need has come. */
function useAround(place: PlaceId, { programme }: AnyView, of: string | undefined): Around | null {
  const [mayRead, mayPeople] = [useMay('supervision.read'), useMay('account.read')]
  const report = place === 'reports'
  const { data: policy } = useQuery({ ...policyQuery(programme), enabled: mayRead })
  const { data: accounts } = useQuery({ ...peopleQuery, enabled: report && mayPeople })
  const divisions = useDivisions(programme, report)
  if (mayRead && !policy) return null
  return { policy, of, divisions, people: accounts?.accounts.map(({ person, name }) => ({ value: person, label: name })) ?? [] }
}
