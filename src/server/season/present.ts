// A season as the pages show it.
import { messageOf } from '#core/base/problem.ts'
import type { ProposalRow, SeasonView } from '#contract/seasons.ts'
import { findOutcome } from '#core/decision/compile.ts'
import { printFollowing } from '#core/decision/effect.ts'
import { printCite } from '#core/decision/explain.ts'
import type { Robustness, UnitRobustness } from '#core/evaluation/robustness/robustness.ts'
import { printSetting, type Setting } from '#core/policy/setting.ts'
import type { Places } from '#core/register/division.ts'
import { actions, refusalOf, type SeasonState, stageLabels } from '#core/season/season.ts'
import type { Caller } from '../identity/caller.ts'
import type { Context } from '../http/context.ts'
import { seasonTarget } from './account.ts'
import { allPacks, packOf } from './policies.ts'
import type { Worked } from './propose.ts'

export function presentRow(state: SeasonState): Pick<SeasonView, 'id' | 'programme' | 'title' | 'year' | 'stage' | 'stageLabel' | 'scores' | 'demo' | 'due'> {
  const { id, programme, year, stage, scores, demo, publicity, collectUntil } = state
  const due = stage === 'publicised' ? publicity?.until ?? null : stage === 'locked' ? collectUntil : null
  return { id, programme, title: packOf(programme, year).programme.title, year, stage, stageLabel: stageLabels[stage], scores, demo, due }
}

/** What the caller may do, and why not: the season's own reasons first, then the caller's rights. */
export function presentSeason(worked: Worked, { identity: { access } }: Context, caller: Caller, showOutcomes: boolean, naming: { towns: string[]; authority: string | null } | null): SeasonView {
  const { state, rules, scheme, evaluation, snapshot } = worked
  const names = new Map(snapshot.towns.map(town => [town.id, town.name]))
  const target = seasonTarget(state)
  const decided = outcomeCounts(worked)
  return {
    ...presentRow(state), document: state.document, publicity: state.publicity, naming: showOutcomes && naming?.authority ? { towns: naming.towns, authority: naming.authority, approval: state.endorsement } : null, issued: state.issued, towns: snapshot.towns.length,
    today: caller.day, asOf: state.frozenAt,
    rules: { id: rules.id, title: rules.title, effective: rules.effective },
    versions: packOf(state.programme, state.year).rules.map(({ id, title, effective }) => ({ id, title, effective })),
    facts: rules.axes.filter(axis => axis.kind === 'fact').map(({ id, label, values }) => ({ id, label, values: wordsOf(values) })),
    scheme: scheme && { id: scheme.id, title: scheme.title, hash: evaluation?.scheme.hash ?? '', status: scheme.status },
    settings: rules.file.settings.map(setting => ({ id: setting.id, label: setting.label, question: setting.question, value: printSetting(setting, state.settings[setting.id]), isDefault: state.settings[setting.id] === setting.default, reason: setting.reason, changedBy: setting.changedBy, set: state.settings[setting.id] ?? setting.default, ...rangeOf(setting) })),
    assignments: state.assignments.filter(({ towns }) => towns.length).map(({ organisation, name, towns }) => ({ organisation, name, towns: towns.length })),
    objections: state.objections.map(objection => ({ ...objection, name: names.get(objection.town) ?? objection.town })),
    // Reasons of steps speak of outcomes that are not public yet.
    steps: state.steps.map(({ action, actor, at, reason, hashes }) => ({ action, label: stepLabels[action] ?? action, actor, at, reason: showOutcomes ? reason : null, hashes })),
    actions: actions.filter(action => action.id !== 'endorse' || naming?.authority).map(action => {
      const stage = refusalOf(state, action.id, caller.day)
      const right = access.may(caller.person, action.permission, action.id === 'object' ? null : target, caller.day)
      const reason = stage ?? (right.allowed ? null : right.reason)
      return { id: action.id, label: action.label, permission: action.permission, holders: Object.keys(access.policy.permissions[action.permission].who).map(role => access.roleLabel(role)), allowed: reason === null, code: reason && reason.code, reason: reason && messageOf(reason) }
    }),
    counts: showOutcomes ? decided : [],
  }
}

/** How many towns each outcome has as things stand: as proposed, or as a person decided otherwise. */
function outcomeCounts({ state, rules, proposals }: Worked): SeasonView['counts'] {
  const outcomes = proposals.map(proposal => {
    const departed = state.departures.find(other => other.town === proposal.town.id)
    const outcome = departed ? findOutcome(rules.file.outcomes, departed.outcome) : null
    return outcome ? { outcome: outcome.id, label: outcome.label } : { outcome: proposal.outcome, label: proposal.label }
  })
  return [...Map.groupBy(outcomes, ({ outcome }) => outcome)].map(([outcome, own]) => ({ outcome, label: own[0]?.label ?? '', count: own.length }))
}

