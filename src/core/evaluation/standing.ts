// From scores to standing: grades by band and veto, competition ranks with declared tie-breaks, and the quotas' cuts.
import type { Unit } from './cells.ts'
import { type Cut, cutOf, type Quota } from './cut.ts'
import type { Scored } from './evaluate.ts'
import { ranks } from './methods/rank.ts'
import type { Scheme, Veto } from './scheme.ts'
import type { Weighed } from './score-unit.ts'

export type VetoHit = Pick<Veto, 'id' | 'name' | 'origin' | 'effect'> & { source: string }

/** One quota in one group: `units` are those inside, best first. */
export type GroupCut = { group: string; quota: Quota; cut: Cut; units: string[] }

export function vetoesOf({ vetoes }: Scheme, unit: Unit): VetoHit[] {
  return vetoes.flatMap(({ id, name, origin, effect }) => {
    const cell = unit.cells[id]
    return cell?.state === 'value' && (cell.value === '是' || cell.value === 1) ? [{ id, name, origin, effect, source: cell.source }] : []
  })
}

/** The grade by band and further conditions, then what vetoes make of it; every step in words. */
export function grade({ bands }: Scheme, published: number, { dimensions, adjustments }: Pick<Weighed, 'dimensions' | 'adjustments'>, vetoes: readonly VetoHit[]): { grade: string | null; steps: string[] } {
  const valueOf = (of: string): number => (of === 'bonus' || of === 'deduction' ? adjustments.filter(item => item.kind === of).reduce((sum, item) => sum + item.points, 0) : dimensions.find(dimension => dimension.id === of)?.score ?? 0)
  const meets = (band: Scheme['bands'][number]): boolean => published >= band.from && (band.also ?? []).every(({ of, from }) => valueOf(of) >= from)
  const at = bands.findIndex(meets)
  const steps = [at < 0 ? '没有对应的等级' : `不低于 ${bands[at]?.from}${bands[at]?.also?.length ? '并符合附加条件' : ''}，等级 ${bands[at]?.grade}`]
  let place = at
  for (const { name, effect } of vetoes) {
    if (!('grade' in effect)) continue
    const to = bands.findIndex(band => band.grade === effect.grade)
    if (effect.kind === 'grade' ? place === to : place >= to) continue
    place = to
    steps.push(`否决项“${name}”，等级${effect.kind === 'grade' ? '定为' : '最高为'} ${effect.grade}`)
  }
  return { grade: bands[place]?.grade ?? null, steps }
}

/** Ranks all scored units and notes who is inside which quota, in place; gives every cut. */
export function rankAndCut(scheme: Scheme, units: Scored[]): GroupCut[] {
  const keyed = units.filter(unit => unit.published !== null)
  const groups = Map.groupBy(keyed, unit => (scheme.rankWithin === 'category' ? unit.category ?? '' : ''))
  return [...groups].flatMap(([group, members]) => {
    const ranked = members.filter(unit => unit.state === 'scored')
    const keys = rankKeys(scheme, ranked)
    const own = ranks(keys, 'min', true)
    for (const [i, unit] of ranked.entries()) unit.rank = own[i] as number
    return scheme.quotas.map((quota): GroupCut => {
      const barred = new Set(members.filter(unit => isBarred(scheme, unit, quota.side)))
      const open = ranked.map((_, i) => i).filter(i => !barred.has(ranked[i] as Scored)).sort((a, b) => (keys[b] as number) - (keys[a] as number))
      const used = quota.side === 'bottom' && scheme.vetoUsesQuota ? barred.size : 0
      const cut = cutOf(open.map(i => keys[i] as number), quota, { base: members.length, used })
      const inside = quota.side === 'top' ? open.slice(0, cut.count) : open.slice(open.length - cut.count)
      const units = [...inside.map(i => ranked[i] as Scored), ...(quota.side === 'bottom' ? barred : [])]
      for (const unit of units) {
        unit.inside.push(quota.side)
        unit.steps.push(barred.has(unit) ? '否决项，列入后段' : `在${quota.side === 'top' ? '前' : '后'}${quota.share / 100}%左右之内`)
      }
      return { group, quota, cut, units: units.map(unit => unit.id) }
    })
  })
}

/** Vetoed units never stand in the top set; those vetoed to the worst grade or out of the ranking stand in the bottom set in any case. */
export function isBarred({ bands }: Pick<Scheme, 'bands'>, { vetoes }: Pick<Scored, 'vetoes'>, side: Quota['side']): boolean {
  const adverse = vetoes.some(({ effect }) => effect.kind === 'notRanked' || (effect.kind === 'grade' && effect.grade === bands.at(-1)?.grade))
  return adverse || (side === 'top' && vetoes.some(({ effect }) => effect.kind === 'notPromoted'))
}

/**
 * Published scores, parted by the declared tie-breaks where equal: by less than half the last printed digit, so that no
 * tie-break outweighs a score. What is still equal has the same key.
 */
export function rankKeys({ tieBreaks, precision }: Pick<Scheme, 'tieBreaks' | 'precision'>, units: readonly Scored[]): number[] {
  const published = units.map(unit => unit.published as number)
  if (!tieBreaks.length) return published
  const chain = units.map(unit => tieBreaks.map(id => unit.dimensions.find(dimension => dimension.id === id)?.score ?? unit.parts.find(part => part.indicator === id)?.points ?? 0))
  const order = units.map((_, i) => i).sort((a, b) => compare(chain[a] as number[], chain[b] as number[]))
  const step = 10 ** -precision / (4 * Math.max(1, units.length))
  let place = 0
  const places = new Map(order.map((unit, at) => {
    if (at > 0 && compare(chain[unit] as number[], chain[order[at - 1] as number] as number[]) !== 0) place += 1
    return [unit, place]
  }))
  return published.map((score, i) => score + step * (places.get(i) as number))
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => Math.abs(value - (b[i] as number)) > 1e-9)
  return at < 0 ? 0 : (a[at] as number) - (b[at] as number)
}
