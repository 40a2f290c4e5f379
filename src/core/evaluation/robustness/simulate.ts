// Draws of the weights, the whole decision rule each time, and how often the same decision came out.
import { decide, type Model, scoresUnder } from './model.ts'
import { uniform } from './draws.ts'

export type Tally = {
  draws: number
  /** for each unit: decision → how often */
  decisions: Map<number, number>[]
  /** for each unit: how often each rank came out, by rank */
  ranks: Int32Array[]
}

/** Draws `from` … `to` − 1. Tallies of parts add up to the tally of the whole, whatever the parts. */
export function simulate(model: Model, { seed, from, to, weightError }: { seed: number; from: number; to: number; weightError: number }): Tally {
  const n = model.units.length
  const scores = new Float64Array(n)
  const decisions = new Int32Array(n)
  const ranks = new Int32Array(n)
  const factors = new Float64Array(model.width)
  const tally: Tally = { draws: to - from, decisions: model.units.map(() => new Map()), ranks: model.units.map((_, i) => new Int32Array((model.groups.find(group => group.includes(i))?.length ?? n) + 1)) }
  for (let draw = from; draw < to; draw++) {
    for (let j = 0; j < factors.length; j++) factors[j] = 1 + weightError * (2 * uniform(seed, draw, j) - 1)
    scoresUnder(model, factors, scores)
    decide(model, scores, decisions, ranks)
    for (let i = 0; i < n; i++) {
      const own = tally.decisions[i] as Map<number, number>
      own.set(decisions[i] as number, (own.get(decisions[i] as number) ?? 0) + 1)
      const counts = tally.ranks[i] as Int32Array
      counts[ranks[i] as number] = (counts[ranks[i] as number] as number) + 1
    }
  }
  return tally
}

export function addTallies(a: Tally, b: Tally): Tally {
  return {
    draws: a.draws + b.draws,
    decisions: a.decisions.map((own, i) => {
      const sum = new Map(own)
      for (const [decision, count] of b.decisions[i] as Map<number, number>) sum.set(decision, (sum.get(decision) ?? 0) + count)
      return sum
    }),
    ranks: a.ranks.map((counts, i) => counts.map((count, rank) => count + ((b.ranks[i] as Int32Array)[rank] as number))),
  }
}

/** Quantile (type 7) of ranks given by how often each came out. */
export function rankQuantile(counts: Int32Array, share: number): number {
  const draws = counts.reduce((sum, count) => sum + count, 0)
  const place = (draws - 1) * share
  const [low, high] = [rankAt(counts, Math.floor(place)), rankAt(counts, Math.ceil(place))]
  return low + (place - Math.floor(place)) * (high - low)
}

function rankAt(counts: Int32Array, index: number): number {
  let seen = 0
  for (let rank = 0; rank < counts.length; rank++) {
    seen += counts[rank] as number
    if (seen > index) return rank
  }
  return counts.length - 1
}
