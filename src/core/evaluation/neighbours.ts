// 相近的镇: those of the same category whose other indicators are most alike, for filling in what one of them did not report.
import type { Read, Unit } from './cells.ts'

export type Neighbour = { unit: Unit; value: number; distance: number }

/**
 * Towns of the same category that reported the indicator, nearest first: at least `count` of them where there are so many,
 * and all that are as near as the last, so that the order of the rows never decides.
 * The distance is the root mean square difference of points over the other indicators that both reported.
 * @param rows cells of all units as their rules judged them, before any gap was filled
 */
export function neighboursOf(at: number, indicator: number, count: number, units: readonly Unit[], rows: readonly (readonly Read[])[]): Neighbour[] {
  const own = rows[at] as readonly Read[]
  const near = units.flatMap((unit, i): Neighbour[] => {
    const cell = rows[i]?.[indicator]
    if (i === at || unit.withdrawn || unit.category !== units[at]?.category || cell?.state !== 'value' || typeof cell.value !== 'number' || cell.points === null) return []
    const distance = distanceBetween(own, rows[i] as readonly Read[], indicator)
    return distance === null ? [] : [{ unit, value: cell.value, distance }]
  }).sort((a, b) => a.distance - b.distance || a.value - b.value)
  const last = near[count - 1]?.distance ?? Infinity
  return near.filter(({ distance }) => distance <= last)
}

/** Null where no other indicator was reported by both. */
function distanceBetween(a: readonly Read[], b: readonly Read[], leaving: number): number | null {
  let [sum, shared] = [0, 0]
  for (let j = 0; j < a.length; j++) {
    const [one, other] = [a[j] as Read, b[j] as Read]
    if (j === leaving || one.state !== 'value' || other.state !== 'value' || one.points === null || other.points === null) continue
    sum += (one.points - other.points) ** 2
    shared += 1
  }
  return shared ? Math.sqrt(sum / shared) : null
}
