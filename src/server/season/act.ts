// Steps of a season, taken: each checks that it may be taken now, makes its facts and content, and records them whole or
// not at all. Who may is decided before, in one place for every request (and for the command line by `asAccount`).
import { problem, Refusal } from '#core/base/problem.ts'
import type { Approval } from '#core/attachment/approval.ts'
import { type PlainDate, printDate } from '#core/base/plain-date.ts'
import { depart as departFrom } from '#core/decision/season.ts'
import { pointsByIndicator } from '#core/evaluation/points.ts'
import type { Unit } from '#core/evaluation/cells.ts'
import type { Issue } from '#core/evaluation/table.ts'
import { fillWeights } from '#core/evaluation/weighting.ts'
import { settingsWith } from '#core/policy/setting.ts'
import type { Fact } from '#core/register/event.ts'
import { checkCuts, cutChoices } from '#core/season/cuts.ts'
import type { DataContent, DecisionsContent, PolicyContent, PublicityContent } from '#core/season/content.ts'
import { type Note, type SeasonFact, type SeasonFactType, seasonStream } from '#core/season/events.ts'
import { type ActionId, refusalOf, type SeasonState } from '#core/season/season.ts'
import { useFiles } from '../attachment/use.ts'
import { getContent, putContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { endOfDay } from '../http/as-of.ts'
import { record } from '../record.ts'
import { contentOf, loadSeason, rulesOf } from './load.ts'
import { packOf, rulesFor, schemeById } from './policies.ts'
import { decisionsOf, eveOf, workOut } from './propose.ts'
import { listsIn } from './lists.ts'
import { listedTowns } from './snapshot.ts'

/** Who acts: `person` for the separation of duties (null: what the product itself loads), `actor` as facts name them. */
export type Who = { actor: string; person: string | null; today: PlainDate; now: string }

export type Opening = { programme: string; year: number; scheme: string | null; document: string | null; collectUntil: PlainDate | null; demo: boolean }

export async function openSeason(tx: Tx, { programme, year, scheme, document, collectUntil, demo }: Opening, who: Who): Promise<string> {
  const id = `${programme}/${year}`
  const on = document ? await eveOf(tx, document) : who.today
  const pack = packOf(programme, year)
  // A document that has gone out was written by the rules it states itself.
  const rules = document ? pack.rules.findLast(version => version.firstSeason <= year) ?? rulesFor(programme, year, on) : rulesFor(programme, year, on)
  if (scheme) schemeById(programme, scheme)
  const opened: SeasonFact = { type: 'season.opened', effective: who.today, basis: { document: rules.id }, data: { person: who.person, programme, year, rules: rules.id, scheme, scores: scheme ? 'computed' : 'published', document, collectUntil, demo } }
  try {
    await record(tx, { actor: who.actor, now: who.now, writes: [{ stream: seasonStream(id), expected: 0, facts: [opened] }] })
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'register.changed') throw new Refusal(problem('season.exists', { season: id }))
    throw error
  }
  return id
}

/** Locks rules, settings and – with its weights – the scheme. @throws Refusal `setting.…`, `weights.…` */
export async function lockSeason(tx: Tx, id: string, chosen: Readonly<Record<string, string | number>>, who: Who): Promise<void> {
  const state = await ready(tx, id, 'lock', who)
  const rules = await rulesOf(tx, state)
  const settings = settingsWith(rules.file.settings, chosen)
  if (!settings.ok) throw new Refusal(settings.problem)
  const raw = state.scheme ? schemeById(state.programme, state.scheme) : null
  // Weights that come from data are filled in when the data are there; everything else is fixed now.
  const filled = raw && (raw.weighting.method === 'fixed' || raw.weighting.method === 'equal' || raw.weighting.method === 'ahp') ? fillWeights(raw, new Map()) : null
  if (filled && !filled.ok) throw new Refusal(filled.problem)
  const policy: PolicyContent = { programme: packOf(state.programme, state.year).programme, rules: rules.file, settings: settings.value, scheme: filled?.ok ? filled.value.scheme : raw }
  await write(tx, state, who, 'season.locked', { settings: settings.value, hashes: { policy: await putContent(tx, policy, who.now) } })
}

