// Runs the cases a policy officer wrote against the rules: what differs is a finding, with the reason the engine gives.
import type { CasesFile, SeasonCase, TownCase } from '../policy/case.ts'
import { settingsWith } from '../policy/setting.ts'
import { messageOf } from '../base/problem.ts'
import { findAxis, findOutcome, findValue, type Rules } from './compile.ts'
import { decide, type Proposal, whyNot } from './decide.ts'
import { dayOf } from './effect.ts'
import type { GivenFact, TownFacts } from './facts.ts'
import { type PolicyFinding, policyError } from './finding.ts'
import { proposeSeason } from './season.ts'

export type CasesRun = {
  /** towns decided */
  towns: number
  cases: number
  findings: PolicyFinding[]
}

export function runCases(rules: Rules, file: CasesFile): CasesRun {
  const runs = [...file.cases.map(one => runTowns(rules, one)), ...file.seasons.map(one => runSeason(rules, one))]
  return { cases: runs.length, towns: runs.reduce((sum, run) => sum + run.towns, 0), findings: runs.flatMap(run => run.findings) }
}

/** The towns of a case or season as the engine takes them; names of facts and values by id or label. */
export function townsOf(rules: Rules, one: TownCase | SeasonCase): TownFacts[] {
  if (!('season' in one)) return (one.towns ?? [one.name]).map(name => ({ id: name, name, facts: factsOf(rules, one.facts) }))
  return one.season.map(({ name, score, region, facts }) => ({ id: name, name, facts: { ...factsOf(rules, one.common), ...factsOf(rules, facts) }, ...(score === undefined ? {} : { score }), ...(region === undefined ? {} : { region }) }))
}

function factsOf(rules: Rules, facts: TownCase['facts']): Record<string, GivenFact> {
  return Object.fromEntries(Object.entries(facts).map(([name, stated]) => {
    const axis = findAxis(rules.axes.filter(other => other.kind === 'fact'), name)
    const { value, source, inferred } = typeof stated === 'string' ? { value: stated, source: undefined, inferred: undefined } : stated
    return [axis?.id ?? name, { value: (axis && findValue(axis, value)) ?? value, source: source ?? '用例', ...(inferred === undefined ? {} : { inferred }) }]
  }))
}

function runTowns(rules: Rules, one: TownCase): CasesRun {
  const settings = settingsWith(rules.file.settings, one.settings)
  const towns = townsOf(rules, one)
  const invalid = settings.ok ? strangers(rules, one.name, towns) : [policyError('case-invalid', `用例 ${one.name}`, messageOf(settings.problem))]
  if (!settings.ok || invalid.length) return { cases: 1, towns: 0, findings: invalid }
  const findings = towns.flatMap(town => {
    const proposal = decide(rules, settings.value, town)
    const wrong = differences(rules, one, proposal)
    if (!wrong.length) return []
    const wanted = one.expect.outcome === undefined ? undefined : findOutcome(rules.file.outcomes, one.expect.outcome)
    const [near] = wanted && wanted.id !== proposal.outcome ? whyNot(rules, settings.value, town, wanted.id) : []
    const hint = near ? `“${near.title}”不适用：${near.failing.map(({ name, is, asked }) => `${name}是${is}，须是${asked.join('、')}`).join('；')}。` : ''
    return [policyError('case-failed', `用例 ${one.name}`, `${town.name}：${wrong.join('；')}。${hint}`)]
  })
  return { cases: 1, towns: towns.length, findings }
}

function differences(rules: Rules, { expect, drafted, published }: TownCase, proposal: Proposal): string[] {
  const outcome = expect.outcome === undefined ? null : findOutcome(rules.file.outcomes, expect.outcome)
  const ban = proposal.effects.find(effect => effect.kind === 'ban')
  const reapplyFrom = ban && drafted !== undefined ? dayOf(ban, { drafted, published: published ?? null }) : null
  const becomes = Object.fromEntries(Object.entries(expect.becomes ?? {}).map(([name, value]) => {
    const axis = findAxis(rules.axes, name)
    return [axis?.id ?? name, (axis && findValue(axis, value)) ?? value]
  }))
  const got = `${proposal.label}${proposal.open ? `（${proposal.open.id}：${proposal.open.reason}）` : ''}`
  return [
    ...(expect.outcome !== undefined && (!outcome || outcome.id !== proposal.outcome) ? [`应为“${expect.outcome}”，得出“${got}”`] : []),
    ...(expect.gap !== undefined && expect.gap !== proposal.open?.id ? [`应留作空白“${expect.gap}”，得出“${got}”`] : []),
    ...(expect.article !== undefined && expect.article !== proposal.article ? [`依据应为“${expect.article}”，得出“${proposal.article ?? '没有条款'}”`] : []),
    ...(expect.becomes !== undefined && JSON.stringify(becomes) !== JSON.stringify(proposal.becomes) ? [`应变为 ${JSON.stringify(becomes)}，得出 ${JSON.stringify(proposal.becomes)}`] : []),
    ...(expect.reapplyFrom !== undefined && expect.reapplyFrom !== reapplyFrom ? [`可再申报日应为 ${expect.reapplyFrom}，得出 ${reapplyFrom ?? '没有'}`] : []),
  ]
}

function runSeason(rules: Rules, one: SeasonCase): CasesRun {
  const settings = settingsWith(rules.file.settings, one.settings)
  const towns = townsOf(rules, one)
  const invalid = settings.ok ? strangers(rules, one.name, towns) : [policyError('case-invalid', `用例 ${one.name}`, messageOf(settings.problem))]
  if (!settings.ok || invalid.length) return { cases: 1, towns: 0, findings: invalid }
  const proposals = proposeSeason(rules, settings.value, towns)
  const findings = Object.entries(one.expect).flatMap(([name, expected]) => {
    const outcome = name === 'open' ? null : findOutcome(rules.file.outcomes, name)
    if (outcome === undefined) return [policyError('case-invalid', `用例 ${one.name}`, `没有“${name}”这种结果。`)]
    const got = proposals.filter(proposal => proposal.outcome === (outcome?.id ?? null)).map(proposal => proposal.town.name)
    const [lacking, extra] = [expected.filter(town => !got.includes(town)), got.filter(town => !expected.includes(town))]
    if (!lacking.length && !extra.length) return []
    return [policyError('case-failed', `用例 ${one.name}`, `“${name}”${lacking.length ? `少了${lacking.join('、')}` : ''}${lacking.length && extra.length ? '，' : ''}${extra.length ? `多了${extra.join('、')}` : ''}。`)]
  })
  return { cases: 1, towns: towns.length, findings }
}

/** Facts and values the rules do not know: a case that tests nothing must not pass. */
function strangers(rules: Rules, name: string, towns: readonly TownFacts[]): PolicyFinding[] {
  const wrong = new Set(towns.flatMap(town => Object.entries(town.facts).flatMap(([id, { value }]) => {
    const axis = rules.axes.find(other => other.id === id)
    return axis?.values.has(value) ? [] : [axis ? `“${axis.label}”没有“${value}”这个值` : `没有“${id}”这项事实`]
  })))
  return [...wrong].map(message => policyError('case-invalid', `用例 ${name}`, `${message}。`))
}
