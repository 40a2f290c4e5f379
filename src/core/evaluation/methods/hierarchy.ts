// A tree of indicators aggregated level by level.
import { type Aggregation, withThreshold } from './aggregate.ts'
import { mapRows } from './matrix.ts'
import { type Column, sum } from './statistics.ts'

export type TreeNode = { code: string; level: number; parent: string | null; weight: number }

/**
 * Scores of every node above the leaves, lowest level first.
 * @param leaves code → scores of all units (NaN: missing)
 * @param ruleOf aggregation of each level (the level of the parent)
 * @param threshold share of the children that must be present; below it the node is missing and skipped one level up
 */
export function aggregateTree(tree: readonly TreeNode[], leaves: ReadonlyMap<string, Column>, ruleOf: (level: number) => Aggregation, threshold = 0): Map<string, Float64Array> {
  const scores = new Map<string, Column>(leaves)
  const result = new Map<string, Float64Array>()
  const top = Math.max(...tree.map(node => node.level))
  for (let level = 2; level <= top; level++) {
    const rule = withThreshold(ruleOf(level), threshold)
    for (const node of tree.filter(other => other.level === level)) {
      const children = tree.filter(child => child.parent === node.code && scores.has(child.code))
      const weights = children.map(child => child.weight)
      const column = mapRows(children.map(child => scores.get(child.code) as Column), row => rule(row, weights))
      scores.set(node.code, column)
      result.set(node.code, column)
    }
  }
  return result
}

/** Each node's weight in the whole: its share among its siblings times its parent's. */
export function effectiveWeights(tree: readonly TreeNode[]): Map<string, number> {
  const weights = new Map<string, number>()
  const byLevel = tree.toSorted((a, b) => b.level - a.level)
  for (const node of byLevel) {
    const siblings = tree.filter(other => other.parent === node.parent && other.level === node.level)
    const share = node.weight / sum(siblings.map(sibling => sibling.weight))
    weights.set(node.code, share * (node.parent === null ? 1 : weights.get(node.parent) ?? 1))
  }
  return weights
}
