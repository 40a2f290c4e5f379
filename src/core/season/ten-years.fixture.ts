// Ten made-up years of the fictional programme, from data to facts in the register and back: for tests and benchmarks.
import { canonical, type Json } from '../base/canonical.ts'
import { accept, depart, proposeSeason } from '../decision/season.ts'
import type { Rules } from '../decision/compile.ts'
import { demoGrid } from '../evaluation/demo-data.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import type { Unit } from '../evaluation/cells.ts'
import { readTable } from '../evaluation/table.ts'
import type { Scheme } from '../evaluation/scheme.ts'
import { defaultsOf } from '../policy/setting.ts'
import type { Recorded } from '../register/event.ts'
import { inForce, townAsOf, type TownFact } from '../register/town.ts'
import { consequencesOf } from './consequences.ts'
import { townFactsOf } from './town-facts.ts'

export const tenYears = Array.from({ length: 10 }, (_, i) => 2015 + i)
export type History = { programme: string; rules: Rules; scheme: Scheme; events: Map<string, Recorded<TownFact>[]>; data: Map<number, Unit[]> }

/** Lists `count` towns and lets ten years pass, every year's decisions becoming facts. */
export function makeHistory(programme: string, rules: Rules, scheme: Scheme, count: number): { history: History; results: string[] } {
  const events = new Map(Array.from({ length: count }, (_, i) => [`t${i}`, [] as Recorded<TownFact>[]]))
  const history: History = { programme, rules, scheme, events, data: new Map() }
  let position = 0
  const write = (town: string, fact: TownFact): void => {
    const own = events.get(town) as Recorded<TownFact>[]
    own.push({ ...fact, position: position += 1, stream: `town/${town}`, version: own.length + 1, recorded: `${fact.effective}T00:00:00.000Z`, actor: '演示' })
  }
  const basis = { document: '演示' }
  for (const [i, town] of [...events.keys()].entries()) {
    write(town, { type: 'town.named', data: { name: `演示${i}镇`, change: 'first' }, effective: '2014-01-01', basis })
    write(town, { type: 'town.listed', data: { programme, batch: 1, category: scheme.categories[i % scheme.categories.length] ?? null, townType: null }, effective: '2014-01-01', basis })
  }
  const results = tenYears.map(year => {
    const towns = listed(history, year)
    const { units } = readTable([demoGrid(scheme, towns.map(town => ({ name: town.name, category: town.standings[0]?.category ?? null })), year)], scheme)
    history.data.set(year, units.map((unit, i) => ({ ...unit, id: towns[i]?.id ?? unit.id })))
    const made = workOutYear(history, year)
    const days = { drafted: `${year + 1}-01-15`, published: `${year + 1}-01-20` }
    for (const decision of made.decisions) {
      const facts = made.facts.get(decision.town)
      if (facts) for (const fact of consequencesOf(decision, facts, rules, { programme, year, document: `演示${year}`, days, endorsed: null, listed: () => null })) write(decision.town, fact)
    }
    return made.bytes
  })
  return { history, results }
}

/** One year from raw events and raw data: everything that was decided, as canonical bytes. */
export function workOutYear(history: History, year: number): { bytes: string; decisions: ReturnType<typeof decisionsOf>; facts: Map<string, ReturnType<typeof townFactsOf>> } {
  const { programme, rules, scheme, data } = history
  const settings = defaultsOf(rules.file.settings)
  const evaluation = evaluate(scheme, data.get(year) ?? [])
  const scored = new Map(evaluation.units.map(unit => [unit.id, unit]))
  const facts = listed(history, year).map(town => townFactsOf({ town, scored: scored.get(town.id) ?? null, printed: null, withdrawn: null }, { programme, year, rules, settings, notes: [], cite: document => document }))
  const proposals = proposeSeason(rules, settings, facts)
  const decisions = decisionsOf(rules, proposals)
  return { bytes: canonical({ evaluation, proposals, decisions } as unknown as Json), decisions, facts: new Map(facts.map(town => [town.id, town])) }
}

/** As proposed; what the rules leave open is kept, with a reason. */
function decisionsOf(rules: Rules, proposals: ReturnType<typeof proposeSeason>): { town: string; proposal: (typeof proposals)[number]; decided: string }[] {
  return proposals.flatMap(proposal => {
    const made = proposal.outcome === null ? depart(rules, proposal, 'kept', { reason: '演示', by: '演示' }) : accept(proposal)
    return made.ok ? [made.value] : []
  })
}

function listed({ events, programme }: History, year: number): NonNullable<ReturnType<typeof townAsOf>>[] {
  return [...events].flatMap(([id, own]) => {
    const town = townAsOf(id, own, { valid: `${year + 1}-01-01`, known: null })
    return town && town.standings.some(standing => standing.programme === programme && inForce.includes(standing.status)) ? [town] : []
  })
}
