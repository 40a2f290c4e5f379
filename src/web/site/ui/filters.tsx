// The list's filters: a plain GET form; each choice says how many towns it would leave.
import { paths } from '../address.ts'
import { printCount } from '../formats.ts'
import { isFiltered, type FilterName, type TownsView, townsParams } from '../pages/towns-view.ts'
import { facetWords } from '../words.ts'
import { Link } from './link.tsx'
import { Mark } from './marks.tsx'
import { useSite } from './site-context.ts'

export type Facets = Record<string, { value: string; label: string; count: number }[]>

export function Filters({ view, facets }: { view: TownsView; facets: Facets }) {
  const { time } = useSite()
  const kept = { ...time, status: view.status === 'listed' ? null : view.status, sort: view.sort === 'place' ? null : view.sort, hide: view.hidden.join(',') }
  return (
    <form className="filters" id="filters" action={paths.towns} method="get" aria-label="筛选" data-swap data-auto>
      {Object.entries(kept).map(([name, value]) => value ? <input key={name} type="hidden" name={name} value={value} /> : null)}
      <p className="filters-head"><b>筛选</b>{isFiltered(view) ? <Link to={paths.towns} params={townsParams(view, { q: '', filters: { prefecture: [], category: [], type: [], grade: [], batch: [] }, page: 1 })}>清除</Link> : null}<a className="close" href="#list">收起</a></p>
      <label className="search">名称<input type="search" name="q" defaultValue={view.q} maxLength={100} placeholder="可漏字、可用异体" autoComplete="off" /></label>
      {facetWords.map(([name, word]) => <Facet key={name} name={name} word={word} chosen={view.filters[name]} choices={facets[name] ?? []} />)}
      <button>筛选</button>
    </form>
  )
}

function Facet({ name, word, chosen, choices }: { name: FilterName; word: string; chosen: string[]; choices: Facets[string] }) {
  const shown = choices.filter(({ value, count }) => count > 0 || chosen.includes(value))
  if (shown.length === 0) return null
  return (
    <fieldset className={`facet f-${name}`}>
      <legend>{word}</legend>
      {shown.map(({ value, label, count }) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} />
          <span>{name === 'grade' ? <Mark code={value} /> : null}{label}</span>
          <b>{printCount(count)}</b>
        </label>
      ))}
    </fieldset>
  )
}
