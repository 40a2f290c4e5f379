// The columns of each list, what they sort by, and what a search looks through.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { dayWord } from '../ui/days.ts'
import type { Column } from '../ui/data-table.tsx'
import type { Rows } from './data.ts'
import { caseAt, type PlaceId } from './places.ts'

type Field<Row> = { key: string; title: string; width: number; numeric?: boolean; card?: boolean; /** sorts and is searched */ value: (row: Row) => string | number | null; cell?: (row: Row) => ReactNode }

const day = (value: string | null): ReactNode => (value ? dayWord(value) : '—')
const state = <Row extends { stageLabel: string }>(): Field<Row> => ({ key: 'stage', title: '办到', width: 150, card: true, value: row => row.stageLabel, cell: row => <b>{row.stageLabel}</b> })
const due = <Row extends { due: string | null; overdue: boolean }>(): Field<Row> => ({ key: 'due', title: '期限', width: 190, card: true, value: row => row.due, cell: row => <>{row.due ? <span className="until">{dayWord(row.due)}</span> : '—'}{row.overdue ? <em className="late">已逾期</em> : null}</> })
const opened = <Row extends { opened: string }>(title: string): Field<Row> => ({ key: 'opened', title, width: 130, value: row => row.opened, cell: row => day(row.opened) })

const fields: { [P in PlaceId]: readonly Field<Rows[P]>[] } = {
  rounds: [
    { key: 'name', title: '检查', width: 300, value: row => row.title },
    { key: 'until', title: '时间', width: 330, value: row => row.until, cell: row => <>{dayWord(row.from)}至{dayWord(row.until)}{row.overdue ? <em className="late">已逾期</em> : null}</> },
    { key: 'checked', title: '看过', width: 110, numeric: true, card: true, value: row => row.checked, cell: row => `${row.checked} / ${row.towns.length} 个` },
    { key: 'findings', title: '发现', width: 80, numeric: true, card: true, value: row => row.findings, cell: row => `${row.findings} 处` },
    state(),
  ],
  rectifications: [
    { key: 'name', title: '小镇', width: 240, value: row => row.name },
    { key: 'cause', title: '事由', width: 330, value: row => `${causeWord(row.cause)} ${row.text}`, cell: row => <><b className="cause">{causeWord(row.cause)}</b> {row.text}</> },
    { key: 'rung', title: '措施', width: 110, card: true, value: row => row.rungLabel, cell: row => row.rungLabel ?? '还没有' },
    due(), state(), opened('立案'),
  ],
  misuses: [
    { key: 'name', title: '使用的名称', width: 220, value: row => row.name },
    { key: 'place', title: '所在地', width: 150, card: true, value: row => row.divisionName },
    { key: 'kind', title: '情形', width: 220, value: row => row.kindLabel },
    { key: 'source', title: '来源', width: 90, value: row => sourceWords[row.source] },
    due(), state(), opened('立案'),
  ],
  reports: [
    { key: 'name', title: '举报', width: 240, value: row => row.opened, cell: row => `${dayWord(row.opened)}收到` },
    state(),
  ],
  appeals: [
    { key: 'name', title: '小镇', width: 260, value: row => row.name },
    { key: 'season', title: '年度', width: 100, card: true, value: row => row.season.split('/').at(-1) ?? '', cell: row => `${row.season.split('/').at(-1)}年度` },
    { key: 'label', title: '原决定', width: 120, card: true, value: row => row.label },
    opened('提出'), state(),
  ],
  supports: [
    { key: 'name', title: '小镇', width: 240, value: row => row.name },
    { key: 'project', title: '项目', width: 240, card: true, value: row => row.project },
    { key: 'use', title: '用途', width: 160, value: row => row.useLabel },
    { key: 'amount', title: '申请（万元）', width: 120, numeric: true, value: row => Number(row.amount), cell: row => row.amount },
    { key: 'granted', title: '批准（万元）', width: 120, numeric: true, value: row => (row.granted === null ? null : Number(row.granted)), cell: row => row.granted ?? '—' },
    state(),
  ],
}

export const sourceWords = { report: '举报', found: '发现' } as const

export function causeWord(cause: Rows['rectifications']['cause']): string {
  return cause.kind === 'warning' ? `${cause.year}年度警告` : cause.kind === 'finding' ? '检查发现' : '冠名问题'
}

export function lateOf(row: Rows[PlaceId]): boolean {
  return 'overdue' in row && row.overdue
}

export function columnsOf<P extends PlaceId>(place: P, rows: readonly Rows[P][]): Column[] {
  return (fields[place] as readonly Field<Rows[P]>[]).map(({ key, title, width, numeric = false, card = false, value, cell }) => ({
    key, title, width, numeric, card: card || key === 'name',
    cell: at => {
      const row = rows[at] as Rows[P]
      const shown = cell ? cell(row) : value(row)
      return key === 'name' ? <Link className="name" {...caseAt(place, row.id)}>{shown}</Link> : shown
    },
  }))
}

export function valueOf<P extends PlaceId>(place: P, key: string, row: Rows[P]): string | number | null {
  return (fields[place] as readonly Field<Rows[P]>[]).find(field => field.key === key)?.value(row) ?? null
}

/** Everything of a row that is words. */
export function wordsOf<P extends PlaceId>(place: P, row: Rows[P]): string {
  return (fields[place] as readonly Field<Rows[P]>[]).map(field => field.value(row)).filter(value => typeof value === 'string').join(' ')
}
