// What every case of supervision has in common: a stage, steps with their permissions, and why a step cannot be taken now.
// A noun of this room is a table of actions and a fold of its facts; this file moves both.
import type { Permission } from '../access/permission.ts'
import type { Step } from '../access/target.ts'
import { type Problem, problem } from '../base/problem.ts'
import type { Fact, Recorded } from '../register/event.ts'
import { z } from 'zod'
import { type Said, saidIn } from './said.ts'

/** Who took a step, and for whom (代办); null: somebody without an account. */
export const by = { person: z.string().nullable(), behalf: z.string().nullable() }

/** The facts of a noun, from the table of their shapes. */
export type FactsOf<Shapes extends Record<string, z.ZodType>> = { [T in keyof Shapes & string]: Fact<T, z.infer<Shapes[T]>> }[keyof Shapes & string]

/** `permission` says who may, and is the step's name for the separation of duties; `to` null: the stage stays, or the fact itself says. */
export type Action<Id extends string = string, Stage extends string = string> = { id: Id; label: string; permission: Permission; from: readonly Stage[]; to: Stage | null; fact: string }

export type Flow<Id extends string = string, Stage extends string = string> = {
  /** 检查、整改 … */
  noun: string
  stages: Readonly<Record<Stage, string>>
  /** the fact that begins a case */
  opening: { fact: string; label: string; permission: Permission; stage: Stage }
  actions: readonly Action<Id, Stage>[]
}

export type CaseStep = { fact: string; label: string; permission: Permission; person: string | null; behalf: string | null; actor: string; on: string; at: string; said: Said }
export type Case<Stage extends string = string> = { id: string; stage: Stage; version: number; opened: string; steps: CaseStep[] }

type AnyFact = Fact<string, { person: string | null; behalf: string | null }>

/** The case after its facts; null before it was opened. */
export function caseOf<F extends AnyFact, Stage extends string, S extends Case<Stage>>(
  flow: Flow<string, Stage>, id: string, events: readonly Recorded<F>[],
  fold: { first: (event: Recorded<F>) => Omit<S, keyof Case>; next: (state: S, event: Recorded<F>) => S },
): S | null {
  return events.reduce<S | null>((before, event) => {
    const action = flow.actions.find(other => other.fact === event.type)
    const { label, permission } = action ?? flow.opening
    const step: CaseStep = { fact: event.type, label, permission, person: event.data.person, behalf: event.data.behalf, actor: event.actor, on: event.effective, at: event.recorded, said: saidIn(event.data) }
    if (!before) return { ...fold.first(event), id, stage: flow.opening.stage, version: event.version, opened: event.effective, steps: [step] } as S
    return fold.next({ ...before, stage: action?.to ?? before.stage, version: event.version, steps: [...before.steps, step] }, event)
  }, null)
}

export function actionOf<Id extends string, Stage extends string>(flow: Flow<Id, Stage>, id: Id): Action<Id, Stage> {
  return flow.actions.find(action => action.id === id) as Action<Id, Stage>
}

/** Why the stage does not allow an action; null where it does. */
export function stageRefusal<Id extends string, Stage extends string>(flow: Flow<Id, Stage>, { stage }: Case<Stage>, id: Id): Problem | null {
  const { label, from } = actionOf(flow, id)
  return from.includes(stage) ? null : problem('supervision.stage', { action: label, noun: flow.noun, stage: flow.stages[stage], needed: from.map(one => `“${flow.stages[one]}”`).join('、') })
}

/** What was done by whom, as the rules on duties look at it. */
export function historyOf({ steps }: Case): Step[] {
  return steps.flatMap(({ permission, person, behalf, on }) => (person === null ? [] : [{ step: permission, person, behalf, on }]))
}
