// A table for a desk: sticky head and first column, sort by head, arrow keys from cell to cell, all rows up to 200, beyond
// that only those in sight.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'

export type Column = {
  key: string
  title: string
  /** what the figure is, for who points at the head */
  hint?: string
  width: number
  numeric?: boolean
  /** shown on a phone's card */
  card?: boolean
  /** what the head shows below its title: an axis */
  head?: ReactNode
  cell: (row: number) => ReactNode
}

type Props = {
  label: string
  columns: readonly Column[]
  /** numbers of the rows, in order */
  rows: readonly number[]
  sort: string
  onSort: (key: string) => void
  /** `column`: key of the cell that was clicked, or Enter was pressed in */
  onOpen?: (row: number, column?: string) => void
  open?: number | null
  /** what scrolls */
  scroller: RefObject<HTMLElement | null>
}

/** Up to so many rows all stand in the page. */
export const allUpTo = 200

export function DataTable({ label, columns, rows, sort, onSort, onOpen, open, scroller }: Props) {
  const table = useRef<HTMLTableElement>(null)
  const [margin, setMargin] = useState(0)
  const virtual = rows.length > allUpTo
  const height = matchMedia('(max-width: 720px)').matches ? 72 : 34
  const virtualizer = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => height, overscan: 12, scrollMargin: margin, enabled: virtual })
  // What scrolls is about the table, and is there only once the table is: after the first drawing.
  useEffect(() => {
    if (!virtual || !table.current || !scroller.current) return
    const head = table.current.tHead?.offsetHeight ?? 0
    setMargin(table.current.getBoundingClientRect().top - scroller.current.getBoundingClientRect().top + scroller.current.scrollTop + head)
  }, [virtual, rows.length, scroller])
  const items = virtual ? virtualizer.getVirtualItems() : []
  const [first, last] = virtual ? [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1] : [0, rows.length]
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  return (
    <table ref={table} className="data" aria-label={label} aria-rowcount={rows.length + 1} style={{ minWidth: width }} onKeyDown={event => moveByKey(event, columns, onOpen)}>
      <colgroup>{columns.map(({ key, width: own }) => <col key={key} style={{ width: own }} />)}</colgroup>
      <thead>
        <tr>
          {columns.map(column => <Head key={column.key} column={column} sort={sort} onSort={onSort} />)}
        </tr>
      </thead>
      <tbody>
        {first > 0 ? <tr className="space" aria-hidden="true" style={{ height: first * height }}><td colSpan={columns.length} /></tr> : null}
        {rows.slice(first, last).map((row, place) => (
          <tr key={row} data-row={row} aria-rowindex={first + place + 2} className={row === open ? 'open' : undefined} onClick={onOpen && (event => { if (!(event.target as Element).closest('button, input') && !getSelection()?.toString()) onOpen(row, columnOf(event.target as Element, columns)) })}>
            {columns.map(({ key, numeric, card, cell, title }) => {
              const classes = `c-${key.replaceAll(/[^a-z]/g, '')}${numeric ? ' n' : ''}${card ? '' : ' desk'}`
              return key === 'name' ? <th key={key} scope="row" className={classes}>{cell(row)}</th> : <td key={key} className={classes} data-title={title}>{cell(row)}</td>
            })}
          </tr>
        ))}
        {last < rows.length ? <tr className="space" aria-hidden="true" style={{ height: (rows.length - last) * height }}><td colSpan={columns.length} /></tr> : null}
      </tbody>
    </table>
  )
}

function Head({ column: { key, title, hint, numeric, head }, sort, onSort }: { column: Column; sort: string; onSort: (key: string) => void }) {
  const direction = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined
  return (
    <th scope="col" className={`c-${key.replaceAll(/[^a-z]/g, '')}${numeric ? ' n' : ''}`} aria-sort={direction} title={hint}>
      <button type="button" onClick={() => onSort(nextSort(key, sort, numeric ?? false))}>{title}<i aria-hidden="true" /></button>
      {head}
    </th>
  )
}

/** Figures fall first, words and ranks rise first; the third time the order is as it was. */
function nextSort(key: string, sort: string, numeric: boolean): string {
  const [one, two] = numeric && key !== 'rank' ? [`-${key}`, key] : [key, `-${key}`]
  return sort === one ? two : sort === two ? '' : one
}

function columnOf(target: Element, columns: readonly Column[]): string | undefined {
  const cell = target.closest('td')
  return cell ? columns[cell.cellIndex]?.key : undefined
}

/** Arrows go from row to row and from cell to cell, Enter opens the cell's explanation. */
function moveByKey(event: KeyboardEvent<HTMLTableElement>, columns: readonly Column[], onOpen: Props['onOpen']): void {
  const cell = (event.target as Element).closest<HTMLTableCellElement>('tbody :is(th, td)')
  const row = cell?.closest('tr')
  // What is typed or chosen within a cell is its own.
  if (!cell || !row || (event.target as Element).closest('input, select, textarea')) return
  const column = columnOf(event.target as Element, columns)
  if (event.key === 'Enter' && event.target === cell && column !== undefined) {
    event.preventDefault()
    return onOpen?.(Number(row.dataset['row']), column)
  }
  const next = event.key === 'ArrowDown' ? row.nextElementSibling?.children[cell.cellIndex] : event.key === 'ArrowUp' ? row.previousElementSibling?.children[cell.cellIndex]
    : event.key === 'ArrowRight' ? cell.nextElementSibling : event.key === 'ArrowLeft' ? cell.previousElementSibling : null
  const target = next?.querySelector<HTMLElement>('button, input') ?? next as HTMLElement | null | undefined
  if (!target) return
  event.preventDefault()
  // A cell can be reached only once it is gone to: thousands of them all at once would burden whoever reads the page aloud.
  if (target === next) target.tabIndex = -1
  target.focus()
}

/** Rows in the order of a key like `rank` or `-score`; what has no value comes last either way. */
export function sorted(rows: readonly number[], sort: string, valueOf: (key: string, row: number) => number | string | null): number[] {
  const falling = sort.startsWith('-')
  const key = falling ? sort.slice(1) : sort
  const values = rows.map(row => valueOf(key, row))
  const [full, empty]: [number[], number[]] = [[], []]
  for (const [place, value] of values.entries()) (value === null || value === '' || Number.isNaN(value) ? empty : full).push(place)
  const sign = falling ? -1 : 1
  full.sort((a, b) => {
    const [x, y] = [values[a] as number, values[b] as number]
    return x < y ? -sign : x > y ? sign : a - b
  })
  return [...full, ...empty].map(place => rows[place] as number)
}
