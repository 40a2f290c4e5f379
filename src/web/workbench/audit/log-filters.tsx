// What both logs can be narrowed by: kind, days, person; and how many lines are shown.
import { Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useAuditView } from './view.ts'

type Props = { kinds: readonly { id: string; label: string }[]; count: number; more: boolean; all: boolean; children?: ReactNode }

export function LogFilters({ kinds, count, more, all, children }: Props) {
  const [view, change] = useAuditView()
  return (
    <div className="filters" role="search" aria-label="筛选">
      <Select size="small" allowClear showSearch={{ optionFilterProp: 'label' }} aria-label="种类" placeholder="种类" value={view.kind ?? null} onChange={(kind: string | undefined) => change({ kind })} options={kinds.map(({ id, label }) => ({ value: id, label }))} popupMatchSelectWidth={false} />
      {children}
      {all ? <Input.Search key={view.person ?? ''} className="by-person" size="small" allowClear aria-label="人的编号" placeholder="人的编号，如 p-…" defaultValue={view.person ?? ''} onSearch={person => change({ person: person.trim() || undefined })} /> : null}
      <span className="by-day">
        <Input size="small" type="date" aria-label="自哪一天" value={view.from ?? ''} onChange={event => change({ from: event.target.value || undefined })} />
        <span>至</span>
        <Input size="small" type="date" aria-label="至哪一天" value={view.until ?? ''} onChange={event => change({ until: event.target.value || undefined })} />
      </span>
      <p className="counted" role="status">{count} 条{more ? '，还有更早的' : ''}{all ? '' : '，只有您自己的'}</p>
    </div>
  )
}
