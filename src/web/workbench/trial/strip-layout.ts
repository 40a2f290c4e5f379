// Where the towns of one strip stand: a dot each where there is room, else a column for all of a narrow range of scores.
export type Strip = {
  low: number
  high: number
  x: (score: number) => number
  ticks: number[]
  /** dots, each with its town and place above the line; empty where there are too many */
  dots: { town: number; x: number; level: number }[]
  /** else columns: share of the highest, and whose */
  columns: { x: number; share: number; towns: readonly number[]; from: number; to: number }[]
}

/** The range of scores that strips side by side share. */
export function rangeOf(towns: readonly number[], scoreOf: ArrayLike<number>): [number, number] {

  let [least, most] = [Infinity, -Infinity]
  for (const town of towns) {
    least = Math.min(least, scoreOf[town] as number)
    most = Math.max(most, scoreOf[town] as number)
  }
  if (!towns.length) return [0, 100]
  const margin = Math.max(1, (most - least) * 0.03)
  return [Math.floor(least - margin), Math.ceil(most + margin)]
}

/** @param step width of a dot, in pixels @param levels how many dots fit above each other */
export function layOut(towns: readonly number[], scoreOf: ArrayLike<number>, [low, high]: readonly [number, number], width: number, step: number, levels: number): Strip {
  const x = (score: number): number => ((score - low) / (high - low)) * width
  const bins = new Map<number, number[]>()
  for (const town of towns) {
    const bin = Math.round(x(scoreOf[town] as number) / step)
    const own = bins.get(bin)
    if (own) own.push(town)
    else bins.set(bin, [town])
  }
  const highest = Math.max(1, ...[...bins.values()].map(own => own.length))
  const ticks = ticksOf(low, high, width)
  if (highest <= levels) {
    return { low, high, x, ticks, columns: [], dots: [...bins].flatMap(([bin, own]) => own.toSorted((a, b) => (scoreOf[b] as number) - (scoreOf[a] as number)).map((town, level) => ({ town, x: bin * step, level }))) }
  }
  const scoreAt = (pixel: number): number => low + (pixel / width) * (high - low)
  return { low, high, x, ticks, dots: [], columns: [...bins].map(([bin, own]) => ({ x: bin * step, share: own.length / highest, towns: own, from: scoreAt((bin - 0.5) * step), to: scoreAt((bin + 0.5) * step) })) }
}

function ticksOf(low: number, high: number, width: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100].find(size => (size / (high - low)) * width >= 48) ?? 100
  const from = Math.ceil(low / step) * step
  return Array.from({ length: Math.max(0, Math.floor((high - from) / step) + 1) }, (_, k) => from + k * step)
}
