// 监督: six lists, those that one may see. Filters stand in the address.
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Checkbox, Input, Select } from 'antd'
import { useRef } from 'react'
import { Failed, useMay, useSession, Waiting } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { DataTable, sorted } from '../ui/data-table.tsx'
import { useTitle } from '../ui/use-title.ts'
import { BeginDialog } from './begin-dialog.tsx'
import { columnsOf, lateOf, valueOf, wordsOf } from './columns.tsx'
import { deskQuery, listQuery, type Rows } from './data.ts'
import { caseAt, type ListSearch, listAt, type PlaceId, placeOf, places, readListView } from './places.ts'

/** The first place that one may see. */
export function SupervisionDoor() {
  const first = usePlaces()[0]
  return first ? <Navigate {...listAt(first)} replace /> : <div className="page"><p className="nothing">您的职责里没有监督事项。</p></div>
}

export function SupervisionPage() {
  const place = placeOf(useParams({ from: '/signed/supervision/$place' }).place)
  return place ? <List key={place} place={place} /> : <div className="page"><p className="nothing">没有这一页。<Link to="/supervision">回到监督</Link></p></div>
}

function usePlaces(): PlaceId[] {
  const { permissions } = useSession()
  return (Object.keys(places) as PlaceId[]).filter(id => permissions[places[id].permission]?.allowed)
}

function List({ place }: { place: PlaceId }) {
  const { word, permission, empty } = places[place]
  useTitle(`${word} · 监督`)
  const search = useSearch({ from: '/signed/supervision/$place' })
  const navigate = useNavigate({ from: '/supervision/$place' })
  const may = useMay(permission)
  const { demo } = useSession()
  const { data: desk } = useQuery(deskQuery)
  const { data, error } = useQuery({ ...listQuery(place), enabled: may })
  const scroller = useRef<HTMLDivElement>(null)
  const shown = usePlaces()
  const change = (part: { [K in keyof ListSearch]?: ListSearch[K] | undefined }): void => void navigate({ search: before => readListView({ ...before, ...part }), replace: true, resetScroll: false })
  return (
    <div className="page cases" ref={scroller}>
      <header className="page-title">
        <h1>监督</h1>
        <p className="chip"><span>截至 <b>{desk ? dayWord(desk.today) : '…'}</b></span>{demo ? <span className="demo">演示数据</span> : null}</p>
        <Begins place={place} onBegin={id => change({ do: id })} />
      </header>
      <nav className="tabs" aria-label="监督的栏目">{shown.map(id => <Link key={id} {...listAt(id)} aria-current={id === place ? 'page' : undefined}>{places[id].word}</Link>)}</nav>
      {!may ? <p className="nothing">{word}不在您的职责内。</p> : error ? <Failed error={error} /> : !data ? <Waiting /> : data.length ? <Table place={place} rows={data} search={search} change={change} scroller={scroller} /> : <p className="nothing">{empty}</p>}
      {search.do && desk ? <BeginDialog what={search.do} desk={desk} onClose={() => change({ do: undefined })} onMade={(to, id) => void navigate(caseAt(to, id))} /> : null}
    </div>
  )
}

function Begins({ place, onBegin }: { place: PlaceId; onBegin: (id: string) => void }) {
  const { permissions } = useSession()
  return <p className="buttons begins">{places[place].begins.filter(({ permission }) => permissions[permission]?.allowed).map(({ id, label }) => <Button key={id} type="primary" onClick={() => onBegin(id)}>{label}</Button>)}</p>
}

type TableProps<P extends PlaceId> = { place: P; rows: readonly Rows[P][]; search: ListSearch; change: (part: { [K in keyof ListSearch]?: ListSearch[K] | undefined }) => void; scroller: React.RefObject<HTMLElement | null> }

function Table<P extends PlaceId>({ place, rows, search, change, scroller }: TableProps<P>) {
  const navigate = useNavigate()
  const { data: desk } = useQuery(deskQuery)
  const titles = new Map(desk?.programmes.map(({ id, title }) => [id, title]))
  const { word } = places[place]
  const stages = [...new Map(rows.map(row => [row.stage, row.stageLabel]))]
  const programmes = [...new Set(rows.map(row => row.programme))]
  const late = rows.filter(row => lateOf(row)).length
  const fits = (row: Rows[P]): boolean => (!search.stage || row.stage === search.stage) && (!search.programme || row.programme === search.programme) && (!search.late || lateOf(row)) && (!search.q || wordsOf(place, row).includes(search.q))
  const order = sorted(rows.flatMap((row, i) => (fits(row) ? [i] : [])), search.sort ?? '', (key, row) => valueOf(place, key, rows[row] as Rows[P]))
  return (
    <>
      <div className="filters" role="search" aria-label="筛选">
        {place === 'reports' ? null : <Input.Search allowClear size="small" aria-label="按文字筛选" placeholder="名称、事由" defaultValue={search.q ?? ''} onChange={event => change({ q: event.target.value || undefined })} />}
        <Select size="small" allowClear aria-label="办到哪一步" placeholder="办到哪一步" value={search.stage ?? null} onChange={(stage: string | null) => change({ stage: stage ?? undefined })} options={stages.map(([value, label]) => ({ value, label }))} popupMatchSelectWidth={false} />
        {programmes.length > 1 ? <Select size="small" allowClear aria-label="项目" placeholder="项目" value={search.programme ?? null} onChange={(programme: string | null) => change({ programme: programme ?? undefined })} options={programmes.map(value => ({ value, label: titles.get(value) ?? value }))} popupMatchSelectWidth={false} /> : null}
        {late ? <Checkbox checked={Boolean(search.late)} onChange={event => change({ late: event.target.checked ? '1' : undefined })}>只看逾期（{late}）</Checkbox> : null}
        <p className="counted" role="status">{order.length === rows.length ? `${rows.length} 件` : `${order.length} / ${rows.length} 件`}</p>
      </div>
      {order.length ? <DataTable label={word} columns={columnsOf(place, rows)} rows={order} sort={search.sort ?? ''} onSort={sort => change({ sort: sort || undefined })} onOpen={row => void navigate(caseAt(place, (rows[row] as Rows[P]).id))} scroller={scroller} /> : <p className="nothing">没有符合筛选的。</p>}
    </>
  )
}