/** @param read the data file, with what was found wrong in it; any error refuses all of it */
export async function scoreSeason(tx: Tx, id: string, { units, issues, source }: { units: readonly Unit[]; issues: readonly Issue[]; source: string }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'score', who)
  const errors = issues.filter(issue => issue.severity === 'error')
  if (errors.length) throw new Refusal(problem('season.data', { count: errors.length, first: `${errors[0]?.sheet}!${errors[0]?.cell} ${errors[0]?.message}` }))
  const known = await byRegister(tx, state, units, who.today)
  const data: DataContent = { units: known, source }
  await write(tx, state, who, 'season.scored', { source, towns: known.length, hashes: { data: await putContent(tx, data, who.now) } })
}

export async function noteSeason(tx: Tx, id: string, notes: readonly Note[], who: Who): Promise<void> {
  const state = await ready(tx, id, 'note', who)
  const { axes } = await rulesOf(tx, state)
  for (const { fact, value } of notes) {
    const axis = axes.find(other => other.kind === 'fact' && other.id === fact)
    if (!axis?.values.has(value)) throw new Refusal(problem('season.note', { fact: axis?.label ?? fact, value, known: axis ? [...axis.values.values()].join('、') : axes.filter(other => other.kind === 'fact').map(other => other.label).join('、') }))
  }
  await useFiles(tx, seasonStream(id), notes.flatMap(note => note.file ?? []), { person: who.person ?? '', now: who.now })
  await write(tx, state, who, 'season.noted', { notes: [...notes] })
}

/** Data, register and policy as they will be decided on. Data-made weights are fixed here, from the data. */
export async function freezeSeason(tx: Tx, id: string, who: Who): Promise<void> {
  const state = await ready(tx, id, 'freeze', who)
  let policy = await contentOf<PolicyContent>(tx, state, 'policy') as PolicyContent
  if (policy.scheme && state.contents['data']) {
    const { units } = await getContent<DataContent>(tx, state.contents['data'])
    const filled = fillWeights(policy.scheme, pointsByIndicator(policy.scheme, units))
    if (!filled.ok) throw new Refusal(filled.problem)
    policy = { ...policy, scheme: filled.value.scheme }
  }
  const hash = await putContent(tx, policy, who.now)
  const { snapshot } = await workOut(tx, { ...state, contents: { ...state.contents, policy: hash } }, who.today)
  const valid = state.scores === 'published' && state.document ? await eveOf(tx, state.document) : who.today
  // A season that follows a document knows what that document made known, and no more.
  const known = state.scores === 'published' ? endOfDay(who.today) : who.now
  await write(tx, state, who, 'season.frozen', { valid, known, hashes: { policy: hash, snapshot: await putContent(tx, snapshot, who.now) } })
}

/** @throws Refusal `season.cut` where a count would part equals */
export async function cutSeason(tx: Tx, id: string, cuts: readonly { group: string; value: string; count: number }[], reason: string, who: Who): Promise<void> {
  const state = await ready(tx, id, 'cut', who)
  const { rules, snapshot } = await workOut(tx, state, who.today)
  const checked = checkCuts(cutChoices(rules, state.settings, snapshot.towns), cuts)
  if (!checked.ok) throw new Refusal(checked.problem)
  await write(tx, state, who, 'season.cut', { cuts: [...cuts], reason })
}

export async function proposeDecisions(tx: Tx, id: string, who: Who): Promise<void> {
  const state = await ready(tx, id, 'propose', who)
  const { proposals } = await workOut(tx, state, who.today)
  await write(tx, state, who, 'season.proposed', { hashes: { proposals: await putContent(tx, proposals, who.now) } })
}

