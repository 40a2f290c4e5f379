// 应急处置 (rule 16): a role lent for hours. One person asks for it, another agrees, the first puts it in force; everything
// done with it is logged and alarms the auditor. It lends a role and nothing more: every other duty stays as it is.
import { z } from 'zod'
import type { Fact, Recorded } from '../register/event.ts'
import type { Post } from './person.ts'
import type { Step } from './target.ts'

const by = { /** who took the step */ person: z.string() }

export const emergencyFacts = {
  'emergency.opened': z.object({
    ...by, /** to whom the role is lent */ account: z.string(), holder: z.string(), name: z.string(),
    role: z.string(), organisation: z.string().nullable(), division: z.string().nullable(), towns: z.array(z.string()), assigned: z.array(z.string()), hours: z.number().positive(), reason: z.string(),
  }),
  'emergency.agreed': z.object(by),
  'emergency.refused': z.object({ ...by, reason: z.string() }),
  /** from now for the hours that were agreed; `account` and `until` are asked for at every request */
  'emergency.used': z.object({ ...by, account: z.string(), until: z.string() }),
  'emergency.ended': z.object({ ...by, reason: z.string() }),
} as const
export type EmergencyFactType = keyof typeof emergencyFacts
export type EmergencyFact = { [T in EmergencyFactType]: Fact<T, z.infer<(typeof emergencyFacts)[T]>> }[EmergencyFactType]

export const emergencyStages = { opened: '待同意', agreed: '已同意，待启用', refused: '没有同意', used: '启用中', expired: '到期', ended: '提前结束' } as const
export type EmergencyStage = keyof typeof emergencyStages

export type Emergency = z.infer<(typeof emergencyFacts)['emergency.opened']> & {
  id: string
  /** as recorded: `used` also when its time is over, see `stageOf` */
  recorded: Exclude<EmergencyStage, 'expired'>
  /** ISO instants; null until it is put in force */
  from: string | null
  until: string | null
  version: number
  steps: { type: EmergencyFactType; person: string; actor: string; at: string; on: string; reason: string | null }[]
}

export function emergencyStream(id: string): string {
  return `emergency/${id}`
}

/** The emergency after its facts; null where there are none. */
export function emergencyOf(id: string, events: readonly Recorded<EmergencyFact>[]): Emergency | null {
  return events.reduce<Emergency | null>((before, event) => {
    const step = { type: event.type, person: event.data.person, actor: event.actor, at: event.recorded, on: event.effective, reason: 'reason' in event.data ? event.data.reason : null }
    if (event.type === 'emergency.opened') return { ...event.data, id, recorded: 'opened', from: null, until: null, version: event.version, steps: [step] }
    if (!before) throw new Error(`emergency ${id} begins with ${event.type}`)
    const after = { ...before, recorded: event.type.slice('emergency.'.length) as Emergency['recorded'], version: event.version, steps: [...before.steps, step] }
    return event.type === 'emergency.used' ? { ...after, from: event.recorded, until: event.data.until } : after
  }, null)
}

export function stageOf({ recorded, until }: Emergency, now: string): EmergencyStage {
  return recorded === 'used' && until !== null && until <= now ? 'expired' : recorded
}

/** The post that is lent at a moment; null before and after. */
export function lentPost(emergency: Emergency, now: string): Post | null {
  if (stageOf(emergency, now) !== 'used') return null
  const { id, role, organisation, division, towns, assigned, steps } = emergency
  return { role, organisation, division, towns, assigned, from: steps[0]?.on ?? '', to: null, delegator: null, emergency: id }
}

/** As the separation of duties sees it. */
export function historyOf({ steps }: Emergency): Step[] {
  const names: Partial<Record<EmergencyFactType, string>> = { 'emergency.opened': 'emergency.open', 'emergency.agreed': 'emergency.agree', 'emergency.used': 'emergency.use' }
  return steps.flatMap(({ type, person, on }) => (names[type] ? [{ step: names[type], person, on }] : []))
}
