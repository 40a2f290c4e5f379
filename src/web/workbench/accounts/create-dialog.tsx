// 建立账户: without any right; what comes back is a link that is shown once.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { AccountView } from '#contract/accounts.ts'
import { useTask } from '../session/act.tsx'
import { client, queries } from '../session/client.ts'
import { OneTimeLink, type Invitation } from './one-time-link.tsx'
import { accountsKey } from './state.tsx'
import { Dialog } from '../ui/dialog.tsx'

export const organisationsQuery = { queryKey: ['organisations'], queryFn: () => client.organisationList({}) }

export function CreateDialog({ accounts, onClose }: { accounts: readonly AccountView[]; onClose: () => void }) {
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [organisation, setOrganisation] = useState<string | null>(null)
  const [sameAs, setSameAs] = useState<string | null>(null)
  const [made, setMade] = useState<Invitation | null>(null)
  const { data } = useQuery(organisationsQuery)
  const task = useTask()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const invitation = await task.run(() => client.accountCreate({ username, name, ...(organisation ? { organisation } : {}), ...(sameAs ? { sameAs } : {}) }))
    if (!invitation) return
    setMade(invitation)
    await queries.invalidateQueries({ queryKey: accountsKey })
  }
  return (
    <Dialog title="建立账户" width={520} onClose={onClose} firm={Boolean(made)}>
      {made ? <OneTimeLink invitation={made} name={name} onClose={onClose} /> : (
        <form className="stack" onSubmit={event => void submit(event)}>
          <p className="quiet">新账户没有任何权限；角色由安全管理员授予，另一人同意后生效。</p>
          {task.error ? <Alert type="error" title={task.error} /> : null}
          <label className="line">姓名<Input autoFocus value={name} onChange={event => setName(event.target.value)} maxLength={60} /></label>
          <label className="line">用户名 <small>小写字母、数字、点、横线，2 至 40 个</small><Input value={username} onChange={event => setUsername(event.target.value.toLowerCase())} maxLength={40} autoComplete="off" /></label>
          <label className="line" htmlFor="organisation">单位 <small>可以不填</small></label>
          <Select id="organisation" allowClear showSearch={{ optionFilterProp: 'label' }} value={organisation} onChange={value => setOrganisation(value ?? null)} options={data?.organisations.map(other => ({ value: other.id, label: other.name })) ?? []} />
          <label className="line" htmlFor="same">同一个人的另一个账户 <small>职责分离按人不按账户；没有就不填</small></label>
          <Select id="same" allowClear showSearch={{ optionFilterProp: 'label' }} value={sameAs} onChange={value => setSameAs(value ?? null)} options={accounts.map(other => ({ value: other.id, label: `${other.name}（${other.username}）` }))} />
          <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!name.trim() || username.length < 2}>建立账户</Button><Button onClick={onClose}>取消</Button></p>
        </form>
      )}
    </Dialog>
  )
}
