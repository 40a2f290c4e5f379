// 账户: who has one, which posts they hold; made by one administrator, given rights by another, agreed to by a third.
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '../session/client.ts'
import { Failed, useMay, useSession, Waiting } from '../session/gate.tsx'
import { momentWord } from '../ui/days.ts'
import { AccountDrawer } from './account-drawer.tsx'
import { CreateDialog } from './create-dialog.tsx'
import { accountsKey, StateMark, stateOf, states } from './state.tsx'
import { type AccountsView, readAccountsView } from './view.ts'
import { useTitle } from '../ui/use-title.ts'

export function AccountsPage() {
  useTitle('账户')
  const { data, error } = useQuery({ queryKey: accountsKey, queryFn: () => client.accountList({}) })
  const { permissions, demo } = useSession()
  const view = useSearch({ from: '/signed/accounts' })
  const navigate = useNavigate({ from: '/accounts' })
  const [creating, create] = useState(false)
  const may = useMay('account.create')
  const change = (part: { [Key in keyof AccountsView]?: AccountsView[Key] | undefined }): void => void navigate({ search: before => readAccountsView({ ...before, ...part }), replace: true, resetScroll: false })
  const accounts = data?.accounts ?? []
  const shown = accounts.filter(account => fits(account, view))
  const open = accounts.find(({ id }) => id === view.account)
  const roles = new Map(accounts.flatMap(({ posts }) => posts.map(({ role, label }) => [role, label])))
  return (
    <div className="page">
      <header className="page-title">
        <h1>账户</h1>
        <p className="chip"><span>系统管理员建账户，安全管理员授予角色，另一人同意后生效</span>{demo ? <span className="demo">演示数据</span> : null}</p>
        <Button className="save" type="primary" disabled={!may} title={permissions['account.create']?.message ?? undefined} onClick={() => create(true)}>建立账户</Button>
      </header>
      <div className="filters" role="search">
        <Input.Search allowClear size="small" aria-label="按姓名、用户名筛选" placeholder="姓名、用户名" defaultValue={view.q ?? ''} onChange={event => change({ q: event.target.value || undefined })} />
        <Select size="small" allowClear aria-label="角色" placeholder="角色" value={view.role ?? null} onChange={(role: string | null) => change({ role: role ?? undefined })} options={[...roles].map(([value, label]) => ({ value, label }))} popupMatchSelectWidth={false} />
        <Select size="small" allowClear aria-label="状态" placeholder="状态" value={view.state ?? null} onChange={(state: string | null) => change({ state: state ?? undefined })} options={Object.entries(states).map(([value, label]) => ({ value, label }))} popupMatchSelectWidth={false} />
        <p className="counted" role="status">{shown.length === accounts.length ? `${accounts.length} 个` : `${shown.length} / ${accounts.length} 个`}</p>
      </div>
      {error ? <Failed error={error} /> : null}
      {data ? shown.length ? <List accounts={shown} open={view.account ?? null} onOpen={account => change({ account })} /> : <p className="nothing">没有符合筛选的账户。</p> : error ? null : <Waiting />}
      {open ? <AccountDrawer account={open} onClose={() => change({ account: undefined })} /> : null}
      {creating ? <CreateDialog accounts={accounts} onClose={() => create(false)} /> : null}
    </div>
  )
}

function fits(account: AccountView, { q, role, state }: AccountsView): boolean {
  return (!q || account.name.includes(q) || account.username.includes(q.toLowerCase())) && (!role || account.posts.some(post => post.role === role)) && (!state || stateOf(account) === state)
}

function List({ accounts, open, onOpen }: { accounts: readonly AccountView[]; open: string | null; onOpen: (id: string) => void }) {
  return (
    <table className="data people" aria-label="账户">
      <thead><tr><th scope="col">姓名</th><th scope="col">用户名</th><th scope="col">角色</th><th scope="col">单位</th><th scope="col">状态</th><th scope="col">第二因素</th><th scope="col">最近使用</th></tr></thead>
      <tbody>
        {accounts.map(account => (
          <tr key={account.id} className={account.id === open ? 'open' : undefined} onClick={event => { if (!(event.target as Element).closest('button')) onOpen(account.id) }}>
            <th scope="row"><button type="button" className="name" onClick={() => onOpen(account.id)}>{account.name}</button></th>
            <td><code>{account.username}</code></td>
            <td>{account.posts.filter(({ state }) => state === 'granted').map(({ label }) => label).join('、') || '—'}</td>
            <td>{account.organisationName ?? '—'}</td><td><StateMark account={account} /></td><td>{account.secondFactor ? '有' : <span className="quiet">没有</span>}</td><td>{account.lastSeen ? momentWord(account.lastSeen) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
