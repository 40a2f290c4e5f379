// Steps of a round of checks.
import { problem, Refusal } from '#core/base/problem.ts'
import { type FindingInput, roundRefusal, unfollowed, visitFault } from '#core/supervision/round.ts'
import { lineOf } from '#core/supervision/policy.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { carryFiles, useFiles } from '../attachment/use.ts'
import type { Tx } from '../db/connect.ts'
import { newId } from '../identity/secrets.ts'
import { allowed, type Cases, loadCase, openCase, stepOf, streamOf, type Who, write } from './cases.ts'
import { supervisionOf } from './policies.ts'
import { namesOf, townOf } from './towns.ts'

export type Plan = { programme: string; title: string; from: PlainDate; until: PlainDate; towns: string[]; items: string[]; checkers: string[] }

/** @throws Refusal `supervision.policy`, `supervision.town`, `supervision.word`, `supervision.due` */
export async function planRound(tx: Tx, plan: Plan, who: Who): Promise<string> {
  const policy = supervisionOf(plan.programme)
  for (const town of plan.towns) await townOf(tx, plan.programme, town, who.today)
  for (const item of plan.items) {
    const known = lineOf(policy.checklist, item, '检查内容')
    if (!known.ok) throw new Refusal(known.problem)
  }
  if (plan.until < plan.from || plan.until < who.today) throw new Refusal(problem('supervision.due', { due: plan.until, from: plan.from < who.today ? who.today : plan.from, until: '以后' }))
  return openCase(tx, 'round', who, 'round.planned', { ...plan, towns: [...new Set(plan.towns)], items: [...new Set(plan.items)], demo: who.demo })
}

export async function launchRound(tx: Tx, id: string, who: Who): Promise<void> {
  await write(tx, 'round', await ready(tx, id, 'launch', who), who, 'round.launched', {})
}

/** Notes a visit. @returns ids of its findings */
export async function checkTown(tx: Tx, id: string, { town, text, findings }: { town: string; text: string; findings: readonly FindingInput[] }, who: Who): Promise<string[]> {
  const round = await ready(tx, id, 'check', who)
  allowed(visitFault(round, town, findings, supervisionOf(round.programme)))
  const numbered = findings.map((finding, i) => ({ ...finding, id: `发现${round.findings.length + i + 1}` }))
  await useFiles(tx, streamOf('round', id), findings.flatMap(finding => finding.files), { person: who.person ?? '', now: who.now })
  await write(tx, 'round', round, who, 'round.checked', { town, text, findings: numbered })
  return numbered.map(finding => finding.id)
}

/** Opens a case of putting right for a finding, in one step with the round's own note of it. @returns the case's id */
export async function followFinding(tx: Tx, id: string, findingId: string, who: Who): Promise<string> {
  const round = await ready(tx, id, 'follow', who)
  const policy = supervisionOf(round.programme)
  const finding = unfollowed(round, policy).find(other => other.id === findingId)
  if (!finding) throw new Refusal(problem('round.finding', { finding: findingId }))
  const rung = policy.severities.find(severity => severity.id === finding.severity)?.rung as string
  const article = policy.checklist.find(item => item.id === finding.item)?.article ?? null
  const rectification = newId()
  await carryFiles(tx, streamOf('round', id), streamOf('rectification', rectification), finding.files.map(file => file.hash), { person: who.person ?? '', now: who.now })
  return openCase(tx, 'rectification', who, 'rectification.opened', { programme: round.programme, town: finding.town, cause: { kind: 'finding', round: id, finding: findingId }, rung, text: finding.text, article, demo: round.demo },
    { id: rectification, more: [stepOf('round', round, who, 'round.followed', { finding: findingId, rectification })] })
}

export async function closeRound(tx: Tx, id: string, summary: string, who: Who): Promise<void> {
  await write(tx, 'round', await ready(tx, id, 'close', who), who, 'round.closed', { summary })
}

export async function cancelRound(tx: Tx, id: string, reason: string, who: Who): Promise<void> {
  await write(tx, 'round', await ready(tx, id, 'cancel', who), who, 'round.cancelled', { reason })
}

async function ready(tx: Tx, id: string, action: Parameters<typeof roundRefusal>[1], { today }: Who): Promise<Cases['round']> {
  const round = await loadCase(tx, 'round', id)
  allowed(roundRefusal(round, action, supervisionOf(round.programme), await namesOf(tx, round.towns, today)))
  return round
}
