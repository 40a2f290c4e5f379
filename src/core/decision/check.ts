// The proof that rules are whole: every combination of facts, under every answer to what the documents leave open, leads
// to exactly one outcome or to one named gap; no two rules contradict; every rule can apply; every reference leads somewhere.
import { defaultsOf, type Settings } from '../policy/setting.ts'
import { type Axis, findOutcome, type Rules } from './compile.ts'
import { askedAxes, combine, type CombinationClass, maskOf, type Verdict, verdictOf } from './combinations.ts'
import { type PolicyFinding, policyError, policyWarning } from './finding.ts'
import { checkReferences, type Surroundings } from './references.ts'

export type RulesCheck = {
  findings: PolicyFinding[]
  counts: {
    /** combinations of facts and settings proved */
    combinations: number
    /** of facts alone, under the settings as they stand */
    situations: number
    /** situations by outcome id, and by gap id */
    outcomes: Record<string, number>
    gaps: Record<string, number>
  }
}

/** @param around what the rules may refer to outside their own file */
export function checkRules(rules: Rules, around: Surroundings = {}): RulesCheck {
  const axes = askedAxes(rules)
  const classes = combine(rules, axes)
  const verdicts = classes.map(one => ({ ...one, verdict: verdictOf(rules, one.mask) }))
  const findings = [...checkReferences(rules, around), ...wholeness(rules, verdicts), ...reach(rules, verdicts), ...axes.filter(axis => axis.bestFirst.length > 1).flatMap(axis => monotony(rules, axes, axis))]
  return { findings, counts: { combinations: classes.reduce((sum, one) => sum + one.count, 0), ...countSituations(rules, axes, defaultsOf(rules.file.settings)) } }
}

/** How many situations lead where, under given settings. */
export function countSituations(rules: Rules, axes: readonly Axis[], settings: Settings): Omit<RulesCheck['counts'], 'combinations'> {
  const fixed = new Map(axes.filter(axis => axis.kind === 'setting').map(axis => [axis.id, String(settings[axis.id])]))
  const [outcomes, gaps]: [Record<string, number>, Record<string, number>] = [{}, {}]
  let situations = 0
  for (const { mask, count } of combine(rules, axes, fixed)) {
    const verdict = verdictOf(rules, mask)
    situations += count
    if (verdict.kind === 'outcome') outcomes[verdict.outcome] = (outcomes[verdict.outcome] ?? 0) + count
    if (verdict.kind === 'gap') gaps[verdict.gap] = (gaps[verdict.gap] ?? 0) + count
  }
  return { situations, outcomes, gaps }
}

type Judged = CombinationClass & { verdict: Verdict }

function wholeness(rules: Rules, judged: readonly Judged[]): PolicyFinding[] {
  const reported = new Set<string>()
  return judged.flatMap(({ verdict, count, witnesses }): PolicyFinding[] => {
    const examples = witnesses.map(witness => printSituation(rules, witness)).join('；或 ')
    if (verdict.kind === 'none') return [policyError('no-outcome', '规则', `有 ${count} 种情形没有结果，也没有写明的空白。例如：${examples}。请补一条规则，或在 gaps 里写明为什么空着。`)]
    const rows = verdict.winners.map(row => row.id).join('、')
    if (verdict.winners.length < 2 || reported.has(rows)) return []
    reported.add(rows)
    if (verdict.kind === 'contradiction') return [policyError('contradiction', `规则 ${rows}`, `同一情形得出不同结果，优先级又相同。例如：${examples}。请改条件，或用 priority 分出先后。`)]
    return [policyWarning('overlap', `规则 ${rows}`, `结果相同的规则同时适用，依据以写在前面的为准。例如：${examples}。`)]
  })
}

function reach(rules: Rules, judged: readonly Judged[]): PolicyFinding[] {
  const reached = new Set(judged.flatMap(({ verdict }) => verdict.winners.map(row => row.id)))
  return rules.rows.filter(row => !reached.has(row.id)).map(row => policyError('unreachable', `${row.kind === 'rule' ? '规则' : '空白'} ${row.id}`, '没有一种情形轮得到它：条件自相矛盾，或总被优先级更高的盖过。请修改或删去。'))
}

/** A better value of the axis, all else equal, never gives a worse outcome. Situations left open are not compared. */
function monotony(rules: Rules, axes: readonly Axis[], axis: Axis): PolicyFinding[] {
  const order = (verdict: Verdict): number | null => (verdict.kind === 'outcome' ? findOutcome(rules.file.outcomes, verdict.outcome)?.order ?? null : null)
  const masks = axis.bestFirst.map(value => maskOf(rules, axis.id, value))
  const reported = new Set<string>()
  return combine(rules, axes.filter(other => other !== axis)).flatMap(({ mask, witnesses }) => {
    const verdicts = masks.map(allowed => verdictOf(rules, mask & allowed))
    return verdicts.flatMap((better, i) => verdicts.slice(i + 1).flatMap((worse, j): PolicyFinding[] => {
      const [high, low] = [order(better), order(worse)]
      const rows = `${better.winners[0]?.id}、${worse.winners[0]?.id}`
      if (high === null || low === null || high >= low || reported.has(rows)) return []
      reported.add(rows)
      const [good, bad] = [axis.bestFirst[i], axis.bestFirst[i + 1 + j]].map(value => axis.values.get(value ?? '') ?? value)
      return [policyError('worsens', `规则 ${rows}`, `其他都相同，${axis.label}由“${bad}”升为“${good}”，结果反而变差。例如：${printSituation(rules, witnesses[0] ?? new Map())}。`)]
    }))
  })
}

function printSituation({ axes }: Rules, situation: ReadonlyMap<string, string>): string {
  return [...situation].map(([id, value]) => {
    const axis = axes.find(other => other.id === id)
    return `${axis?.label ?? id} ${axis?.values.get(value) ?? value}`
  }).join('，')
}
