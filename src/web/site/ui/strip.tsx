// A strip of counts, each part labelled directly and leading to its list.
import { type Params, paths } from '../address.ts'
import { printCount } from '../formats.ts'
import { Link } from './link.tsx'
import { Mark } from './marks.tsx'

type Part = { value: string; label: string; count: number }

export function Strip({ title, parts, paramsOf }: { title: string; parts: Part[]; paramsOf: (value: string) => Params }) {
  const shown = parts.filter(({ count }) => count > 0)
  return (
    <div className="strip" role="group" aria-label={title}>
      {shown.map(({ value, label, count }) => (
        <Link key={value} to={paths.towns} params={paramsOf(value)} className={`part p-${value}`}>
          <span className="part-bar" style={{ flexGrow: count }} />
          <span className="part-word"><Mark code={value} />{label}</span>
          <b>{printCount(count)}</b>
        </Link>
      ))}
    </div>
  )
}
