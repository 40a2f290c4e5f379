// One account: its posts with what may be done about each; a new link; its end.
import { Alert, Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import type { AccountView } from '#contract/accounts.ts'
import type { Permission } from '#core/access/permission.ts'
import { useTask } from '../session/act.tsx'
import { client, queries } from '../session/client.ts'
import { useSession } from '../session/gate.tsx'
import { dayWord, momentWord } from '../ui/days.ts'
import { useReturnFocus } from '../ui/use-return-focus.ts'
import { OneTimeLink, type Invitation } from './one-time-link.tsx'
import { accountsKey, StateMark } from './state.tsx'
import { PostForm } from './post-form.tsx'

const postStates = { proposed: '待同意', granted: '', declined: '没有同意' } as const

/** Today, or a day to come when the person moves on. */
function EndPost({ id, may, act }: { id: string; may: { disabled: boolean; title?: string }; act: (work: () => Promise<unknown>) => Promise<boolean> }) {
  const [on, setOn] = useState('')
  return <><Button size="small" {...may} onClick={() => void act(() => client.postEnd({ id, ...(on ? { on } : {}) }))}>{on ? `自 ${dayWord(on)}收回` : '即日收回'}</Button><Input className="end-day" size="small" type="date" aria-label="自哪一天收回，不填为今天" value={on} disabled={may.disabled} onChange={event => setOn(event.target.value)} /></>
}

export function AccountDrawer({ account, onClose }: { account: AccountView; onClose: () => void }) {
  useReturnFocus()
  const { permissions } = useSession()
  const [link, setLink] = useState<Invitation | null>(null)
  const [proposing, propose] = useState(false)
  const [ending, setEnding] = useState<string | null>(null)
  const task = useTask()
  const may = (permission: Permission): { disabled: boolean; title?: string } => {
    const answer = permissions[permission]
    return answer?.allowed ? { disabled: false } : { disabled: true, ...(answer?.message ? { title: answer.message } : {}) }
  }
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    const done = await task.run(work) !== undefined
    await queries.invalidateQueries({ queryKey: accountsKey })
    return done
  }
  const invite = async (): Promise<void> => setLink(await task.run(() => client.accountInvite({ id: account.id })) ?? null)
  const settle = async (reason: string): Promise<void> => {
    const done = await act(() => (account.disabled ? client.accountEnable({ id: account.id, reason }) : client.accountDisable({ id: account.id, reason })))
    if (done) setEnding(null)
  }
  return (
    <Drawer open size={560} onClose={onClose} mask={false} title={account.name} rootClassName="account-drawer">
      <div className="stack">
        <p className="chip"><span>用户名 <b>{account.username}</b></span>{account.organisationName ? <span>{account.organisationName}</span> : null}<span><StateMark account={account} /></span><span>{momentWord(account.created)}建立</span></p>
        {task.error ? <Alert type="error" title={task.error} closable={{ onClose: task.clear }} /> : null}
        <section className="part-of" aria-label="任职">
          <h2>任职</h2>
          {account.posts.length ? (
            <ul className="rows">
              {account.posts.map(post => (
                <li key={post.id} className={post.state}>
                  <p><b>{post.label}</b> {[post.organisationName, post.divisionName, post.towns.length ? `${post.towns.length} 个小镇` : null].filter(Boolean).join(' · ')} {postStates[post.state] ? <span className="tag">{postStates[post.state]}</span> : null}</p>
                  <small>{dayWord(post.from)}起{post.to ? `，至 ${dayWord(post.to)}` : ''}{post.delegator ? '，代办' : ''}</small>
                  <p className="buttons">
                    {post.state === 'proposed' ? <><Button size="small" type="primary" {...may('right.approve')} loading={task.busy} onClick={() => void act(() => client.postApprove({ id: post.id }))}>同意</Button><Button size="small" {...may('right.approve')} onClick={() => void act(() => client.postDecline({ id: post.id }))}>不同意</Button></> : null}
                    {post.state === 'granted' && !post.to ? <EndPost id={post.id} may={may('right.revoke')} act={act} /> : null}
                  </p>
                </li>
              ))}
            </ul>
          ) : <p className="quiet">还没有任职，登录后不能办理业务。</p>}
          {proposing ? <PostForm account={account} onClose={() => propose(false)} act={act} busy={task.busy} /> : <p className="buttons"><Button size="small" {...may('right.grant')} onClick={() => propose(true)}>提出授予角色</Button></p>}
        </section>
        <section className="part-of" aria-label="登录">
          <h2>登录</h2>
          <p className="quiet">{account.activated ? '已设口令' : '还没有设口令'}，{account.secondFactor ? '有第二因素' : '没有第二因素'}{account.lastSeen ? `，最近使用 ${momentWord(account.lastSeen)}` : ''}。</p>
          {link ? <OneTimeLink invitation={link} name={account.name} onClose={() => setLink(null)} /> : (
            <p className="buttons">
              <Button size="small" {...may('account.create')} onClick={() => void invite()}>另发一次性链接</Button>
              <Button size="small" danger={!account.disabled} {...may('account.disable')} onClick={() => setEnding(ending === null ? '' : null)}>{account.disabled ? '重新启用' : '停用账户'}</Button>
            </p>
          )}
          {ending === null ? null : (
            <form className="stack" onSubmit={event => { event.preventDefault(); void settle(ending) }}>
              <p>{account.disabled ? '启用后可以再登录，任职照旧。' : '停用后其登录立即结束，不能再登录；任职、办过的事都保留。'}</p>
              <label className="line">理由 <small>必填，记入访问日志</small><Input value={ending} onChange={event => setEnding(event.target.value)} maxLength={60} /></label>
              <p className="buttons"><Button size="small" type="primary" htmlType="submit" loading={task.busy} disabled={!ending.trim()}>{account.disabled ? '重新启用' : '停用账户'}</Button><Button size="small" onClick={() => setEnding(null)}>取消</Button></p>
            </form>
          )}
        </section>
      </div>
    </Drawer>
  )
}
