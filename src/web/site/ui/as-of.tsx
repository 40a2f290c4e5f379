// The time machine: the chip under every title, and the row of days on which something changed.
import { address, paths } from '../address.ts'
import { printCount, printDate, printMoment } from '../formats.ts'
import type { Overview } from '../request.ts'
import { useSite } from './site-context.ts'

/** `截至 2024年12月16日 · 依据 …`; opening it changes the day. */
export function AsOfChip() {
  const { overview, time } = useSite()
  if (!overview) return null
  const { basis, valid } = overview.asOf
  return (
    <details className="as-of">
      <summary>
        <span>截至 <b>{printDate(valid)}</b></span>
        {basis ? <span>依据 {basis.documentNumber ?? basis.documentTitle ?? '登记文件'}</span> : <span>当日尚无文件依据</span>}
        {time.known ? <span className="known-at">按 {printMoment(time.known)} 所知</span> : null}
      </summary>
      <DayForm />
    </details>
  )
}

/** The days on which something changed, as stops on a rail; each is an address. */
export function TimeRail() {
  const site = useSite()
  const moments = site.overview?.moments ?? []
  const valid = site.overview?.asOf.valid ?? site.today
  const current = moments.findLastIndex(({ date }) => date <= valid)
  if (!site.overview || moments.length === 0) return null
  return (
    <nav className="rail" aria-label="截至某日的清单" data-rail>
      <ol>
        {moments.map((moment, index) => <Stop key={moment.date} moment={moment} current={index === current && site.time.valid !== null} passed={index <= current} />)}
        <li className={site.time.valid === null ? 'stop passed' : 'stop'}>
          <a href={here(site, { valid: null })} aria-current={site.time.valid === null ? 'date' : undefined}><i /><b>今天</b><Day day={site.today} /></a>
        </li>
      </ol>
    </nav>
  )
}

function Stop({ moment, current, passed }: { moment: Overview['moments'][number]; current: boolean; passed: boolean }) {
  const site = useSite()
  return (
    <li className={passed ? 'stop passed' : 'stop'}>
      <a href={here(site, { valid: moment.date })} aria-current={current ? 'date' : undefined} title={moment.title}>
        <i /><b>{printCount(moment.listed)}</b><Day day={moment.date} />
      </a>
    </li>
  )
}

/** On two lines where there is no room for one. */
function Day({ day }: { day: string }) {
  const [year, rest] = printDate(day).split('年')
  return <span className="day"><span>{year}年</span><span>{rest}</span></span>
}

/** Any day, and what was known when: plain fields in a plain form. */
export function DayForm() {
  const site = useSite()
  const kept = [...site.query].filter(([name]) => !['valid', 'known', 'page'].includes(name))
  return (
    <form className="day-form" action={site.path} method="get" data-swap>
      {kept.map(([name, value], index) => <input key={index} type="hidden" name={name} value={value} />)}
      <label>截至 <input type="date" name="valid" defaultValue={site.overview?.asOf.valid ?? site.today} max="2099-12-31" /></label>
      <details className="known" open={site.time.known !== null}>
        <summary>按当时所知</summary>
        <label>只用截至 <input type="date" name="known" defaultValue={site.time.known?.slice(0, 10) ?? ''} max={site.today} /> 已录入的事实</label>
        <p>后来补录或更正的事实不计入，用于还原当时看到的清单。留空为现在所知。</p>
      </details>
      <button>查看</button>
      {site.time.valid || site.time.known ? <a href={here(site, { valid: null, known: null })}>回到今天</a> : null}
    </form>
  )
}

/** The page one is on, at another time. */
function here(site: { path: string; query: URLSearchParams; time: { valid: string | null; known: string | null } }, change: { valid?: string | null; known?: string | null }): string {
  const kept = Object.fromEntries([...site.query].filter(([name]) => !['valid', 'known', 'page'].includes(name)))
  return address(site.path || paths.home, { ...site.time, ...change }, kept)
}
