// 应急处置 on the desk: a role asked for waits for a second person's consent, then to be put in force.
import { type Emergency, emergencyStages, emergencyStream, historyOf, stageOf } from '#core/access/emergency.ts'
import type { Permission } from '#core/access/permission.ts'
import { factWords } from '#core/register/fact-words.ts'
import { listEmergencies } from '../identity/emergencies.ts'
import { holds, nameOf, noun } from './noun.ts'

const prefix = emergencyStream('')
const path = '/accounts?tab=emergencies'

/** Consent may also be refused, and what was agreed to ended: nobody waits for that. */
const turns: Partial<Record<keyof typeof emergencyStages, Permission>> = { opened: 'emergency.agree', agreed: 'emergency.use' }

export const emergencyWork = noun<Emergency>({
  owns: stream => stream.startsWith(prefix),
  open: async (tx, _, __, subject) => (await listEmergencies(tx)).filter(({ id }) => subject === null || subject === emergencyStream(id)),
  async waits(_, one, { person, day }, { identity: { access }, now, demo = false }) {
    const stage = stageOf(one, now())
    const permission = turns[stage]
    if (!permission || !access.may(person, permission, { case: one.id, about: [one.holder], history: historyOf(one) }, day).allowed) return []
    return [{ kind: 'account' as const, subject: emergencyStream(one.id), act: permission, label: permission === 'emergency.agree' ? '同意应急处置' : '启用应急处置', title: `${one.name}：${access.roleLabel(one.role)} ${one.hours} 小时`, what: emergencyStages[stage], path, due: null, since: one.steps.at(-1)?.at ?? null, demo }]
  },
  async changes(tx, events, who, context) {
    if (!holds(context, who, 'emergency.read')) return []
    const all = new Map((await listEmergencies(tx)).map(one => [emergencyStream(one.id), one]))
    return events.flatMap(({ stream, type, actor, recorded, position }) => {
      const one = all.get(stream)
      return one ? [{ position, at: recorded, who: nameOf(actor), what: factWords(type).split(' · ')[1] ?? type, title: `${one.name}：${context.identity.access.roleLabel(one.role)}`, path, demo: context.demo ?? false }] : []
    })
  },
})
