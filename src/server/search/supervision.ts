// 检查、整改、冠名问题、举报、申诉、资金申请: each asked as its own page would be.
import type { Hit } from '#contract/search.ts'
import type { Permission } from '#core/access/permission.ts'
import { appealFlow } from '#core/supervision/appeal.ts'
import type { Flow } from '#core/supervision/flow.ts'
import { misuseFlow } from '#core/supervision/misuse.ts'
import { rectificationFlow } from '#core/supervision/rectification.ts'
import { reportFlow } from '#core/supervision/report.ts'
import { roundFlow } from '#core/supervision/round.ts'
import { supportFlow } from '#core/supervision/support.ts'
import { findCase, type SupervisionNoun as Noun } from '../supervision/cases.ts'
import { targetOfCase } from '../supervision/targets.ts'
import { visibleTowns } from '../supervision/visible.ts'
import { type Candidate, candidates } from './candidates.ts'
import { type Asked, firstSeen, holds, type Kind } from './kind.ts'

const nouns: Readonly<Record<Noun, { read: Permission; flow: Flow }>> = {
  rectification: { read: 'supervision.read', flow: rectificationFlow }, round: { read: 'supervision.read', flow: roundFlow }, misuse: { read: 'misuse.read', flow: misuseFlow },
  report: { read: 'report.read', flow: reportFlow }, appeal: { read: 'objection.read', flow: appealFlow }, support: { read: 'support.read', flow: supportFlow },
}

export const supervision: Kind = {
  group: 'supervision',
  async find(asked) {
    const found: Hit[] = []
    for (const noun of Object.keys(nouns) as Noun[]) if (found.length <= asked.most && holds(asked, nouns[noun].read)) found.push(...await casesOf(noun, asked))
    return found.slice(0, asked.most + 1)
  },
}

async function casesOf(noun: Noun, asked: Asked): Promise<Hit[]> {
  const { read, flow } = nouns[noun]
  return firstSeen(await candidates(asked, noun, read), asked.most, async candidate => {
    const stage = noun === 'round' ? await stageOfRound(candidate.id, asked) : await stageOf(noun, candidate.id, asked)
    return stage === null ? null : { kind: noun, id: candidate.id, title: titleOf(candidate, flow), note: `${flow.noun} · ${flow.stages[stage]}`, text: null }
  })
}

/** Null where the caller may not see it. */
async function stageOf(noun: Exclude<Noun, 'round'>, id: string, { tx, context, caller: { person, day } }: Asked): Promise<string | null> {
  const state = await findCase(tx, noun, id)
  return state && context.identity.access.may(person, nouns[noun].read, await targetOfCase(tx, noun, state, day, context), day).allowed ? state.stage : null
}

/** A round belongs to all of its towns, and shows to each office its own. */
async function stageOfRound(id: string, { tx, context: { identity }, caller }: Asked): Promise<string | null> {
  const round = await findCase(tx, 'round', id)
  const reach = identity.access.scopeOf(caller.person, nouns.round.read, caller.day)
  return round && (await visibleTowns(tx, round, { ...caller, reach })).length ? round.stage : null
}

function titleOf({ id, title, townName }: Candidate, { noun }: Flow): string {
  return [townName, title].filter(Boolean).join(' ') || `${noun} ${id}`
}
