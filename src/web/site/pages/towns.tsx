// 小镇清单: the list as of a day, with filters, order, pages and files to take away.
import { paths } from '../address.ts'
import { printCount, printDate } from '../formats.ts'
import { asOfInput, type Page, type PageRequest } from '../request.ts'
import { AsOfChip, TimeRail } from '../ui/as-of.tsx'
import { type Facets, Filters } from '../ui/filters.tsx'
import { Link } from '../ui/link.tsx'
import { Mark } from '../ui/marks.tsx'
import { Pager } from '../ui/pager.tsx'
import { useSite } from '../ui/site-context.ts'
import { TownTable } from '../ui/town-table.tsx'
import { columns, downloadAddress, isFiltered, readTownsView, townsInput, townsParams, type TownsView } from './towns-view.ts'

type TownList = Awaited<ReturnType<PageRequest['client']['townList']>>

const pageSize = 200

export async function townsPage({ client, query, time }: PageRequest): Promise<Page> {
  const view = readTownsView(query)
  const list = await client.townList({ ...townsInput(view, pageSize), ...asOfInput(time) })
  return { status: 200, kind: 'list', title: '小镇清单', description: '按地区、类别、等级、状态和批次查省级清单上的小镇，可查任何一天。', main: <Towns list={list} view={view} /> }
}

function Towns({ list, view }: { list: TownList; view: TownsView }) {
  return (
    <div className="frame wide">
      <header className="page-head"><h1>小镇清单</h1><AsOfChip /></header>
      <TimeRail />
      <div className="list-columns">
        <Filters view={view} facets={list.facets} />
        <section id="list" aria-labelledby="list-count">
          <StatusTabs view={view} facets={list.facets} />
          <div className="list-bar">
            <p id="list-count" className="count" data-count>{countSentence(list, view)}</p>
            <a className="to-filters" href="#filters">筛选</a>
            <ColumnChooser view={view} />
            <Downloads view={view} />
          </div>
          {list.towns.length > 0
            ? <TownTable towns={list.towns} view={view} first={(list.page - 1) * list.size + 1} />
            : <Nothing view={view} />}
          <Pager to={paths.towns} page={list.page} pages={Math.ceil(list.total / list.size)} paramsOf={page => townsParams(view, { page })} />
        </section>
      </div>
    </div>
  )
}

function StatusTabs({ view, facets }: { view: TownsView; facets: Facets }) {
  const statuses = (facets['status'] ?? []).filter(({ value, count }) => count > 0 || value === view.status || value === 'listed')
  const all = statuses.reduce((sum, { count }) => sum + count, 0)
  return (
    <nav className="tabs" aria-label="状态">
      {statuses.map(({ value, label, count }) => (
        <Link key={value} to={paths.towns} params={townsParams(view, { status: value, page: 1 })} current={view.status === value}>
          <Mark code={value} />{label} <b>{printCount(count)}</b>
        </Link>
      ))}
      <Link to={paths.towns} params={townsParams(view, { status: 'all', page: 1 })} current={view.status === 'all'}>全部 <b>{printCount(all)}</b></Link>
    </nav>
  )
}

function countSentence({ total, page, size, towns }: TownList, view: TownsView): string {
  const what = isFiltered(view) ? '符合条件' : '共'
  if (total <= size) return `${what} ${printCount(total)} 个`
  const first = (page - 1) * size + 1
  return `${what} ${printCount(total)} 个，本页第 ${printCount(first)}—${printCount(first + towns.length - 1)} 个`
}

function ColumnChooser({ view }: { view: TownsView }) {
  return (
    <details className="menu" data-columns>
      <summary>列</summary>
      <ul>
        {columns.map(([name, word]) => {
          const hidden = view.hidden.includes(name)
          const next = hidden ? view.hidden.filter(other => other !== name) : [...view.hidden, name]
          return <li key={name}><Link to={paths.towns} params={townsParams(view, { hidden: next })} className={hidden ? 'off' : 'on'} label={`${hidden ? '显示' : '隐藏'}${word}`}>{word}</Link></li>
        })}
      </ul>
    </details>
  )
}

function Downloads({ view }: { view: TownsView }) {
  const { time } = useSite()
  return (
    <details className="menu">
      <summary>下载</summary>
      <ul>
        {[['xlsx', 'Excel'], ['csv', 'CSV'], ['geojson', 'GeoJSON'], ['json', 'JSON']].map(([format, word]) => (
          <li key={format}><a href={downloadAddress(format as string, view, time)} download>{word}</a></li>
        ))}
      </ul>
    </details>
  )
}

function Nothing({ view }: { view: TownsView }) {
  const { overview } = useSite()
  const first = overview?.moments[0]
  return (
    <div className="nothing">
      <p><b>{isFiltered(view) ? '没有符合条件的小镇。' : '这一天清单上还没有小镇。'}</b></p>
      {isFiltered(view)
        ? <p>可以减少条件，或<Link to={paths.towns} params={townsParams(view, { status: 'all', page: 1 })}>在全部状态中查找</Link>。</p>
        : first ? <p>第一份清单自 {printDate(first.date)} 起，<a href={`${paths.towns}?valid=${first.date}`}>看那一天的清单</a>。</p> : <p>导入第一份名单后，这里列出各小镇。</p>}
    </div>
  )
}