/** Programmes that have a vocabulary and a scheme, with the year that comes after their last season; fictional ones only where they are in use. */
export function presentProgrammes(seasons: readonly SeasonState[], thisYear: number): { id: string; title: string; schemes: { id: string; title: string }[]; next: number }[] {
  return allPacks().flatMap(({ id, programme, schemes }) => {
    const named = schemes.map(({ value }) => value as { id?: unknown; title?: unknown }).map(scheme => ({ id: String(scheme.id), title: String(scheme.title ?? scheme.id) }))
    const years = seasons.filter(season => season.programme === id).map(season => season.year)
    return programme && named.length && (years.length || !id.startsWith('示例')) ? [{ id, title: programme.title, schemes: named, next: years.length ? Math.max(...years) + 1 : thisYear - 1 }] : []
  })
}

function wordsOf(values: ReadonlyMap<string, string>): { id: string; label: string }[] {
  return [...values].map(([id, label]) => ({ id, label }))
}

function rangeOf(setting: Setting): { options: { id: string; label: string }[] | null; least: number | null; most: number | null; unit: string | null } {
  if (setting.kind === 'choice') return { options: wordsOf(new Map(Object.entries(setting.options))), least: null, most: null, unit: null }
  return { options: null, least: setting.least, most: setting.most, unit: setting.unit }
}

export const stepLabels: Readonly<Record<string, string>> = {
  'season.opened': '启动年度', 'season.assigned': '指派第三方', 'season.locked': '锁定规则', 'season.scored': '报送评分', 'season.noted': '附记事实', 'season.frozen': '冻结数据', 'season.cut': '确认分界', 'season.proposed': '生成拟办', 'season.departed': '另作处理', 'season.publicised': '公示', 'season.objected': '提出异议',
  'season.objection-settled': '裁定异议', 'season.returned': '退回拟办', 'season.confirmed': '复核决定', 'season.decided': '审定决定', 'season.endorsed': '登记命名批准', 'season.drafted': '起草公文', 'season.approved': '签发公文', 'season.issued': '印发公文', 'season.closed': '结束年度',
}

/** Robustness stands beside every row of a scored season, once it has been worked out. */
export function presentProposals(worked: Worked, robustness: Robustness | null, places: Places): ProposalRow[] {
  const { state, rules, snapshot, evaluation, proposals } = worked
  const robust = new Map(robustness?.units.map(unit => [unit.id, unit]))
  const scored = new Map(evaluation?.units.map(unit => [unit.id, unit]))
  const towns = new Map(snapshot.towns.map(town => [town.id, town]))
  const labelOf = (axis: string, value: string | undefined): string | null => (value === undefined ? null : rules.axes.find(other => other.id === axis)?.values.get(value) ?? value)
  return proposals.map((proposal): ProposalRow => {
    const town = towns.get(proposal.town.id)
    const unit = scored.get(proposal.town.id)
    const own = robust.get(proposal.town.id)
    const departure = state.departures.find(other => other.town === proposal.town.id)
    return {
      town: proposal.town.id, name: proposal.town.name, region: town?.region ?? null, regionName: town?.region ? places.nameOf(town.region) : null,
      category: labelOf('category', town?.facts['category']?.value), grade: town?.facts['grade']?.value ?? null, gradeLabel: labelOf('grade', town?.facts['grade']?.value), lastYear: labelOf('lastYear', town?.facts['lastYear']?.value), score: unit?.published ?? null, rank: unit?.rank ?? null,
      outcome: proposal.outcome, label: proposal.label, adverse: rules.file.outcomes.some(outcome => outcome.id === proposal.outcome && outcome.adverse), article: proposal.article, cite: proposal.article && printCite(rules, proposal.article), open: proposal.open && { reason: proposal.open.reason, decidedBy: proposal.open.decidedBy }, effects: proposal.effects.map(effect => printFollowing(effect, null)),
      departure: departure ? { outcome: departure.outcome, label: findOutcome(rules.file.outcomes, departure.outcome)?.label ?? departure.outcome, reason: departure.reason, by: departure.by } : null,
      robustness: own ? presentSupport(own) : null,
    }
  })
}

function presentSupport({ support, interval, firmness, advice, rank, margin, change }: UnitRobustness): NonNullable<ProposalRow['robustness']> {
  return { support, low: interval.low, high: interval.high, firmness, advice, p5: rank?.p5 ?? null, p95: rank?.p95 ?? null, margin, change: change && `${change.indicator} ${change.name}由 ${change.from} 到 ${change.to}` }
}
