// What is doubtful about the table, with sheet and cell.
import { type RefObject } from 'react'
import { Mark } from '../../site/ui/marks.tsx'
import { type Column, DataTable, sorted } from '../ui/data-table.tsx'
import { count } from '../ui/formats.ts'
import { severityWords } from '../words.ts'
import type { Trial } from './use-trial.ts'
import { useView } from './view.ts'

const order = { error: 0, warning: 1, note: 2 } as const

export function Issues({ trial, scroller }: { trial: Trial; scroller: RefObject<HTMLElement | null> }) {
  const [{ sort = '' }, change] = useView()
  const { issues, notes, weighting } = trial.opened as NonNullable<Trial['opened']>
  const of = (i: number): (typeof issues)[number] => issues[i] as (typeof issues)[number]
  const columns: Column[] = [
    { key: 'severity', title: '程度', width: 72, card: true, cell: i => <span className="marked"><Mark code={of(i).severity} />{severityWords[of(i).severity]}</span> },
    { key: 'cell', title: '位置', width: 150, card: true, cell: i => <code>{of(i).sheet}{of(i).cell ? `!${of(i).cell}` : ''}</code> },
    { key: 'message', title: '问题', width: 620, card: true, cell: i => of(i).message },
  ]
  const valueOf = (key: string, i: number): number | string => (key === 'severity' ? order[of(i).severity] : key === 'cell' ? `${of(i).sheet}!${of(i).cell.replace(/\d+/, digits => digits.padStart(6, '0'))}` : of(i).message)
  const errors = issues.filter(({ severity }) => severity === 'error').length
  return (
    <>
      {notes.length || weighting?.consistency.length ? <ul className="says">{[...notes, ...(weighting?.consistency.map(({ of: matrix, cr }) => `${matrix}的判断矩阵：一致性比率 ${cr.toFixed(3)}`) ?? [])].map(note => <li key={note}>{note}</li>)}</ul> : null}
      {issues.length ? (
        <>
          <p className="lead">{count(issues.length)} 处，其中错误 {count(errors)} 处。有错误的格子没有采用，其余照常计算。</p>
          <DataTable label="数据问题" columns={columns} rows={sorted(issues.map((_, i) => i), sort || 'severity', valueOf)} sort={sort} onSort={key => change({ sort: key || undefined })} scroller={scroller} />
        </>
      ) : <p className="nothing">这张表没有发现问题。空着的格子按指标体系的规定处理，见每个小镇的依据。</p>}
    </>
  )
}
