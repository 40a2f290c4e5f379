import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { Programme } from '../policy/programme.ts'
import { compileRules } from '../decision/compile.ts'
import { parseScheme } from '../evaluation/parse-scheme.ts'
import { parseRules } from '../policy/rules.ts'
import { makeHistory, tenYears, workOutYear } from './ten-years.fixture.ts'

const read = (file: string): unknown => parse(readFileSync(`policies/示例-茶镇/${file}`, 'utf8'))
const [rules, scheme] = [parseRules(read('rules/2020.yaml'), 'rules'), parseScheme(read('schemes/demo.yaml'))]
if (!rules.ok || !scheme.ok) throw new Error('the fictional policy is broken')
const compiled = compileRules(rules.value, Programme.parse(read('programme.yaml')))

describe('ten years', () => {
  const { history, results } = makeHistory('示例-茶镇', compiled, scheme.value, 40)
  it('worked out again from events and data, are the same byte for byte, in any order', () => {
    for (const year of tenYears.toReversed()) expect(workOutYear(history, year).bytes).toBe(results[tenYears.indexOf(year)])
  })
  it('have seen promotions, warnings and eliminations, and nobody twice', () => {
    const types = [...history.events.values()].flat().map(event => event.type)
    for (const type of ['town.recategorised', 'town.warned', 'town.eliminated'] as const) expect([type, types.includes(type)]).toEqual([type, true])
    for (const own of history.events.values()) expect(own.filter(event => event.type === 'town.eliminated').length).toBeLessThanOrEqual(1)
  })
  it('one figure changed changes the bytes of its year', () => {
    const [first] = history.data.get(2015) ?? []
    if (!first) throw new Error('no data')
    const changed = { ...history, data: new Map(history.data).set(2015, [{ ...first, cells: { ...first.cells, A1: { state: 'value' as const, value: 1, source: '' } } }, ...(history.data.get(2015) ?? []).slice(1)]) }
    expect(workOutYear(changed, 2015).bytes).not.toBe(results[0])
    expect(workOutYear(changed, 2016).bytes).toBe(results[1])
  })
})
