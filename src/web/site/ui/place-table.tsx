// The map as a table: the same counts in rows, counties under their prefecture.
import { paths } from '../address.ts'
import { printCount } from '../formats.ts'
import type { Overview } from '../request.ts'
import { Link } from './link.tsx'

type Place = Overview['places'][number]

export function PlaceTable({ places, by, kinds }: { places: Place[]; by: 'status' | 'grade'; kinds: { value: string; label: string }[] }) {
  const shown = places.filter(({ total }) => total > 0)
  const codes = new Set(shown.map(({ code }) => code))
  const groups = shown.filter(({ parent, level }) => level === 'prefecture' || parent === null || !codes.has(parent))
  const rows = groups.flatMap(group => [group, ...shown.filter(place => place.parent === group.code && !groups.includes(place))])
  return (
    <details className="table-view">
      <summary>以表格查看，含县（市、区）</summary>
      <table className="plain numbers">
        <thead><tr><th scope="col">地区</th>{kinds.map(({ value, label }) => <th key={value} scope="col">{label}</th>)}<th scope="col">合计</th></tr></thead>
        <tbody>
          {rows.map(place => (
            <tr key={place.code} className={groups.includes(place) ? 'group' : 'part-of'}>
              <th scope="row">{groups.includes(place) ? <Link to={paths.towns} params={{ prefecture: place.code, status: 'all' }}>{place.name}</Link> : place.name}</th>
              {kinds.map(({ value }) => <td key={value}>{printCount((by === 'status' ? place.statuses : place.grades)[value] ?? 0)}</td>)}
              <td>{printCount(place.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