/** @throws Refusal `season.town`, `departure.…` */
export async function departFromProposal(tx: Tx, id: string, { town, outcome, reason, basis }: { town: string; outcome: string; reason: string; basis?: string | undefined }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'depart', who)
  const { rules, proposals } = await workOut(tx, state, who.today)
  const proposal = proposals.find(other => other.town.id === town || other.town.name === town)
  if (!proposal) throw new Refusal(problem('season.town', { town }))
  const made = departFrom(rules, proposal, outcome, { reason, by: who.actor, ...(basis ? { basis } : {}) })
  if (!made.ok) throw new Refusal(made.problem)
  await write(tx, state, who, 'season.departed', { town: proposal.town.id, outcome: made.value.decided, reason, ...(basis ? { basis } : {}) })
}

/** @throws Refusal `season.open-towns`, `season.publicity-days` */
export async function publiciseSeason(tx: Tx, id: string, { from, until }: { from: PlainDate; until: PlainDate }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'publicise', who)
  if (from < who.today || until < from) throw new Refusal(problem('season.publicity-days', { from, until }))
  const worked = await workOut(tx, state, who.today)
  const lists = await listsIn(tx, worked, decisionsOf(worked))
  const shown: PublicityContent = { lists: worked.programme.lists.flatMap(({ kind, label }) => (lists[kind]?.length ? [{ kind, label, towns: lists[kind] }] : [])) }
  await write(tx, state, who, 'season.publicised', { from, until, hashes: { publicity: await putContent(tx, shown, who.now) } })
}

/** @throws Refusal `season.town` for a town that is not decided on */
export async function objectTo(tx: Tx, id: string, { town, text }: { town: string; text: string }, who: Who): Promise<string> {
  const state = await ready(tx, id, 'object', who)
  const { snapshot } = await workOut(tx, state, who.today)
  if (!snapshot.towns.some(other => other.id === town)) throw new Refusal(problem('season.town', { town }))
  const number = `异议${state.objections.length + 1}`
  await write(tx, state, who, 'season.objected', { id: number, town, text })
  return number
}

export async function settleObjection(tx: Tx, id: string, { objection, upheld, reason }: { objection: string; upheld: boolean; reason: string }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'settle', who)
  if (!state.objections.some(other => other.id === objection && !other.settled)) throw new Refusal(problem('objection.unknown', { id: objection }))
  await write(tx, state, who, 'season.objection-settled', { id: objection, upheld, reason })
}

export async function returnSeason(tx: Tx, id: string, reason: string, who: Who): Promise<void> {
  await write(tx, await ready(tx, id, 'return', who), who, 'season.returned', { reason })
}

/** First of two: the decisions as they stand, fixed by their hash. */
export async function confirmDecisions(tx: Tx, id: string, who: Who): Promise<void> {
  const state = await ready(tx, id, 'confirm', who)
  const decisions = decisionsOf(await workOut(tx, state, who.today))
  await write(tx, state, who, 'season.confirmed', { hashes: { decisions: await putContent(tx, decisions, who.now) } })
}

/** Second of two: the same decisions, worked out once more. @throws Refusal `season.content` where they are no longer the same */
export async function decideSeason(tx: Tx, id: string, who: Who): Promise<void> {
  const state = await ready(tx, id, 'decide', who)
  const decisions = await putContent(tx, decisionsOf(await workOut(tx, state, who.today)), who.now)
  if (decisions !== state.contents['decisions']) throw new Refusal(problem('season.content', {}))
  await write(tx, state, who, 'season.decided', { hashes: { decisions } })
}

/** Towns that the decisions name, and by whose approval; none: nothing is named this year. */
export async function namingOf(tx: Tx, state: SeasonState): Promise<{ towns: string[]; authority: string | null }> {
  const decisions = await contentOf<DecisionsContent>(tx, state, 'decisions') ?? []
  const naming = new Map((await rulesOf(tx, state)).file.outcomes.flatMap(outcome => (outcome.names ? [[outcome.id, outcome.names] as const] : [])))
  const named = decisions.filter(decision => naming.has(decision.decided))
  return { towns: named.map(decision => decision.proposal.town.name), authority: naming.get(named[0]?.decided ?? '') ?? null }
}

