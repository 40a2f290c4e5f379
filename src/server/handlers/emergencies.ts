// 应急处置. Permissions, scope, duties and confirmation have been seen to before these run.
import type { emergencyEndpoints, EmergencyView } from '#contract/emergencies.ts'
import { type Emergency, emergencyStages, historyOf, stageOf } from '#core/access/emergency.ts'
import type { Decision } from '#core/access/may.ts'
import type { Permission } from '#core/access/permission.ts'
import { messageOf } from '#core/base/problem.ts'
import { factWords } from '#core/register/fact-words.ts'
import type { Context } from '../http/context.ts'
import type { Handlers } from '../http/handlers.ts'
import type { Caller } from '../identity/caller.ts'
import { agreeToEmergency, type EmergencyActor, endEmergency, listEmergencies, openEmergency, refuseEmergency, useEmergency, usesOf } from '../identity/emergencies.ts'
import { whoOf } from '../identity/sessions.ts'

export const emergencyHandlers: Pick<Handlers, keyof typeof emergencyEndpoints> = {
  async emergencyList(tx, _, context, caller) {
    const [all, uses] = [await listEmergencies(tx), await usesOf(tx)]
    const { access } = context.identity
    return { emergencies: all.map(one => present(one, uses.get(one.id) ?? 0, context, caller)), most: access.policy.emergency.hours, open: answerOf(access.may(caller.person, 'emergency.open', null, caller.day)) }
  },

  async emergencyOpen(tx, { account, ...loan }, { identity: { access }, places, now }, caller) {
    return { id: await openEmergency(tx, account, loan, { access, places }, actorOf(caller, now())) }
  },
  emergencyAgree: async (tx, { id }, { now }, caller) => ({ stage: await agreeToEmergency(tx, id, actorOf(caller, now())) }),
  emergencyRefuse: async (tx, { id, reason }, { now }, caller) => ({ stage: await refuseEmergency(tx, id, reason, actorOf(caller, now())) }),
  emergencyUse: async (tx, { id }, { now }, caller) => useEmergency(tx, id, actorOf(caller, now())),
  emergencyEnd: async (tx, { id, reason }, { now }, caller) => ({ stage: await endEmergency(tx, id, reason, actorOf(caller, now())) }),
}

function actorOf(caller: Caller, at: string): EmergencyActor {
  return { ...whoOf(caller), actor: caller.actor, day: caller.day, at }
}

function present(one: Emergency, used: number, { identity: { access }, places, now }: Context, { person, day }: Caller): EmergencyView {
  const stage = stageOf(one, now())
  const act = (permission: Permission, ...from: (typeof stage)[]): EmergencyView['acts']['use'] => {
    if (!from.includes(stage)) return { allowed: false, code: 'emergency.stage', message: messageOf({ code: 'emergency.stage', params: { action: access.label(permission), stage: emergencyStages[stage] } }) }
    return answerOf(access.may(person, permission, { case: one.id, about: [one.holder], history: historyOf(one) }, day))
  }
  return {
    id: one.id, stage, stageLabel: emergencyStages[stage], account: one.account, name: one.name, role: one.role, roleLabel: access.roleLabel(one.role), divisionName: one.division === null ? null : places.nameOf(one.division), towns: one.towns,
    hours: one.hours, reason: one.reason, from: one.from, until: one.until, used,
    steps: one.steps.map(({ type, actor, at, reason }) => ({ label: factWords(type).split(' · ')[1] ?? type, actor, at, reason })),
    acts: { agree: act('emergency.agree', 'opened'), refuse: act('emergency.agree', 'opened', 'agreed'), use: act('emergency.use', 'agreed'), end: act('emergency.end', 'opened', 'agreed', 'used') },
  }
}

function answerOf(decision: Decision): EmergencyView['acts']['use'] {
  return decision.allowed ? { allowed: true, code: null, message: null } : { allowed: false, code: decision.reason.code, message: messageOf(decision.reason) }
}
