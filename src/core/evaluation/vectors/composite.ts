// Vectors of whole indicator trees: from raw data to an index, stage by stage.
import { type Aggregation, aggregations } from '../methods/aggregate.ts'
import { aggregateTree, effectiveWeights, type TreeNode } from '../methods/hierarchy.ts'
import { imputeByCentre } from '../methods/impute.ts'
import { type Columns, rowsOf } from '../methods/matrix.ts'
import { type Direction, minmax } from '../methods/normalise.ts'
import { competitionRanks, rankingWorkspace } from '../methods/rank.ts'
import { winsorise } from '../methods/winsorise.ts'
import { type Adapter, type Input, toNumber } from './vector.ts'

type HierarchyRow = { code: string; level: number; parent: string | null; weight: number; denominator?: string | null }

function treeOf(input: Input): (TreeNode & { denominator: string | null })[] {
  return (input.raw('hierarchy') as HierarchyRow[]).map(({ code, level, parent, weight, denominator }) => ({ code, level, parent: parent || null, weight, denominator: denominator || null }))
}

/** Scores of the nodes above the leaves, as a matrix in the order of the tree, and the ranks by its top. */
function aggregated(tree: readonly TreeNode[], indicators: readonly string[], scores: Columns, ruleOf: (level: number) => Aggregation, threshold = 0): { codes: string[]; matrix: number[][]; index: Float64Array; rank: number[] } {
  const leaves = new Map(scores.map((column, j) => [indicators[j] as string, column]))
  const nodes = aggregateTree(tree, leaves, ruleOf, threshold)
  const codes = [...nodes.keys()]
  const index = [...nodes.values()].at(-1) ?? new Float64Array()
  return { codes, matrix: rowsOf([...nodes.values()]), index, rank: ranked(index) }
}

/** Competition ranks of what has a score; the rest has none. */
function ranked(index: Float64Array): number[] {
  const places = new Int32Array(index.length)
  competitionRanks(index, places, rankingWorkspace(index.length))
  return Array.from(places, place => place || Number.NaN)
}

function ruleNamed(name: string): Aggregation {
  return name.startsWith('geometric') ? aggregations.geometric : name.startsWith('harmonic') ? aggregations.harmonic : aggregations.arithmetic
}

export const composite: Record<string, Adapter> = {
  'aggregate.hierarchy.geometric': input => aggregated(treeOf(input), input.texts('indicators'), input.columns('normalised'), () => aggregations.geometric),
  'aggregate.hierarchy.arithmetic': input => aggregated(treeOf(input), input.texts('indicators'), input.columns('normalised'), () => aggregations.arithmetic),
  'aggregate.hierarchy.arithmetic.missing': (input, parameters) => aggregated(treeOf(input), input.texts('indicators'), input.columns('normalised'), () => aggregations.arithmetic, parameters.number('data_threshold', 0)),
  'aggregate.hierarchy.mixed': (input, parameters) => aggregated(treeOf(input), input.texts('indicators'), input.columns('normalised'), level => ruleNamed(parameters.text(`level${level}`))),
  'composite.pipeline': input => {
    const tree = treeOf(input)
    const [units, indicators, groups] = [input.texts('units'), input.texts('indicators'), input.texts('unit_group_EurAsia')]
    const denominators = input.raw('denominators') as Record<string, number[]>
    const stage = (columns: Columns): { units: string[]; matrix: number[][] } => ({ units, matrix: rowsOf(columns) })
    const denominated = input.columns('raw').map((column, j) => {
      const name = tree.find(node => node.code === indicators[j])?.denominator
      return name ? column.map((value, i) => value / toNumber(denominators[name]?.[i])) : column
    })
    const imputed = denominated.map(column => Float64Array.from(imputeByCentre(Array.from(column), 'mean', groups)))
    const treated = imputed.map(column => Float64Array.from(winsorise(Array.from(column), { most: 5, skew: 2, kurtosis: 3.5 }).values))
    const scaled = treated.map((column, j) => minmax(column, input.numbers('directions')[j] as Direction, { low: 0, high: 100, constant: Number.NaN }))
    const { codes, matrix, index, rank } = aggregated(tree, indicators, scaled, () => aggregations.arithmetic)
    const weights = effectiveWeights(tree)
    return {
      denominated: stage(denominated), imputed: stage(imputed), screened: stage(imputed), treated: stage(treated), normalised: stage(scaled),
      aggregated: { units, codes, matrix }, index, rank,
      effective_weights: { codes: tree.map(node => node.code), level: tree.map(node => node.level), weight: tree.map(node => weights.get(node.code)) },
    }
  },
}
