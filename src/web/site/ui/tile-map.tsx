// The tile map 示意图: one tile a place, one mark a town. Above 28 marks a tile shows shares as a bar instead.
import { paths } from '../address.ts'
import { printCount } from '../formats.ts'
import { tiles } from '../map-tiles.ts'
import type { Overview } from '../request.ts'
import { CountyMap } from './county-map.tsx'
import { shapeOf } from './marks.tsx'
import { PlaceTable } from './place-table.tsx'
import { useAddress } from './site-context.ts'

type Place = Overview['places'][number]
type Kind = { value: string; label: string }

const tile = { width: 150, height: 112, gap: 8 }
const dots = { perRow: 7, size: 13, step: 18.5, most: 28 }

export function TileMap({ places, by, kinds }: { places: Place[]; by: 'status' | 'grade'; kinds: Kind[] }) {
  const drawn = places.filter(({ code, total }) => code in tiles && total > 0)
  const others = places.filter(({ code, total, parent, level }) => !(code in tiles) && total > 0 && (level === 'prefecture' || (level === 'special' && parent === null)))
  const columns = Math.max(0, ...drawn.map(({ code }) => tileOf(code)[0])) + 1
  const rows = Math.max(0, ...drawn.map(({ code }) => tileOf(code)[1])) + 1
  const address = useAddress()
  return (
    <figure className="tile-map">
      <svg viewBox={`-1 -1 ${columns * (tile.width + tile.gap) - tile.gap + 2} ${rows * (tile.height + tile.gap) - tile.gap + 2}`} role="group" aria-label="各地小镇分布示意图">
        {drawn.map(place => (
          <a key={place.code} href={address(paths.towns, { prefecture: place.code, status: by === 'status' ? 'all' : null })} aria-label={sentence(place, by, kinds)}>
            <Tile place={place} by={by} kinds={kinds} />
          </a>
        ))}
      </svg>
      <figcaption>
        示意图，不反映实际边界与距离；一个符号是一个小镇。
        {others.length > 0 ? <>另有{others.map(place => <span key={place.code}> <a href={address(paths.towns, { prefecture: place.code, status: 'all' })}>{place.name} {printCount(place.total)} 个</a></span>)}。</> : null}
      </figcaption>
      <CountyMap places={places} by={by} kinds={kinds} />
      <PlaceTable places={places} by={by} kinds={kinds} />
    </figure>
  )
}

function Tile({ place, by, kinds }: { place: Place; by: 'status' | 'grade'; kinds: Kind[] }) {
  const [column, row] = tileOf(place.code)
  const counts = by === 'status' ? place.statuses : place.grades
  const marks = kinds.flatMap(({ value }) => Array.from({ length: counts[value] ?? 0 }, () => value))
  return (
    <g transform={`translate(${column * (tile.width + tile.gap)} ${row * (tile.height + tile.gap)})`}>
      <rect width={tile.width} height={tile.height} rx="4" className="tile" />
      <text x="11" y="26" className={place.name.length > 4 ? 'tile-name long' : 'tile-name'}>{place.name}</text>
      <text x={tile.width - 11} y="26" className="tile-count">{printCount(marks.length)}</text>
      {marks.length > dots.most ? <Shares counts={counts} kinds={kinds} /> : marks.map((code, index) => (
        <use key={index} href={`#${shapeOf(code)}`} className={`m-${code}`} width={dots.size} height={dots.size}
          x={11 + (index % dots.perRow) * dots.step} y={37 + Math.floor(index / dots.perRow) * dots.step} />
      ))}
    </g>
  )
}

function Shares({ counts, kinds }: { counts: Record<string, number>; kinds: Kind[] }) {
  const room = tile.width - 22
  const lengths = kinds.map(({ value }) => ((counts[value] ?? 0) / kinds.reduce((sum, kind) => sum + (counts[kind.value] ?? 0), 0)) * room)
  return kinds.map(({ value }, index) => (
    <rect key={value} className={`m-${value}`} x={11 + lengths.slice(0, index).reduce((sum, length) => sum + length, 0)} y="52" width={Math.max(0, (lengths[index] ?? 0) - 1)} height="22" />
  ))
}

function sentence(place: Place, by: 'status' | 'grade', kinds: Kind[]): string {
  const counts = by === 'status' ? place.statuses : place.grades
  return `${place.name}${printCount(kinds.reduce((sum, { value }) => sum + (counts[value] ?? 0), 0))}个：${kinds.filter(({ value }) => counts[value]).map(({ value, label }) => `${label} ${counts[value]} 个`).join('，')}`
}

function tileOf(code: string): readonly [number, number] {
  return tiles[code] ?? [0, 0]
}
