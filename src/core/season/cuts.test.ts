import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { compileRules } from '../decision/compile.ts'
import type { TownFacts } from '../decision/facts.ts'
import { parseRules } from '../policy/rules.ts'
import { defaultsOf } from '../policy/setting.ts'
import { checkCuts, cutChoices, withConfirmedPlaces } from './cuts.ts'

const file = parseRules(parse(readFileSync('policies/示例-茶镇/rules/2020.yaml', 'utf8')), '2020.yaml')
if (!file.ok) throw new Error(file.problem.code)
const rules = compileRules(file.value, { id: '示例-茶镇', categories: ['芽类', '叶类'], grades: [] })
const settings = defaultsOf(rules.file.settings)
const towns = [90, 88, 88, 88, 70, 60, 55, 50, 50, 50, 40, 30].map((score, i): TownFacts => ({ id: `t${i}`, name: `镇${i}`, score, facts: { category: { value: '芽类', source: '' }, grade: { value: 'qualified', source: '' } } }))

describe('cuts', () => {
  const choices = cutChoices(rules, settings, towns)
  it('lie only between different scores, each with its gap', () => {
    expect(choices.map(choice => choice.candidates.map(candidate => candidate.count))).toEqual([[0, 1, 4, 5, 6, 7, 10, 11, 12], [0, 1, 2, 5, 6, 7, 8, 11, 12]])
    expect(choices[0]?.candidates.find(candidate => candidate.count === 1)?.gap).toBe(2)
  })
  it('that would part equals are refused, with what is possible', () => {
    expect(checkCuts(choices, [{ group: '', value: 'top', count: 2 }])).toMatchObject({ ok: false, problem: { code: 'season.cut', params: { candidates: '0、1、4、5、6' } } })
    expect(checkCuts(choices, [{ group: '', value: 'top', count: 4 }])).toMatchObject({ ok: true })
  })
  it('as confirmed decide who stands where', () => {
    const placed = withConfirmedPlaces(rules, settings, towns, [{ group: '', value: 'top', count: 4 }, { group: '', value: 'bottom', count: 2 }])
    expect(placed.map(town => town.facts['position']?.value)).toEqual(['top', 'top', 'top', 'top', 'middle', 'middle', 'middle', 'middle', 'middle', 'middle', 'bottom', 'bottom'])
    expect(withConfirmedPlaces(rules, settings, towns, [])).toEqual(towns)
  })
})
