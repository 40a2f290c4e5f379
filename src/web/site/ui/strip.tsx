// Counts as a strip, its parts named in the same order below, each leading to its list.
import { type Params, paths } from '../address.ts'
import { printCount } from '../formats.ts'
import { Link } from './link.tsx'
import { Mark } from './marks.tsx'

type Part = { value: string; label: string; count: number }

export function Strip({ title, parts, paramsOf, bar = false }: { title: string; parts: Part[]; paramsOf: (value: string) => Params; bar?: boolean }) {
  const shown = parts.filter(({ count }) => count > 0)
  return (
    <div className="strip" role="group" aria-label={title}>
      {bar ? <Bar parts={shown} /> : null}
      <ul>
        {shown.map(({ value, label, count }) => (
          <li key={value}><Link to={paths.towns} params={paramsOf(value)} className="part"><span className="marked"><Mark code={value} />{label}</span> <b>{printCount(count)}</b></Link></li>
        ))}
      </ul>
    </div>
  )
}

function Bar({ parts }: { parts: Part[] }) {
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  const share = (count: number): string => `${((count / total) * 100).toFixed(3)}%`
  return (
    <svg className="strip-bar" height="12" aria-hidden="true">
      {parts.map(({ value, count }, index) => <rect key={value} className={`m-${value}`} x={share(parts.slice(0, index).reduce((sum, part) => sum + part.count, 0))} width={share(count)} height="12" />)}
    </svg>
  )
}
