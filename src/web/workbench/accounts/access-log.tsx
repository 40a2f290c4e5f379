// 访问日志: who came in, who was refused, what was changed about accounts. Newest first.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { client } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { momentWord } from '../ui/days.ts'
import { useTitle } from '../ui/use-title.ts'

const kinds: Readonly<Record<string, string>> = {
  'signed-in': '登录', 'sign-in-failed': '登录失败', 'signed-out': '退出', confirmed: '再次确认身份', 'confirm-failed': '确认身份失败', denied: '拒绝',
  'account.created': '建立账户', 'account.changed': '更改账户', 'account.invited': '发一次性链接', 'account.activated': '设口令', 'account.disabled': '停用账户', 'account.enabled': '启用账户',
  'password.changed': '换口令', 'totp.enabled': '登记动态口令', 'passkey.added': '登记通行密钥', 'passkey.removed': '去掉通行密钥', 'sessions.ended': '结束登录',
  'post.proposed': '提出授予角色', 'post.granted': '授予角色', 'post.declined': '不同意授予角色', 'post.ended': '收回角色', 'organisation.created': '增加单位',
}
const words: Readonly<Record<string, string>> = {
  method: '方式', why: '原因', account: '账户', username: '用户名', name: '姓名', organisation: '单位', role: '角色', post: '任职', from: '自', to: '至', towns: '小镇', assigned: '指派', division: '区划', delegator: '代',
  reason: '理由', expires: '有效至', before: '原', after: '改为', endpoint: '接口', permission: '权限', code: '代码', session: '登录', passkey: '通行密钥', label: '名称', kind: '种类', sameAs: '同一人', all: '全部', home: '所属市州', external: '统一身份认证标识', ties: '利害关系',
}

function detailOf(data: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(data).filter(([, value]) => value !== null && !(Array.isArray(value) && !value.length))
  return given.map(([key, value]) => `${words[key] ?? key} ${Array.isArray(value) ? value.join('、') : typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join(' · ')
}

const alarming = ['sign-in-failed', 'confirm-failed', 'denied']

export function AccessLogPage() {
  useTitle('访问日志')
  const [kind, setKind] = useState<string | null>(null)
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['access-log', kind], initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) => client.accessLog({ size: 100, ...(kind ? { kind } : {}), ...(pageParam === undefined ? {} : { before: pageParam }) }),
    getNextPageParam: last => last.next ?? undefined,
  })
  const lines = data?.pages.flatMap(page => page.lines) ?? []
  return (
    <div className="page">
      <header className="page-title">
        <h1>访问日志</h1>
        <p className="chip"><span>只增不改</span><span>至少保存六个月（网络安全法第二十一条）</span></p>
      </header>
      <div className="filters">
        <Select size="small" allowClear aria-label="种类" placeholder="种类" value={kind} onChange={(value: string | undefined) => setKind(value ?? null)} options={Object.entries(kinds).map(([value, label]) => ({ value, label }))} popupMatchSelectWidth={false} />
        <p className="counted" role="status">{lines.length} 条{hasNextPage ? '，还有更早的' : ''}</p>
      </div>
      {error ? <Failed error={error} /> : null}
      {data ? lines.length ? (
        <table className="data log" aria-label="访问日志">
          <thead><tr><th scope="col">时刻</th><th scope="col">种类</th><th scope="col">用户名</th><th scope="col">来自</th><th scope="col">详情</th></tr></thead>
          <tbody>{lines.map(({ position, at, kind: own, username, address, data: more }) => <tr key={position} className={alarming.includes(own) ? 'alarming' : undefined}><td>{momentWord(at)}</td><td>{kinds[own] ?? own}</td><td>{username ?? '—'}</td><td>{address ?? '—'}</td><td className="more">{detailOf(more)}</td></tr>)}</tbody>
        </table>
      ) : <p className="nothing">没有这一种记录。</p> : error ? null : <Waiting />}
      {hasNextPage ? <p className="buttons"><Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>更早的</Button></p> : null}
    </div>
  )
}
