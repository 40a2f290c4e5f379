// The trial desk: the table, the scheme it is judged by, and what is asked of both. Lives in the worker; knows no page.
import { Refusal } from '#core/base/problem.ts'
import { type Read, readCells, type Unit } from '#core/evaluation/cells.ts'
import { demoGrid, demoLabel } from '#core/evaluation/demo-data.ts'
import { evaluate, type Evaluation, type Scored } from '#core/evaluation/evaluate.ts'
import { parseScheme } from '#core/evaluation/parse-scheme.ts'
import { pointsByIndicator } from '#core/evaluation/points.ts'
import { cheapestChange } from '#core/evaluation/robustness/change.ts'
import { modelOf } from '#core/evaluation/robustness/model.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import { planOf, scoreUnit } from '#core/evaluation/score-unit.ts'
import { type Grid, type Issue, readTable } from '#core/evaluation/table.ts'
import { fillWeights, type WeightReport } from '#core/evaluation/weighting.ts'
import { gridsOf } from '#core/evaluation/workbook.ts'
import { comparisonOf } from './comparison.ts'
import { fileOf } from './export-file.ts'
import { marginsOf, outcomeOf } from './outcome.ts'
import type { Calls, Explained, Margins, RobustView, Source } from './protocol.ts'

/** Beyond this many towns the cheapest change is not looked for: every candidate is a whole evaluation. */
const mostForChange = 2000

export type Trial = { scheme: Scheme; units: Unit[]; cells: Read[][]; evaluation: Evaluation; report: WeightReport | null; issues: Issue[] }
export type Held = { source: Source; label: string; grids: Grid[]; official: Trial; current: Trial; margins: Margins | null; robustness: RobustView | null; last: { label: string; units: Unit[] } | null }

export type Desk = { [Name in keyof Calls]: (input: Calls[Name][0]) => Promise<Calls[Name][1]> }

/** @param breathe lets other messages in, for long work; false: something newer was asked, stop */
export function createDesk(breathe: () => Promise<boolean>): Desk {
  let held: Held | null = null
  const get = (): Held => {
    if (!held) throw new Error('nothing was opened')
    return held
  }
  return {
    async open({ scheme: raw, source }) {
      const begun = performance.now()
      const scheme = parsed(raw)
      const grids = source.kind === 'demo' ? [demoGrid(scheme, source.towns)] : await gridsOf(source.bytes, source.name)
      const official = trialOf(scheme, grids)
      const label = source.kind === 'demo' ? demoLabel : source.name
      held = { source, label, grids, official, current: official, margins: null, robustness: null, last: null }
      const { evaluation, units, issues, report } = official
      return {
        scheme: official.scheme, hash: evaluation.scheme.hash, weighting: report, issues, label, demo: source.kind === 'demo',
        towns: units.map(({ id, name, category }) => ({ id, name, category })),
        notes: [...evaluation.findings.map(finding => finding.message), ...(report?.warnings ?? [])],
        official: outcomeOf(official.scheme, evaluation, performance.now() - begun),
      }
    },

    async weigh({ scheme }) {
      const own = get()
      const begun = performance.now()
      const evaluation = evaluate(scheme, own.official.units, { explain: false, cells: own.official.cells })
      own.current = evaluation.scheme.hash === own.official.evaluation.scheme.hash ? own.official : { ...own.official, scheme, evaluation }
      own.margins = own.robustness = null
      return outcomeOf(scheme, evaluation, performance.now() - begun)
    },

    async margins() {
      const { current: { scheme, evaluation, units } } = get()
      const found = await marginsOf(modelOf(scheme, evaluation, units), units.length, new Map(units.map(({ id }, i) => [id, i])), breathe)
      if (held) held.margins = found
      return found
    },

    async explain({ unit: at }) {
      const { current: { scheme, units, evaluation } } = get()
      const [unit, scored] = [units[at] as Unit, evaluation.units[at] as Scored]
      return {
        scored: scored.parts.length ? explained(scheme, units, evaluation, at) : scored,
        change: units.length <= mostForChange ? cheapestChange(scheme, units, evaluation, unit.id) : null,
      } satisfies Explained
    },

    async compare({ scheme: raw, own }) {
      const { current, official, grids } = get()
      return comparisonOf(current, own ? official : trialOf(parsed(raw), grids))
    },

    async setRobustness({ view }) {
      get().robustness = view
      return null
    },

    async lastYear({ source }) {
      const own = get()
      own.last = null
      if (!source) return null
      const grids = source.kind === 'demo' ? [demoGrid(own.official.scheme, own.official.units.map(({ name, category }) => ({ name, category })), 2023)] : await gridsOf(source.bytes, source.name)
      const { units, issues } = readTable(grids, own.official.scheme)
      own.last = { label: source.kind === 'demo' ? demoLabel : source.name, units }
      const known = new Set(own.official.units.map(({ id }) => id))
      return { label: own.last.label, towns: units.length, matched: units.filter(({ id }) => known.has(id)).length, errors: issues.filter(({ severity }) => severity === 'error').length }
    },

    async robustnessInput() {
      const { current: { scheme, units }, last } = get()
      return { scheme, units, last: last?.units ?? null }
    },

    async export({ format, now }) {
      return fileOf(get(), format, now)
    },
  }
}

/** @throws Refusal where the scheme is not whole, or its weights cannot be found */
function trialOf(raw: Scheme, grids: readonly Grid[]): Trial {
  const { units, issues } = readTable(grids, raw)
  const filled = fillWeights(raw, pointsByIndicator(raw, units))
  if (!filled.ok) throw new Refusal(filled.problem)
  const { scheme, report } = filled.value
  // Weights do not change what the rules make of a cell: read once, weighed as often as the sliders move.
  const cells = readCells(scheme, units)
  return { scheme, units, cells, evaluation: evaluate(scheme, units, { explain: false, cells }), report, issues }
}

function parsed(raw: unknown): Scheme {
  const scheme = parseScheme(raw)
  if (!scheme.ok) throw new Refusal(scheme.problem)
  return scheme.value
}

/** The standing as it is, with every formula written out. */
function explained(scheme: Scheme, units: readonly Unit[], evaluation: Evaluation, at: number): Scored {
  const dropped = new Set(evaluation.findings.flatMap(({ code, indicator }) => (code === 'indicator-dropped' && indicator ? [indicator] : [])))
  const { parts, dimensions, adjustments, formula } = scoreUnit(planOf(scheme, dropped, true), units[at] as Unit, readCells(scheme, units)[at] ?? [])
  return { ...(evaluation.units[at] as Scored), parts, dimensions, adjustments, formula }
}
