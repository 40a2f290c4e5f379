// 应急处置, in the log of facts; each step alarms the auditor by a line in the access log. The register's lock comes first.
import { sql } from 'kysely'
import { type Emergency, type EmergencyFact, type EmergencyFactType, emergencyOf, type EmergencyStage, emergencyStages, emergencyStream, historyOf, stageOf } from '#core/access/emergency.ts'
import type { Access } from '#core/access/may.ts'
import type { Target } from '#core/access/target.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Places } from '#core/register/division.ts'
import type { Tx } from '../db/connect.ts'
import { readStream, readStreams } from '../log/read.ts'
import { record } from '../record.ts'
import { type AccessKind, logAccess } from './access-log.ts'
import { type Acting, checkPost, getAccount, type NewPost } from './accounts.ts'
import { newId } from './secrets.ts'
import { endSessions } from './sessions.ts'

/** Who acts: as the access log and as facts name them. */
export type EmergencyActor = Acting & { person: string; actor: string; day: string }

export type Loan = NewPost & { hours: number; reason: string }

/** @throws Refusal `emergency.hours`, `role.unknown`, `post.invalid`, `access.conflict` as for every other post */
export async function openEmergency(tx: Tx, account: string, { hours, reason, ...post }: Loan, { access, places }: { access: Access; places: Places }, who: EmergencyActor): Promise<string> {
  const most = access.policy.emergency.hours
  if (hours > most) throw new Refusal(problem('emergency.hours', { most }))
  const holder = await getAccount(tx, account)
  const { role, organisation, division, towns, assigned } = await checkPost(tx, holder, post, { access, places, day: who.day })
  const id = newId()
  await write(tx, id, 0, who, { type: 'emergency.opened', data: { person: who.person, account, holder: holder.person, name: holder.name, role, organisation, division, towns: [...towns], assigned: [...assigned], hours, reason } })
  await logAccess(tx, 'emergency.opened', who.at, who, { emergency: id, account, role, division, towns, hours, reason })
  return id
}

export async function agreeToEmergency(tx: Tx, id: string, who: EmergencyActor): Promise<EmergencyStage> {
  return step(tx, id, ['opened'], '同意', 'emergency.agreed', 'emergency.agreed', {}, who)
}

export async function refuseEmergency(tx: Tx, id: string, reason: string, who: EmergencyActor): Promise<EmergencyStage> {
  return step(tx, id, ['opened', 'agreed'], '不同意', 'emergency.refused', 'emergency.refused', { reason }, who)
}

/** In force from now. Its holder signs in anew with it. */
export async function useEmergency(tx: Tx, id: string, who: EmergencyActor): Promise<{ stage: EmergencyStage; until: string }> {
  const before = await getEmergency(tx, id)
  const until = new Date(Date.parse(who.at) + before.hours * 3_600_000).toISOString()
  const stage = await step(tx, id, ['agreed'], '启用', 'emergency.used', 'emergency.put-in-force', { account: before.account, until }, who)
  await endSessions(tx, before.account)
  return { stage, until }
}

export async function endEmergency(tx: Tx, id: string, reason: string, who: EmergencyActor): Promise<EmergencyStage> {
  const { account } = await getEmergency(tx, id)
  const stage = await step(tx, id, ['opened', 'agreed', 'used'], '结束', 'emergency.ended', 'emergency.ended', { reason }, who)
  await endSessions(tx, account)
  return stage
}

async function step<T extends EmergencyFactType>(tx: Tx, id: string, from: readonly EmergencyStage[], action: string, type: T, kind: AccessKind, data: Omit<Extract<EmergencyFact, { type: T }>['data'], 'person'>, who: EmergencyActor): Promise<EmergencyStage> {
  const before = await getEmergency(tx, id)
  const stage = stageOf(before, who.at)
  if (!from.includes(stage)) throw new Refusal(problem('emergency.stage', { action, stage: emergencyStages[stage] }))
  await write(tx, id, before.version, who, { type, data: { ...data, person: who.person } } as Pick<EmergencyFact, 'type' | 'data'>)
  await logAccess(tx, kind, who.at, who, { emergency: id, account: before.account, role: before.role, ...data })
  return stageOf(await getEmergency(tx, id), who.at)
}

async function write(tx: Tx, id: string, expected: number, { actor, at, day }: EmergencyActor, fact: Pick<EmergencyFact, 'type' | 'data'>): Promise<void> {
  await record(tx, { actor, now: at, writes: [{ stream: emergencyStream(id), expected, facts: [{ ...fact, effective: day, basis: { document: '职责分离第16条' } }] }] })
}

/** @throws Refusal `emergency.unknown` */
export async function getEmergency(tx: Tx, id: string): Promise<Emergency> {
  const found = emergencyOf(id, await readStream<EmergencyFact>(tx, emergencyStream(id)))
  if (!found) throw new Refusal(problem('emergency.unknown', { id: id.slice(0, 40) }))
  return found
}

export async function emergencyTarget(tx: Tx, id: string): Promise<Target> {
  const found = emergencyOf(id, await readStream<EmergencyFact>(tx, emergencyStream(id)))
  return found ? { case: id, about: [found.holder], history: historyOf(found) } : {}
}

/** Newest first. @param between only those that were in force at any time between two instants */
export async function listEmergencies(tx: Tx, between?: { from: string; until: string }): Promise<Emergency[]> {
  const { rows } = await sql<{ stream: string }>`select stream from event where type = 'emergency.opened' order by position desc`.execute(tx)
  const streams = await readStreams<EmergencyFact>(tx, rows.map(({ stream }) => stream))
  const all = rows.flatMap(({ stream }) => emergencyOf(stream.slice(emergencyStream('').length), streams.get(stream) ?? []) ?? [])
  return between ? all.filter(({ from, until }) => from !== null && until !== null && from <= between.until && until >= between.from) : all
}

/** How often each emergency was acted by, as the access log counts. */
export async function usesOf(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ emergency: string; uses: number }>`select data ->> 'emergency' as emergency, count(*)::int as uses from access_log where kind = 'emergency.used' group by 1`.execute(tx)
  return new Map(rows.map(({ emergency, uses }) => [emergency, uses]))
}
