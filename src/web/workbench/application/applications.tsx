// The applications of a call that I may see, and the door to a new one.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, Select } from 'antd'
import { type FormEvent, useRef, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, useMay, useSession, Waiting } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { type Column, DataTable, sorted } from '../ui/data-table.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Change } from './call.tsx'
import { applicationAt, type CallView, changed, type Row, rowsQuery } from './data.ts'
import type { CallSearch } from './view.ts'

type Props = { call: CallView; search: CallSearch; onChange: Change }

export function Applications({ call, search, onChange }: Props) {
  const { data, error } = useQuery(rowsQuery(call.id))
  const scroller = useRef<HTMLDivElement>(null)
  const writes = useMay('application.write')
  const { posts } = useSession()
  const own = posts.flatMap(({ role, division, divisionName }) => (role === 'county' && division ? [{ division, name: divisionName ?? division }] : []))
  const [starting, start] = useState(false)
  const navigate = useNavigate()
  if (!data) return error ? <Failed error={error} /> : <Waiting />
  const rows = data.applications
  const states = [...new Map(rows.map(row => [row.stage, row.stageLabel]))]
  const fits = (row: Row): boolean => (!search.stage || row.stage === search.stage) && (!search.q || `${row.name}${row.division}${row.prefecture ?? ''}`.includes(search.q))
  const order = sorted(rows.flatMap((row, i) => (fits(row) ? [i] : [])), search.sort ?? '', (key, row) => { const one = rows[row] as Row; return key === 'name' ? one.name : key === 'place' ? `${one.prefecture}${one.division}` : key === 'until' ? one.until : one.stageLabel })
  const open = (row: number): void => void navigate(applicationAt((rows[row] as Row).id))
  const columns: Column[] = [
    { key: 'name', title: '小镇', width: 260, card: true, cell: row => <Link className="name" {...applicationAt((rows[row] as Row).id)}>{rows[row]?.name}</Link> },
    { key: 'place', title: '所在地', width: 180, card: true, cell: row => [rows[row]?.prefecture, rows[row]?.division].filter(Boolean).join(' ') },
    { key: 'stage', title: '办理环节', width: 150, card: true, cell: row => <><b>{rows[row]?.stageLabel}</b>{rows[row]?.openRemarks ? <small> {rows[row]?.openRemarks} 条批注</small> : null}</> },
    { key: 'desk', title: '办理层级', width: 110, cell: row => rows[row]?.desk ?? '—' },
    { key: 'until', title: '截止', width: 150, cell: row => { const until = rows[row]?.until; return until ? <>{dayWord(until)}{call.today > until ? <em className="late">已过</em> : null}</> : '—' } },
  ]
  return (
    <div ref={scroller}>
      <div className="filters" role="search" aria-label="筛选">
        <Input.Search allowClear size="small" aria-label="按名称、所在地筛选" placeholder="名称、所在地" defaultValue={search.q ?? ''} onChange={event => onChange({ q: event.target.value || undefined })} />
        <Select size="small" allowClear aria-label="办理环节" placeholder="办理环节" value={search.stage ?? null} onChange={(stage: string | null) => onChange({ stage: stage ?? undefined })} options={states.map(([value, label]) => ({ value, label }))} popupMatchSelectWidth={false} />
        <p className="counted" role="status">{order.length === rows.length ? `${rows.length} 份` : `${order.length} / ${rows.length} 份`}</p>
        {writes && own.length && call.stage === 'open' ? <Button size="small" type="primary" onClick={() => start(true)}>开始申报</Button> : null}
      </div>
      {order.length ? <DataTable label="申报" columns={columns} rows={order} sort={search.sort ?? ''} onSort={sort => onChange({ sort: sort || undefined })} onOpen={open} scroller={scroller} /> : <p className="nothing">{rows.length ? '没有符合筛选的申报。' : writes ? '还没有申报。点“开始申报”，随填随存，填齐再报。' : '您能看到的申报还没有。县里报送之后在这里。'}</p>}
      {starting ? <Start call={call} places={own} onClose={() => start(false)} /> : null}
    </div>
  )
}

function Start({ call, places, onClose }: { call: CallView; places: readonly { division: string; name: string }[]; onClose: () => void }) {
  const [division, setDivision] = useState(places[0]?.division ?? '')
  const [name, setName] = useState('')
  const task = useTask()
  const navigate = useNavigate()
  const begin = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const made = await task.run(() => client.applicationStart({ call: call.id, division, name }))
    if (!made) return
    await changed()
    void navigate(applicationAt(made.id))
  }
  return (
    <Dialog title="开始申报" onClose={onClose}>
      <form className="stack" onSubmit={event => void begin(event)}>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        {places.length > 1 ? <><label className="line" htmlFor="start-place">所在县（市、区）</label><Select id="start-place" value={division} onChange={setDivision} options={places.map(place => ({ value: place.division, label: place.name }))} /></> : <p>所在地 <b>{places[0]?.name}</b></p>}
        <label className="line">小镇名称 <small>之后还可以改</small><Input autoFocus value={name} maxLength={60} placeholder={`以所在地开头，如 ${places[0]?.name ?? ''}××小镇`} onChange={event => setName(event.target.value)} /></label>
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!name.trim() || !division}>开始</Button><Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}
