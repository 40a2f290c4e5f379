// One publicity in a list of them.
import type { PublicityRow } from '#contract/publicity.ts'
import { paths } from '../address.ts'
import { printDate } from '../formats.ts'
import { Link } from './link.tsx'

export function PublicityItem({ publicity: { id, title, from, until, state, stateLabel, demo } }: { publicity: PublicityRow }) {
  return (
    <li className={state === 'open' ? 'publicity-item open' : 'publicity-item'}>
      <h3><Link to={paths.publicity(id)}>{title}</Link></h3>
      <p className="quiet">{printDate(from)}至{printDate(until)}<span className="publicity-state">{stateLabel}</span>{demo ? <span className="demo-mark">演示数据</span> : null}</p>
    </li>
  )
}
