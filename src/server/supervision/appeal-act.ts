// Steps of an appeal. The decision is worked out again from the season's own frozen snapshot under its locked rules.
import { problem, Refusal } from '#core/base/problem.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import type { Proposal } from '#core/decision/decide.ts'
import type { Fact } from '#core/register/event.ts'
import type { DecisionsContent } from '#core/season/content.ts'
import type { SeasonState } from '#core/season/season.ts'
import { townStream } from '#core/intake/confirm.ts'
import { type DocumentData, documentStream } from '#core/register/document.ts'
import type { TownFact } from '#core/register/town.ts'
import { type AppealAction, appealFault, appealFlow, appealRefusal, Made, type Rederived } from '#core/supervision/appeal.ts'
import { stageRefusal } from '#core/supervision/flow.ts'
import { useFiles } from '../attachment/use.ts'
import { getContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import { readStream, readStreams } from '../log/read.ts'
import { loadSeason } from '../season/load.ts'
import { decisionsOf, workOut } from '../season/propose.ts'
import { allowed, type Cases, listCases, loadCase, openCase, streamOf, type Who, write } from './cases.ts'
import { newId } from '../identity/secrets.ts'
import { supervisionOf } from './policies.ts'
import { townOf } from './towns.ts'

const ended = ['refused', 'settled', 'corrected', 'withdrawn']

/** @throws Refusal `appeal.not-published`, `appeal.late`, `appeal.open`, `season.town` */
export async function fileAppeal(tx: Tx, { season: seasonId, town: id, text, files }: { season: string; town: string; text: string; files: Attachment[] }, who: Who): Promise<string> {
  const season = await loadSeason(tx, seasonId)
  const policy = supervisionOf(season.programme)
  allowed(appealFault(seasonId, season.issued ? dayInChina(season.issued.publicAt) : null, policy, who.today))
  const { town } = await townOf(tx, season.programme, id, who.today)
  const open = (await listCases(tx, 'appeal')).find(other => other.season === seasonId && other.town === id && !ended.includes(other.stage))
  if (open) throw new Refusal(problem('appeal.open', { town: town.name, id: open.id }))
  const hashes = Made.parse({ policy: season.contents['policy'], snapshot: season.contents['snapshot'], decisions: season.contents['decisions'] })
  const { decided, label } = await again(tx, season, hashes, id, who.today)
  const appeal = newId()
  await useFiles(tx, streamOf('appeal', appeal), files, { person: who.person ?? '', now: who.now })
  return openCase(tx, 'appeal', who, 'appeal.filed', { programme: season.programme, season: seasonId, town: id, outcome: decided, label, text, files, hashes, demo: season.demo || who.demo }, { id: appeal })
}

export async function acceptAppeal(tx: Tx, id: string, who: Who): Promise<void> {
  await write(tx, 'appeal', await ready(tx, id, 'accept'), who, 'appeal.accepted', {})
}

export async function replyToAppeal(tx: Tx, id: string, { text, files }: { text: string; files: Attachment[] }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'reply')
  await useFiles(tx, streamOf('appeal', id), files, { person: who.person ?? '', now: who.now })
  await write(tx, 'appeal', state, who, 'appeal.replied', { text, files })
}

/** An opinion, with the decision worked out again beside it. */
export async function reviewAppeal(tx: Tx, id: string, { upheld, opinion }: { upheld: boolean; opinion: string }, who: Who): Promise<Rederived> {
  const state = await ready(tx, id, 'review')
  const { rederived } = await rederive(tx, state, who.today)
  await write(tx, 'appeal', state, who, 'appeal.reviewed', { upheld, opinion, rederived })
  return rederived
}

export async function settleAppeal(tx: Tx, id: string, { upheld, reason }: { upheld: boolean; reason: string }, who: Who): Promise<void> {
  await write(tx, 'appeal', await ready(tx, id, 'settle'), who, 'appeal.settled', { upheld, reason })
}

/**
 * Documents that have changed the town's facts since the ruling: what an appeal that was right is put right by. The
 * register itself is changed by the correction of the season's decision, never from here.
 */
export async function correctionsOf(tx: Tx, { town, steps }: Cases['appeal']): Promise<{ id: string; number: string | null; title: string | null }[]> {
  const ruled = steps.findLast(step => step.fact === 'appeal.settled')
  if (!ruled) return []
  const since = (await readStream<TownFact>(tx, townStream(town))).filter(fact => fact.recorded >= ruled.at)
  const ids = [...new Set(since.map(fact => fact.basis.document))]
  const papers = await readStreams<Fact<'document.recorded', DocumentData>>(tx, ids.map(documentStream))
  return ids.flatMap(id => {
    const data = papers.get(documentStream(id))?.[0]?.data
    return data ? [{ id, number: data.number, title: data.title }] : []
  })
}

/** @throws Refusal `appeal.uncorrected`, `appeal.document` */
export async function correctAppeal(tx: Tx, id: string, document: string, who: Who): Promise<void> {
  const state = await loadCase(tx, 'appeal', id)
  const papers = await correctionsOf(tx, state)
  allowed(appealRefusal(state, 'correct', papers.map(paper => paper.id)))
  if (!papers.some(paper => paper.id === document)) throw new Refusal(problem('appeal.document', { document: document.slice(0, 60), town: state.town }))
  await write(tx, 'appeal', state, who, 'appeal.corrected', { document })
}

const saying = { refuse: 'appeal.refused', return: 'appeal.returned', withdraw: 'appeal.withdrawn' } as const

/** Steps that say a reason and nothing else. */
export async function sayOfAppeal(tx: Tx, id: string, action: keyof typeof saying, reason: string, who: Who): Promise<void> {
  await write(tx, 'appeal', await ready(tx, id, action), who, saying[action], { reason })
}

/** The town's decision worked out once more, and why it is what it is. @throws Error where the season's content is no longer what was appealed against */
export async function rederive(tx: Tx, { season: id, town, outcome, made }: Cases['appeal'], today: string): Promise<{ rederived: Rederived; because: Proposal['because'] }> {
  const { decided, label, because } = await again(tx, await loadSeason(tx, id), made, town, today)
  return { rederived: { decided, label, same: decided === outcome }, because }
}

async function again(tx: Tx, season: SeasonState, made: Made, town: string, today: string): Promise<{ decided: string; label: string; because: Proposal['because'] }> {
  const recorded = (await getContent<DecisionsContent>(tx, made.decisions)).find(decision => decision.town === town)
  if (!recorded) throw new Refusal(problem('season.town', { town }))
  // The rules and the snapshot by the hashes of the decision, whatever the season may name by now.
  const worked = await workOut(tx, { ...season, contents: { ...season.contents, ...made } }, today)
  const decision = decisionsOf(worked).find(other => other.town === town)
  const decided = decision?.decided ?? ''
  return { decided, label: worked.rules.file.outcomes.find(outcome => outcome.id === decided)?.label ?? decided, because: (decision ?? recorded).proposal.because }
}

async function ready(tx: Tx, id: string, action: AppealAction): Promise<Cases['appeal']> {
  const state = await loadCase(tx, 'appeal', id)
  allowed(stageRefusal(appealFlow, state, action))
  return state
}
