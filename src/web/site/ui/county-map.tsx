// The second drawing: one tile a county, one mark a town. A city's own tile holds the towns whose names tell no county.
import { paths } from '../address.ts'
import { printCount } from '../formats.ts'
import { countyTileOf, countyTiles } from '../map-tiles.ts'
import type { Overview } from '../request.ts'
import { shapeOf } from './marks.tsx'
import { useAddress } from './site-context.ts'

type Place = Overview['places'][number]
type Kind = { value: string; label: string }
type County = { code: string; name: string; prefecture: string; tile: readonly [number, number]; counts: Record<string, number> }

const tile = { width: 88, height: 62, gap: 5 }
const dots = { perRow: 5, size: 11, step: 15 }

export function CountyMap({ places, by, kinds }: { places: Place[]; by: 'status' | 'grade'; kinds: Kind[] }) {
  const counties = countiesOf(places, by)
  const address = useAddress()
  const columns = Math.max(...Object.values(countyTiles).map(([column]) => column)) + 1
  const rows = Math.max(...Object.values(countyTiles).map(([, row]) => row)) + 1
  return (
    <details className="county-map">
      <summary>分县（市、区）示意图</summary>
      <div className="scroll" tabIndex={0} role="group" aria-label="分县（市、区）小镇分布示意图">
        <svg viewBox={`-1 -1 ${columns * (tile.width + tile.gap)} ${rows * (tile.height + tile.gap)}`}>
          {counties.map(county => (
            <a key={county.code} href={address(paths.towns, { prefecture: county.prefecture, status: by === 'status' ? 'all' : null })} aria-label={`${county.name} ${printCount(totalOf(county, kinds))} 个`}>
              <CountyTile county={county} kinds={kinds} />
            </a>
          ))}
        </svg>
      </div>
      <p className="note">示意图，不反映实际边界与距离。市的格子含市辖区，以及名称未指明县（市、区）的小镇；没有小镇的县不画。</p>
    </details>
  )
}

function CountyTile({ county, kinds }: { county: County; kinds: Kind[] }) {
  const [column, row] = county.tile
  const marks = kinds.flatMap(({ value }) => Array.from({ length: county.counts[value] ?? 0 }, () => value))
  return (
    <g transform={`translate(${column * (tile.width + tile.gap)} ${row * (tile.height + tile.gap)})`}>
      <rect width={tile.width} height={tile.height} rx="3" className="tile" />
      <text x="7" y="16" className="county-name">{county.name}</text>
      {marks.length > dots.perRow * 2
        ? <text x="7" y="45" className="county-count">{printCount(marks.length)}</text>
        : marks.map((code, index) => <use key={index} href={`#${shapeOf(code)}`} className={`m-${code}`} width={dots.size} height={dots.size} x={7 + (index % dots.perRow) * dots.step} y={25 + Math.floor(index / dots.perRow) * dots.step} />)}
    </g>
  )
}

/** Counties with towns, and for every prefecture what its counties leave over. Places that share a tile are added up. */
function countiesOf(places: readonly Place[], by: 'status' | 'grade'): County[] {
  const countsOf = (place: Place): Record<string, number> => (by === 'status' ? place.statuses : place.grades)
  const groups = places.filter(place => place.level === 'prefecture')
  const parts = places.filter(place => place.level !== 'prefecture' && place.total > 0)
  const rest = groups.map(group => ({ ...group, counts: minus(countsOf(group), parts.filter(part => part.parent === group.code).map(countsOf)) }))
  const all = [...parts.map(part => ({ code: part.code, name: part.name, prefecture: part.parent ?? part.code, counts: countsOf(part) })), ...rest.map(group => ({ code: group.code, name: group.name, prefecture: group.code, counts: group.counts }))]
  const byTile = new Map<string, County>()
  for (const { code, name, prefecture, counts } of all) {
    const tile = countyTileOf({ division: code, prefecture })
    if (!tile || !Object.values(counts).some(Boolean)) continue
    const before = byTile.get(tile.join())
    const own = code === prefecture || !before
    byTile.set(tile.join(), { code: own ? code : before.code, name: own ? name : before.name, prefecture, tile, counts: minus(counts, before ? [negative(before.counts)] : []) })
  }
  return [...byTile.values()]
}

function minus(counts: Record<string, number>, others: readonly Record<string, number>[]): Record<string, number> {
  const keys = new Set([counts, ...others].flatMap(Object.keys))
  return Object.fromEntries([...keys].map(key => [key, (counts[key] ?? 0) - others.reduce((sum, other) => sum + (other[key] ?? 0), 0)]))
}

function negative(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, -count]))
}

function totalOf({ counts }: County, kinds: readonly Kind[]): number {
  return kinds.reduce((sum, { value }) => sum + (counts[value] ?? 0), 0)
}
