// For tests: the fictional programme's rules, as shipped or with something planted in them.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { Programme } from '#core/policy/programme.ts'
import { type RulesFile, parseRules } from '#core/policy/rules.ts'
import { defaultsOf, type Settings } from '#core/policy/setting.ts'
import { compileRules, type Rules } from './compile.ts'
import type { TownFacts } from './facts.ts'

export const tea: Programme = Programme.parse(parse(readFileSync('policies/示例-茶镇/programme.yaml', 'utf8')))

/** The rules file with changes made to a copy of it. */
export function teaRules(change: (file: RulesFile) => void = () => {}): Rules {
  const read = parseRules(parse(readFileSync('policies/示例-茶镇/rules/2020.yaml', 'utf8')), '2020.yaml')
  if (!read.ok) throw new Error(JSON.stringify(read.problem))
  change(read.value)
  return compileRules(read.value, tea)
}

export const rules: Rules = teaRules()
export const settings: Settings = defaultsOf(rules.file.settings)

/** A town by words: `town({ category: '芽类', grade: 'excellent' })`. */
export function town(facts: Record<string, string>, more: Partial<TownFacts> = {}): TownFacts {
  return { id: 't1', name: '云溪市白茶小镇', facts: Object.fromEntries(Object.entries(facts).map(([id, value]) => [id, { value, source: '演示' }])), ...more }
}

const values = (id: string): string[] => [...rules.axes.find(axis => axis.id === id)?.values.keys() ?? []]
const factAxes = rules.axes.filter(axis => axis.kind === 'fact')

/** Every fact given, with any value it can take. */
export const anyFacts: fc.Arbitrary<Record<string, string>> = fc.record(Object.fromEntries(factAxes.map(axis => [axis.id, fc.constantFrom(...values(axis.id))])))
/** Every setting with any answer it allows. */
export const anySettings: fc.Arbitrary<Settings> = fc.record(Object.fromEntries(rules.file.settings.map(setting => [setting.id, setting.kind === 'choice' ? fc.constantFrom(...Object.keys(setting.options)) : fc.integer({ min: setting.least, max: setting.most })])))
