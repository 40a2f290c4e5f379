// 账户: who has one, which posts they hold; made by one administrator, given rights by another, agreed to by a third.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '../session/client.ts'
import { Failed, useMay, useSession, Waiting } from '../session/gate.tsx'
import { MailState } from '../messages/mail-state.tsx'
import { momentWord } from '../ui/days.ts'
import { AccountDrawer } from './account-drawer.tsx'
import { CreateDialog } from './create-dialog.tsx'
import { accountsKey, StateMark, stateOf, states } from './state.tsx'
import { Emergencies } from './emergencies.tsx'
import { Organisations } from './organisations.tsx'
import { type AccountsView, type AccountTab, readAccountsView } from './view.ts'
import { useTitle } from '../ui/use-title.ts'

/** The place: its tabs are those that one may look at. */
export function AccountsPage() {
  const view = useSearch({ from: '/signed/accounts' })
  const [organisations, emergencies] = [useMay('organisation.read'), useMay('emergency.read')]
  const { demo } = useSession()
  const shown: { key: AccountTab; label: string }[] = [{ key: 'accounts', label: '账户' }, ...(organisations ? [{ key: 'organisations' as const, label: '单位' }] : []), ...(emergencies ? [{ key: 'emergencies' as const, label: '应急处置' }] : [])]
  const tab = shown.find(({ key }) => key === view.tab)?.key ?? 'accounts'
  const label = shown.find(({ key }) => key === tab)?.label ?? ''
  useTitle(label)
  return (
    <div className="page accounts">
      <header className="page-title">
        <h1>{label}</h1>
        <p className="chip"><span>{notes[tab]}</span>{demo ? <span className="demo">演示数据</span> : null}</p>
      </header>
      {shown.length > 1 ? <nav className="tabs" aria-label="账户与单位">{shown.map(({ key, label: word }) => <Link key={key} to="/accounts" search={readAccountsView({ tab: key })} replace aria-current={key === tab ? 'page' : undefined}>{word}</Link>)}</nav> : null}
      {tab === 'accounts' ? <Accounts /> : tab === 'organisations' ? <Organisations /> : <Emergencies />}
    </div>
  )
}

const notes: Readonly<Record<AccountTab, string>> = {
  accounts: '系统管理员建账户，安全管理员授予角色，另一人同意后生效', organisations: '按日期设立、更名、撤销；任职随单位而止', emergencies: '两人同意，借用角色几小时，全程留痕',
}

function Accounts() {
  const { data, error } = useQuery({ queryKey: accountsKey, queryFn: () => client.accountList({}) })
  const { permissions } = useSession()
  const view = useSearch({ from: '/signed/accounts' })
  const navigate = useNavigate({ from: '/accounts' })
  const [creating, create] = useState(false)
  const may = useMay('account.create')
  const mails = useMay('mail.manage')
  const change = (part: { [Key in keyof AccountsView]?: AccountsView[Key] | undefined }): void => void navigate({ search: before => readAccountsView({ ...before, ...part }), replace: true, resetScroll: false })
  const accounts = data?.accounts ?? []
  const shown = accounts.filter(account => fits(account, view))
  const open = accounts.find(({ id }) => id === view.account)
  const roles = new Map(accounts.flatMap(({ posts }) => posts.map(({ role, label }) => [role, label])))
  return (
    <>
      <div className="filters" role="search" aria-label="筛选">
        <Button size="small" type="primary" className="save" disabled={!may} title={permissions['account.create']?.message ?? undefined} onClick={() => create(true)}>建立账户</Button>
        <Input.Search allowClear size="small" aria-label="按姓名、用户名筛选" placeholder="姓名、用户名" defaultValue={view.q ?? ''} onChange={event => change({ q: event.target.value || undefined })} />
        <Select size="small" allowClear aria-label="角色" placeholder="角色" value={view.role ?? null} onChange={(role: string | null) => change({ role: role ?? undefined })} options={[...roles].map(([value, label]) => ({ value, label }))} popupMatchSelectWidth={false} />
        <Select size="small" allowClear aria-label="状态" placeholder="状态" value={view.state ?? null} onChange={(state: string | null) => change({ state: state ?? undefined })} options={Object.entries(states).map(([value, label]) => ({ value, label }))} popupMatchSelectWidth={false} />
        <p className="counted" role="status">{shown.length === accounts.length ? `${accounts.length} 个` : `${shown.length} / ${accounts.length} 个`}</p>
      </div>
      {error ? <Failed error={error} /> : null}
      {data ? shown.length ? <List accounts={shown} open={view.account ?? null} onOpen={account => change({ account })} /> : <p className="nothing">没有符合筛选的账户。</p> : error ? null : <Waiting />}
      {mails ? <MailState /> : null}
      {open ? <AccountDrawer account={open} onClose={() => change({ account: undefined })} /> : null}
      {creating ? <CreateDialog accounts={accounts} onClose={() => create(false)} /> : null}
    </>
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