/** @throws Refusal `season.naming-none`, `season.naming-date` */
export async function endorseNaming(tx: Tx, id: string, approval: Approval, who: Who): Promise<void> {
  const state = await ready(tx, id, 'endorse', who)
  if (!(await namingOf(tx, state)).towns.length) throw new Refusal(problem('season.naming-none', {}))
  if (approval.date > who.today) throw new Refusal(problem('season.naming-date', { date: printDate(approval.date) }))
  await useFiles(tx, seasonStream(id), [approval.file], { person: who.person ?? '', now: who.now })
  await write(tx, state, who, 'season.endorsed', { approval, hashes: { decisions: state.contents['decisions'] as string } })
}

export async function closeSeason(tx: Tx, id: string, who: Who): Promise<void> {
  await write(tx, await ready(tx, id, 'close', who), who, 'season.closed', {})
}

/** The season, if the action can be taken now. @throws Refusal `season.stage` and what else stands in the way */
export async function ready(tx: Tx, id: string, action: ActionId, { today }: Pick<Who, 'today'>): Promise<SeasonState> {
  const state = await loadSeason(tx, id)
  const refusal = refusalOf(state, action, today)
  if (refusal) throw new Refusal(refusal)
  return state
}

/** @param more facts of other streams that belong to the step */
export async function write<T extends SeasonFactType>(tx: Tx, state: SeasonState, who: Who, type: T, data: Omit<Extract<SeasonFact, { type: T }>['data'], 'person'>, more: readonly { stream: string; expected: number; facts: readonly Fact[] }[] = []): Promise<void> {
  const fact: Fact = { type, effective: who.today, basis: { document: state.issued?.document ?? state.rules }, data: { ...data, person: who.person } }
  await record(tx, { actor: who.actor, now: who.now, writes: [{ stream: seasonStream(state.id), expected: state.version, facts: [fact] }, ...more] })
}

/** Units under the register's ids; every listed town must be there once, and nobody else. @throws Refusal `season.data-towns` */
async function byRegister(tx: Tx, { programme, notes }: SeasonState, units: readonly Unit[], today: PlainDate): Promise<Unit[]> {
  const towns = await listedTowns(tx, programme, { valid: today, known: null })
  const byName = new Map(towns.flatMap(town => [town.name, ...town.names.map(spelling => spelling.name), town.id].map((name): [string, typeof town] => [name, town])))
  const unknown = units.filter(unit => !byName.has(unit.name) && !byName.has(unit.id)).map(unit => unit.name)
  const matched = units.flatMap(unit => {
    const town = byName.get(unit.id) ?? byName.get(unit.name)
    const standing = town?.standings.find(other => other.programme === programme)
    return town ? [{ ...unit, id: town.id, name: town.name, category: notedCategory(notes, town.id) ?? standing?.category ?? unit.category }] : []
  })
  const missing = towns.filter(town => !matched.some(unit => unit.id === town.id)).map(town => town.name)
  const twice = matched.filter((unit, i) => matched.findIndex(other => other.id === unit.id) !== i).map(unit => unit.name)
  const why = [...(unknown.length ? [`不在清单上的 ${unknown.slice(0, 5).join('、')}`] : []), ...(missing.length ? [`缺少 ${missing.length} 个，如 ${missing.slice(0, 5).join('、')}`] : []), ...(twice.length ? [`重复的 ${twice.slice(0, 5).join('、')}`] : [])]
  if (why.length) throw new Refusal(problem('season.data-towns', { why: why.join('；') }))
  return matched.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

function notedCategory(notes: readonly Note[], town: string): string | null {
  return notes.find(note => note.town === town && note.fact === 'category')?.value ?? null
}
