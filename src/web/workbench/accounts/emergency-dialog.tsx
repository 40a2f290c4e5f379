// 提出应急处置: which role, to whom, for how long, and why.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client, queries } from '../session/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { accountsKey } from './state.tsx'

export function EmergencyDialog({ most, onClose }: { most: number; onClose: () => void }) {
  const [account, setAccount] = useState<string | null>(null)
  const [role, setRole] = useState<string | null>(null)
  const [division, setDivision] = useState('')
  const [hours, setHours] = useState(Math.min(4, most))
  const [reason, setReason] = useState('')
  const { data: list } = useQuery({ queryKey: accountsKey, queryFn: () => client.accountList({}) })
  const { data: table } = useQuery({ queryKey: ['roles'], queryFn: () => client.roleList({}), staleTime: Infinity })
  const task = useTask()
  const office = role === 'prefecture' || role === 'county'
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!await task.run(() => client.emergencyOpen({ account: account ?? '', role: role ?? '', hours, reason, ...(office && division.trim() ? { division: division.trim() } : {}) }))) return
    await queries.invalidateQueries({ queryKey: ['emergencies'] })
    onClose()
  }
  return (
    <Dialog title="提出应急处置" onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        <p className="quiet">由安全管理员或领导小组同意，您在一日内启用，对方重新登录后即有此角色。</p>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <label className="line" htmlFor="lent-to">借给谁</label>
        <Select id="lent-to" showSearch={{ optionFilterProp: 'label' }} value={account} onChange={setAccount} options={list?.accounts.filter(({ disabled }) => !disabled).map(({ id, name, username }) => ({ value: id, label: `${name}（${username}）` })) ?? []} />
        <label className="line" htmlFor="lent-role">什么角色</label>
        <Select id="lent-role" value={role} onChange={setRole} options={table?.roles.filter(({ kind }) => kind !== 'outside').map(({ id, label }) => ({ value: id, label })) ?? []} />
        {office ? <label className="line">行政区划代码 <small>6 位</small><Input value={division} maxLength={6} inputMode="numeric" onChange={event => setDivision(event.target.value)} /></label> : null}
        <label className="line">几小时 <small>最多 {most} 小时，自启用起算</small><InputNumber min={1} max={most} value={hours} onChange={value => setHours(value ?? 1)} /></label>
        <label className="line">事由 <small>必填，列入年度材料包</small><TextArea lines={2} value={reason} maxLength={400} onChange={setReason} /></label>
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!account || !role || !reason.trim()}>提出，待另一人同意</Button><Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}
