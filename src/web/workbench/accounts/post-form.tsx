// 提出授予角色: which role, for which place, until when. Another person agrees to it.
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '../session/client.ts'
import { organisationsQuery } from './create-dialog.tsx'
import { accountsKey } from './state.tsx'

type Props = { account: AccountView; onClose: () => void; act: (work: () => Promise<unknown>) => Promise<boolean>; busy: boolean }

export function PostForm({ account, onClose, act, busy }: Props) {
  const [role, setRole] = useState<string | null>(null)
  const [organisation, setOrganisation] = useState<string | null>(account.organisation)
  const [division, setDivision] = useState('')
  const [towns, setTowns] = useState<string[]>([])
  const [departments, setDepartments] = useState<string[]>([])
  const [[from, to], setTerm] = useState(['', ''])
  const [delegator, setDelegator] = useState<string | null>(null)
  const { data: table } = useQuery({ queryKey: ['roles'], queryFn: () => client.roleList({}), staleTime: Infinity })
  const { data: accounts } = useQuery({ queryKey: accountsKey, queryFn: () => client.accountList({}) })
  const { data: offices } = useQuery(organisationsQuery)
  const { data: confirming } = useQuery({ queryKey: ['reporting', 'departments'], queryFn: () => client.reportingDepartments({}), enabled: role === 'department', staleTime: Infinity })
  const { data: listed } = useQuery({ queryKey: ['towns', 'all'], queryFn: () => client.townList({ size: 500, sort: 'name' }), staleTime: 300_000 })
  const [office, outside] = [role === 'prefecture' || role === 'county', table?.roles.find(({ id }) => id === role)?.kind === 'outside']
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const assigned = role === 'operator' ? { towns } : role === 'department' ? { assigned: departments } : outside ? { assigned: towns } : {}
    if (await act(() => client.postPropose({ id: account.id, role: role ?? '', ...(organisation ? { organisation } : {}), ...(division.trim() ? { division: division.trim() } : {}), ...assigned, ...(from ? { from } : {}), ...(to ? { to } : {}), ...(delegator ? { delegator } : {}) }))) onClose()
  }
  return (
    <form className="stack post-form" onSubmit={event => void submit(event)}>
      <label className="line" htmlFor="role">角色</label>
      <Select id="role" value={role} onChange={setRole} options={table?.roles.map(({ id, label }) => ({ value: id, label })) ?? []} />
      <label className="line" htmlFor="office">单位</label>
      <Select id="office" allowClear showSearch={{ optionFilterProp: 'label' }} value={organisation} onChange={value => setOrganisation(value ?? null)} options={offices?.organisations.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
      {office ? <label className="line">行政区划代码 <small>6 位；不填依单位</small><Input value={division} onChange={event => setDivision(event.target.value)} maxLength={6} inputMode="numeric" /></label> : null}
      {outside ? <><label className="line" htmlFor="post-towns">{role === 'operator' ? '是哪些小镇' : '指派给本人的小镇'}</label><Select id="post-towns" mode="multiple" showSearch={{ optionFilterProp: 'label' }} value={towns} onChange={setTowns} options={listed?.towns.map(({ id, name }) => ({ value: id, label: name })) ?? []} /></> : null}
      {role === 'department' ? <><label className="line" htmlFor="post-departments">在报表里代表哪个部门 <small>确认其指标；可以不选</small></label><Select id="post-departments" mode="multiple" value={departments} onChange={setDepartments} options={confirming?.departments.map(({ id, name }) => ({ value: id, label: name })) ?? []} /></> : null}
      <label className="line" htmlFor="delegator">代谁办理 <small>代办才选；须写明期限，不能一人办完两边</small></label>
      <Select id="delegator" allowClear showSearch={{ optionFilterProp: 'label' }} value={delegator} onChange={(value: string | undefined) => setDelegator(value ?? null)} options={accounts?.accounts.filter(({ person, disabled }) => person !== account.person && !disabled).map(({ person, name, username }) => ({ value: person, label: `${name}（${username}）` })) ?? []} />
      <div className="pair">
        <label className="line">自 <small>不填为今天</small><Input type="date" value={from} onChange={event => setTerm([event.target.value, to])} /></label>
        <label className="line">至 <small>{delegator ? '必填，这一天起无效' : '可以不填，这一天起无效'}</small><Input type="date" value={to} onChange={event => setTerm([from, event.target.value])} /></label>
      </div>
      <p className="buttons"><Button type="primary" size="small" htmlType="submit" loading={busy} disabled={!role || (delegator !== null && !to)}>提出，待另一人同意</Button><Button size="small" onClick={onClose}>取消</Button></p>
    </form>
  )
}
