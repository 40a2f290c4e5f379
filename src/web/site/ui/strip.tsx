// A strip of counts, each part labelled directly and leading to its list.
import type { CSSProperties } from 'react'
import { type Params, paths } from '../address.ts'
import { printCount } from '../formats.ts'
import { Mark } from './marks.tsx'
import { useAddress } from './site-context.ts'

type Part = { value: string; label: string; count: number }

export function Strip({ title, parts, paramsOf }: { title: string; parts: Part[]; paramsOf: (value: string) => Params }) {
  const address = useAddress()
  const shown = parts.filter(({ count }) => count > 0)
  return (
    <div className="strip" role="group" aria-label={title}>
      {shown.map(({ value, label, count }) => (
        <a key={value} href={address(paths.towns, paramsOf(value))} className="part" style={{ '--n': count } as CSSProperties}>
          <span className={`part-bar m-${value}`} />
          <span className="part-word"><Mark code={value} />{label}</span>
          <b>{printCount(count)}</b>
        </a>
      ))}
    </div>
  )
}
