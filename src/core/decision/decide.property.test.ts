import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultsOf } from '#core/policy/setting.ts'
import { checkRules } from './check.ts'
import { askedAxes, combine, verdictOf } from './combinations.ts'
import { decide } from './decide.ts'
import { nodesOf } from './explanation.ts'
import { replay } from './replay.ts'
import { proposeSeason } from './season.ts'
import { anyFacts, anySettings, rules, settings, teaRules, town } from './tea.fixture.ts'

const orderOf = (outcome: string | null): number | null => rules.file.outcomes.find(other => other.id === outcome)?.order ?? null
const season = fc.array(fc.record({ facts: anyFacts, score: fc.integer({ min: 0, max: 30 }) }), { maxLength: 25 })
  .map(towns => towns.map(({ facts, score }, i) => town(Object.fromEntries(Object.entries(facts).filter(([id]) => id !== 'position')), { id: `t${i}`, name: `镇${i}`, score })))

describe('whatever the facts and settings', () => {
  it('there is exactly one outcome or one named gap, with a reason', () => {
    fc.assert(fc.property(anyFacts, anySettings, (facts, chosen) => {
      const proposal = decide(rules, chosen, town(facts))
      expect(proposal.outcome === null).toBe(proposal.open !== null)
      expect(['fact-missing', 'no-rule', 'contradiction']).not.toContain(proposal.open?.id)
      expect(proposal.article !== null || rules.rows.find(row => row.id === proposal.row)?.reason !== null).toBe(true)
      expect(nodesOf(proposal.because).every(node => !node.fact || node.fact.source !== '')).toBe(true)
    }))
  })
  it('a better grade never brings a worse outcome', () => {
    const grades = ['excellent', 'qualified', 'basic', 'unqualified']
    fc.assert(fc.property(anyFacts, anySettings, fc.nat(2), (facts, chosen, at) => {
      const [better, worse] = [at, at + 1].map(i => orderOf(decide(rules, chosen, town({ ...facts, grade: grades[i] ?? '' })).outcome))
      if (typeof better === 'number' && typeof worse === 'number') expect(better).toBeGreaterThanOrEqual(worse)
    }))
  })
  it('the order of towns changes nothing', () => {
    fc.assert(fc.property(season, anySettings, fc.infiniteStream(fc.nat()), (towns, chosen, keys) => {
      const key = new Map(towns.map(one => [one.id, keys.next().value ?? 0]))
      const shuffled = towns.toSorted((a, b) => (key.get(a.id) ?? 0) - (key.get(b.id) ?? 0))
      const byTown = (list: typeof towns): Map<string, unknown> => new Map(proposeSeason(rules, chosen, list).map(proposal => [proposal.town.id, proposal]))
      const [one, other] = [byTown(towns), byTown(shuffled)]
      for (const { id } of towns) expect(other.get(id)).toEqual(one.get(id))
    }), { numRuns: 40 })
  })
  it('a setting changes only the decisions that name it', () => {
    fc.assert(fc.property(anyFacts, anySettings, anySettings, fc.constantFrom(...rules.file.settings), (facts, chosen, others, setting) => {
      const value = others[setting.id]
      const [before, after] = [chosen, { ...chosen, [setting.id]: value as string }].map(own => decide(rules, own, town(facts)))
      const named = [before, after].some(proposal => proposal && nodesOf(proposal.because).some(node => node.setting?.id === setting.id))
      if (!named) expect({ ...after, because: null }).toEqual({ ...before, because: null })
    }))
  })
  it('the same rules replayed change nothing; other settings change just what differs', () => {
    fc.assert(fc.property(season, anySettings, (towns, chosen) => {
      expect(replay({ rules, settings }, { rules, settings }, towns)).toEqual([])
      const changed = replay({ rules, settings }, { rules, settings: chosen }, towns)
      for (const { before, after } of changed) expect([before.outcome, before.open?.id]).not.toEqual([after.outcome, after.open?.id])
    }), { numRuns: 40 })
  })
})

describe('the checker', () => {
  it('counts exactly what walking through every combination gives', () => {
    const axes = askedAxes(rules)
    const counts = { situations: 0, outcomes: {} as Record<string, number>, gaps: {} as Record<string, number> }
    const walk = (i: number, facts: Record<string, string>): void => {
      const axis = axes.filter(one => one.kind === 'fact')[i]
      if (axis) return [...axis.values.keys()].forEach(value => walk(i + 1, { ...facts, [axis.id]: value }))
      const { outcome, open } = decide(rules, settings, town(facts))
      counts.situations += 1
      if (outcome !== null) counts.outcomes[outcome] = (counts.outcomes[outcome] ?? 0) + 1
      else counts.gaps[open?.id ?? ''] = (counts.gaps[open?.id ?? ''] ?? 0) + 1
    }
    walk(0, {})
    expect(checkRules(rules).counts).toMatchObject(counts)
  })
  it('judges each combination as a decision does', () => {
    fc.assert(fc.property(anyFacts, anySettings, (facts, chosen) => {
      const fixed = new Map(rules.axes.map(axis => [axis.id, axis.kind === 'fact' ? facts[axis.id] ?? '' : String(chosen[axis.id])]))
      const [only] = combine(rules, rules.axes, fixed)
      const verdict = verdictOf(rules, only?.mask ?? 0n)
      const { outcome, open } = decide(rules, chosen, town(facts))
      expect(verdict.kind === 'outcome' ? verdict.outcome : verdict.kind === 'gap' ? verdict.gap : verdict.kind).toBe(outcome ?? open?.id)
    }))
  })
  it('finds a hole wherever a rule or gap is taken out', () => {
    const all = [...rules.file.rules, ...rules.file.gaps].map(row => row.id)
    fc.assert(fc.property(fc.constantFrom(...all), id => {
      const holed = teaRules(file => { file.rules = file.rules.filter(row => row.id !== id); file.gaps = file.gaps.filter(row => row.id !== id) })
      const { findings, counts } = checkRules(holed)
      const known = checkRules(rules).counts
      // Either combinations are left without an outcome, or others take them over and the counts show it.
      expect(findings.some(finding => finding.code === 'no-outcome') || JSON.stringify(counts) !== JSON.stringify(known)).toBe(true)
      if (rules.file.gaps.some(gap => gap.id === id)) expect(findings.map(finding => finding.code)).toContain('no-outcome')
    }), { numRuns: 30 })
  })
  it('finds a contradiction wherever a rule is doubled with another outcome', () => {
    fc.assert(fc.property(fc.constantFrom(...rules.file.rules), rule => {
      const other = rule.outcome === '保留' ? '警告' : '保留'
      const { findings } = checkRules(teaRules(file => file.rules.push({ ...rule, id: 'double', outcome: other, becomes: {} })))
      expect(findings.filter(finding => finding.code === 'contradiction').map(finding => finding.where)).toContain(`规则 ${rule.id}、double`)
    }))
  })
})

it('settings as shipped are complete', () => {
  expect(Object.keys(defaultsOf(rules.file.settings))).toEqual(rules.file.settings.map(setting => setting.id))
})
