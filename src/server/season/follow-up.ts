// What follows a season's notice, as it stands today: duties of each place, bans, warned towns that are to be put right. Bans
// and warnings are read from the register, so that what a correction took back does not follow any more.
import { problem, Refusal } from '#core/base/problem.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import type { Rules } from '#core/decision/compile.ts'
import { documentOf, type DocumentFact, documentStream } from '#core/register/document.ts'
import { type Town, townAsOf, type TownFact } from '#core/register/town.ts'
import { type Duty, dutiesOf, type FollowUpFact, followUpStream } from '#core/season/follow-up.ts'
import type { DecisionsContent } from '#core/season/content.ts'
import type { SeasonState } from '#core/season/season.ts'
import { stageLabels } from '#core/season/season.ts'
import { useFiles } from '../attachment/use.ts'
import type { Tx } from '../db/connect.ts'
import { lockLog } from '../log/append.ts'
import { readStream, readStreams } from '../log/read.ts'
import { record } from '../record.ts'
import { type Cases, listCases, type Who } from '../supervision/cases.ts'
import { contentOf, loadSeason, rulesOf } from './load.ts'

export type FollowUp = {
  duties: Duty[]
  bans: { town: Town; until: PlainDate; article: string | null }[]
  /** warned towns, each with the case opened for that warning; null: nobody has opened one */
  warned: { town: Town; since: PlainDate; opened: Cases['rectification'] | null }[]
}

/** @throws Refusal `season.stage` before the notice went out */
export async function followUpOf(tx: Tx, season: SeasonState, today: PlainDate): Promise<FollowUp> {
  if (!season.issued) throw new Refusal(problem('season.stage', { action: '查看后续', stage: stageLabels[season.stage], needed: stageLabels.issued }))
  const decisions = await contentOf<DecisionsContent>(tx, season, 'decisions') ?? []
  const rules = await rulesOf(tx, season)
  const streams = await readStreams<TownFact>(tx, decisions.map(decision => `town/${decision.town}`))
  const towns = [...streams].flatMap(([stream, events]) => {
    const town = townAsOf(stream.slice('town/'.length), events, { valid: today, known: null })
    const standing = town?.standings.find(other => other.programme === season.programme)
    return town && standing ? [{ town, standing }] : []
  })
  const cases = (await listCases(tx, 'rectification')).filter(state => state.programme === season.programme && state.cause.kind === 'warning' && state.cause.year === season.year && state.stage !== 'dropped')
  const banned = new Set(decisions.filter(decision => decision.proposal.effects.some(effect => effect.kind === 'ban')).map(decision => decision.town))
  return {
    duties: dutiesOf(rules, await draftedOn(tx, season), [...new Set(towns.flatMap(({ town }) => town.prefecture ?? []))].sort(), await readStream<FollowUpFact>(tx, followUpStream(season.id))),
    bans: towns.flatMap(({ town, standing }) => (standing.reapplyFrom && banned.has(town.id) ? [{ town, until: standing.reapplyFrom, article: banArticle(rules, decisions, town.id) }] : [])),
    warned: towns.flatMap(({ town, standing }) => (standing.warning?.year === season.year ? [{ town, since: standing.warning.since, opened: cases.find(state => state.town === town.id) ?? null }] : [])),
  }
}

/** @throws Refusal `follow-up.unknown` for a duty that this place does not have */
export async function reportDuty(tx: Tx, id: string, { duty, division, text, files }: { duty: string; division: string; text: string; files: Attachment[] }, who: Who): Promise<void> {
  await lockLog(tx)
  const season = await loadSeason(tx, id)
  const { duties } = await followUpOf(tx, season, who.today)
  if (!duties.some(other => other.id === duty && other.division === division)) throw new Refusal(problem('follow-up.unknown', {}))
  const stream = followUpStream(id)
  await useFiles(tx, stream, files, { person: who.person ?? '', now: who.now })
  const fact: FollowUpFact = { type: 'follow-up.reported', effective: who.today, basis: { document: season.issued?.document ?? id }, data: { person: who.person ?? '', behalf: who.behalf, duty, division, text, files } }
  await record(tx, { actor: who.actor, now: who.now, writes: [{ stream, expected: (await readStream(tx, stream)).length, facts: [fact] }] })
}

async function draftedOn(tx: Tx, { issued }: SeasonState): Promise<PlainDate> {
  const data = issued && documentOf(await readStream<DocumentFact>(tx, documentStream(issued.document)))
  return data?.draftedOn ?? data?.publishedOn ?? issued?.publicAt.slice(0, 10) ?? ''
}

function banArticle(rules: Rules, decisions: DecisionsContent, town: string): string | null {
  return decisions.find(decision => decision.town === town)?.proposal.effects.find(effect => effect.kind === 'ban')?.article ?? null
}
