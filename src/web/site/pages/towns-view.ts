// What the list page shows, as its address says it: filters, order, page, columns.
import { type Params, withQuery } from '../address.ts'
import type { Time } from '../request.ts'

export const filterNames = ['prefecture', 'category', 'type', 'grade', 'batch'] as const
export type FilterName = (typeof filterNames)[number]

export const columns = [
  ['place', '地区'], ['category', '类别'], ['type', '建制'], ['batch', '批次'], ['status', '状态'], ['grade', '最近评估'], ['since', '列入'],
] as const
export type Column = (typeof columns)[number][0]

const sortable = ['place', 'name', 'grade', 'status', 'batch', 'since'] as const
const orders = sortable.flatMap(name => [name, `-${name}`] as const)
export type Sort = (typeof sortable)[number] | `-${(typeof sortable)[number]}`

export type TownsView = {
  q: string
  filters: Record<FilterName, string[]>
  /** `listed` unless the address says otherwise; `all`: every status */
  status: string
  sort: Sort
  page: number
  hidden: string[]
}

export function readTownsView(query: URLSearchParams): TownsView {
  const list = (name: string): string[] => query.getAll(name).flatMap(text => text.split(',')).filter(Boolean)
  return {
    q: (query.get('q') ?? '').trim().slice(0, 100),
    filters: { prefecture: list('prefecture'), category: list('category'), type: list('type'), grade: list('grade'), batch: list('batch') },
    status: list('status').join(',') || 'listed',
    sort: orders.find(order => order === query.get('sort')) ?? 'place',
    page: Math.max(1, Math.min(10_000, Math.floor(Number(query.get('page'))) || 1)),
    hidden: list('hide').filter(name => columns.some(([column]) => column === name)),
  }
}

/** The view as members of its address; what is usual is left out. */
export function townsParams(view: TownsView, change: Partial<TownsView> = {}): Params {
  const { q, filters, status, sort, page, hidden } = { ...view, ...change }
  return { q, ...filters, status: status === 'listed' ? null : status, sort: sort === 'place' ? null : sort, page: page === 1 ? null : page, hide: hidden }
}

/** The view as the list endpoint's input. */
export function townsInput(view: TownsView, size: number): { sort: Sort; page: number; size: number } & Record<string, unknown> {
  const given = Object.entries(view.filters).filter(([, values]) => values.length > 0)
  return {
    ...Object.fromEntries(given),
    ...(view.q ? { q: view.q } : {}),
    ...(view.status === 'all' ? {} : { status: view.status.split(',') }),
    sort: view.sort, page: view.page, size,
  }
}

/** Address of the same towns as a file. */
export function downloadAddress(format: string, view: TownsView, time: Time): string {
  const { sort, page: _page, size: _size, ...rest } = townsInput(view, 500)
  return withQuery(`/api/public/towns.${format}`, { ...(rest as Params), sort: sort === 'place' ? null : sort, valid: time.valid, known: time.known })
}

export function isFiltered(view: TownsView): boolean {
  return view.q !== '' || filterNames.some(name => view.filters[name].length > 0)
}
