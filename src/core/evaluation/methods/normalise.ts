// One column at a time to a common scale. Direction 1: more is better; −1: less is better. Missing values (NaN) stay
// missing and do not take part in the column's own figures.
import { ranks } from './rank.ts'
import { type Column, extent, mean, standardDeviation, sum } from './statistics.ts'

export type Direction = 1 | -1

/** low + (high − low)·(x − min)/(max − min), turned for costs. A constant column gives `constant` for everyone: it does not separate. */
export function minmax(column: Column, direction: Direction, { low = 0, high = 1, constant = Number.NaN }: { low?: number; high?: number; constant?: number } = {}): number[] {
  const turned = turn(column, direction)
  const [least, most] = extent(present(turned))
  return turned.map(value => (least === most ? keepMissing(value, constant) : low + ((high - low) * (value - least)) / (most - least)))
}

/** centre + scale·(x − mean)/sd, turned for costs first. */
export function zscore(column: Column, direction: Direction, { centre = 0, scale = 1, ddof = 1 }: { centre?: number; scale?: number; ddof?: 0 | 1 } = {}): number[] {
  const turned = turn(column, direction)
  const [average, spread] = [mean(present(turned)), standardDeviation(present(turned), ddof)]
  return turned.map(value => centre + (scale * (value - average)) / spread)
}

/** Fixed goalposts: (x − low)/(high − low), or (high − x)/(high − low) for costs, times `scale`; cut to the scale when `clip`. */
export function goalposts(column: Column, direction: Direction, { low, high, scale = 1, clip = true }: { low: number; high: number; scale?: number; clip?: boolean }): number[] {
  return Array.from(column, value => {
    const share = direction === 1 ? (value - low) / (high - low) : (high - value) / (high - low)
    return scale * (clip ? Math.min(1, Math.max(0, share)) : share)
  })
}

/** How far on the way from the worst value to the target: (x − min)/(target − min), at most 1 when `cap`. */
export function distanceToTarget(column: Column, direction: Direction, target: number, cap: boolean): number[] {
  const [least, most] = extent(present(column))
  return Array.from(column, value => {
    const share = direction === 1 ? (value - least) / (target - least) : (most - value) / (most - target)
    return cap ? Math.min(1, share) : share
  })
}

/** 1 − (max − x)/(max − min): the best unit has 1. */
export function distanceToMaximum(column: Column, direction: Direction): number[] {
  const turned = turn(column, direction)
  const [least, most] = extent(present(turned))
  return turned.map(value => 1 - (most - value) / (most - least))
}

/** Percentile rank (rank − 1)/(n − 1) by competition ranks among the present. */
export function percentileRank(column: Column, direction: Direction): number[] {
  const turned = turn(column, direction)
  const known = present(turned)
  const ranked = ranks(known, 'min')
  let next = 0
  return turned.map(value => (Number.isNaN(value) ? value : ((ranked[next++] as number) - 1) / (known.length - 1)))
}

/** x/max for benefits, min/x for costs. */
export function linear(column: Column, direction: Direction): number[] {
  const [least, most] = extent(present(column))
  return Array.from(column, value => (direction === 1 ? value / most : least / value))
}

/** x/max for benefits, 1 − x/max for costs. */
export function byMaximum(column: Column, direction: Direction): number[] {
  const [, most] = extent(present(column))
  return Array.from(column, value => (direction === 1 ? value / most : 1 - value / most))
}

/** Share of the column's sum; costs by their reciprocals. Needs values above 0 for costs. */
export function bySum(column: Column, direction: Direction): number[] {
  const values = direction === 1 ? Array.from(column) : Array.from(column, value => 1 / value)
  const total = sum(present(values))
  return values.map(value => value / total)
}

/** x/√Σx²; direction plays no part. */
export function byVector(column: Column): number[] {
  const length = Math.sqrt(sum(Array.from(present(column), value => value * value)))
  return Array.from(column, value => value / length)
}

export function present(column: Column): number[] {
  return Array.from(column).filter(value => !Number.isNaN(value))
}

function turn(column: Column, direction: Direction): number[] {
  return Array.from(column, value => (direction === 1 ? value : -value))
}

function keepMissing(value: number, other: number): number {
  return Number.isNaN(value) ? value : other
}
