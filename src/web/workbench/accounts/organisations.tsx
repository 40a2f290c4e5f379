// 单位: who people work for, as of a day; made, renamed and ended from a day on. Posts end with their office.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { type OrganisationKind, organisationKinds, territorial } from '#core/access/organisation.ts'
import { client, queries } from '../session/client.ts'
import { Failed, useSession, Waiting } from '../session/gate.tsx'
import { useTask } from '../session/act.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { dayWord, today } from '../ui/days.ts'

type Office = Awaited<ReturnType<typeof client.organisationList>>['organisations'][number]
const key = ['organisations'] as const

export function Organisations() {
  const [on, setOn] = useState('')
  const [shown, show] = useState<'new' | Office | null>(null)
  const { permissions } = useSession()
  const { data, error } = useQuery({ queryKey: [...key, on], queryFn: () => client.organisationList(on ? { on } : {}) })
  const may = permissions['organisation.write']
  return (
    <>
      <div className="filters" role="search" aria-label="筛选">
        <label className="as-of">截至 <Input size="small" type="date" value={on} onChange={event => setOn(event.target.value)} aria-label="截至哪一天" /></label>
        <Button size="small" disabled={!may?.allowed} title={may?.message ?? undefined} onClick={() => show('new')}>增加单位</Button>
        <p className="counted" role="status">{data ? `${data.organisations.length} 个${on ? `，截至 ${dayWord(on)}` : ''}` : ''}</p>
      </div>
      {error ? <Failed error={error} /> : null}
      {data ? data.organisations.length ? (
        <table className="data people" aria-label="单位">
          <thead><tr><th scope="col">名称</th><th scope="col">种类</th><th scope="col">区划</th><th scope="col">存续</th><th scope="col" className="n">任职</th></tr></thead>
          <tbody>{data.organisations.map(office => (
            <tr key={office.id} onClick={event => { if (!(event.target as Element).closest('button')) show(office) }}>
              <th scope="row"><button type="button" className="name" onClick={() => show(office)}>{office.name}</button></th>
              <td>{organisationKinds[office.kind]}</td><td>{office.division ?? '—'}</td><td>{dayWord(office.from)}起{office.to ? `，${dayWord(office.to)}撤销` : ''}</td><td className="n">{office.posts}</td>
            </tr>
          ))}</tbody>
        </table>
      ) : <p className="nothing">这一天还没有单位。增加单位之后，账户和任职可以挂在单位上；区划调整、单位更名、撤销都按日期生效。</p> : error ? null : <Waiting />}
      {shown === 'new' ? <NewOffice onClose={() => show(null)} /> : shown ? <OfficeDialog office={shown} onClose={() => show(null)} /> : null}
    </>
  )
}

function NewOffice({ onClose }: { onClose: () => void }) {
  const [{ name, kind, division, from }, set] = useState<{ name: string; kind: OrganisationKind; division: string; from: string }>(() => ({ name: '', kind: 'county', division: '', from: today() }))
  const task = useTask()
  const places = territorial.includes(kind)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!await task.run(() => client.organisationCreate({ name, kind, from, ...(places ? { division: division.trim() } : {}) }))) return
    await queries.invalidateQueries({ queryKey: key })
    onClose()
  }
  return (
    <Dialog title="增加单位" onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <label className="line">名称<Input autoFocus value={name} maxLength={100} onChange={event => set({ name: event.target.value, kind, division, from })} /></label>
        <label className="line" htmlFor="office-kind">种类</label>
        <Select id="office-kind" value={kind} onChange={value => set({ name, kind: value, division, from })} options={Object.entries(organisationKinds).map(([value, label]) => ({ value: value as OrganisationKind, label }))} />
        {places ? <label className="line">所辖行政区划代码 <small>6 位，如 220281；区划调整后自动随之改变</small><Input value={division} maxLength={6} inputMode="numeric" onChange={event => set({ name, kind, division: event.target.value, from })} /></label> : null}
        <label className="line">自 <small>设立之日</small><Input type="date" value={from} onChange={event => set({ name, kind, division, from: event.target.value })} /></label>
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!name.trim() || !from}>增加单位</Button><Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}

function OfficeDialog({ office, onClose }: { office: Office; onClose: () => void }) {
  const { permissions } = useSession()
  const may = permissions['organisation.write']
  const [[name, from], rename] = useState(() => [office.name, today()] as [string, string])
  const [end, setEnd] = useState(() => office.to ?? today())
  const task = useTask()
  const change = async (changes: Omit<Parameters<typeof client.organisationChange>[0], 'id'>): Promise<void> => {
    if (!await task.run(() => client.organisationChange({ id: office.id, ...changes }))) return
    await Promise.all([queries.invalidateQueries({ queryKey: key }), queries.invalidateQueries({ queryKey: ['accounts'] })])
    onClose()
  }
  return (
    <Dialog title={office.name} onClose={onClose}>
      <div className="stack">
        <p className="chip"><span>{organisationKinds[office.kind]}</span>{office.division ? <span>区划 <b>{office.division}</b></span> : null}<span>{dayWord(office.from)}起{office.to ? `，${dayWord(office.to)}撤销` : ''}</span><span>在任 {office.posts} 人次</span></p>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        {office.names.length > 1 ? <ul className="rows">{office.names.map(one => <li key={one.from}><b>{one.name}</b><small>{dayWord(one.from)}起</small></li>)}</ul> : null}
        <form className="stack" onSubmit={event => { event.preventDefault(); void change({ rename: { name, from } }) }}>
          <div className="pair"><label className="line">更名为<Input value={name} maxLength={100} onChange={event => rename([event.target.value, from])} /></label><label className="line">自<Input type="date" value={from} onChange={event => rename([name, event.target.value])} /></label></div>
          <p className="buttons"><Button size="small" htmlType="submit" loading={task.busy} disabled={!may?.allowed || !name.trim() || name === office.name || !from} title={may?.message ?? undefined}>更名</Button></p>
        </form>
        <form className="stack" onSubmit={event => { event.preventDefault(); void change({ to: end }) }}>
          <label className="line">撤销 <small>自这一天起不再存在，其 {office.posts} 项任职随之无效；办过的事都保留</small><Input type="date" value={end} onChange={event => setEnd(event.target.value)} /></label>
          <p className="buttons"><Button size="small" danger htmlType="submit" loading={task.busy} disabled={!may?.allowed || !end || end === office.to} title={may?.message ?? undefined}>撤销单位</Button>{office.to ? <Button size="small" disabled={!may?.allowed} onClick={() => void change({ to: null })}>取消撤销</Button> : null}</p>
        </form>
      </div>
    </Dialog>
  )
}
