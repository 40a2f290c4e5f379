// 访问日志: who came in, who was refused, what was changed about accounts. Append-only and chained, apart from
// the register's log. A transaction that writes both takes the register's lock first: two that took them crosswise would wait for ever.
import type { Tx } from '../db/connect.ts'
import { endOfDay, startOfDay } from '../http/as-of.ts'

export const accessKinds = {
  'signed-in': '登录', 'sign-in-failed': '登录失败', 'signed-out': '退出', confirmed: '再次确认身份', 'confirm-failed': '确认身份失败', denied: '拒绝',
  'account.created': '建立账户', 'account.changed': '更改账户', 'account.invited': '发一次性链接', 'account.activated': '设口令', 'account.disabled': '停用账户', 'account.enabled': '启用账户',
  'password.changed': '换口令', 'totp.enabled': '登记动态口令', 'passkey.added': '登记通行密钥', 'passkey.removed': '去掉通行密钥', 'sessions.ended': '结束登录',
  'post.proposed': '提出授予角色', 'post.granted': '授予角色', 'post.declined': '不同意授予角色', 'post.ended': '收回角色', 'organisation.created': '增加单位', 'file.refused': '附件没有收下', 'report.opened': '查看举报人联系方式', 'objector.opened': '查看异议人姓名与联系方式', 'sealed.opened': '查看封存内容', 'log.exported': '导出日志', 'backup.made': '备份', 'backup.restored': '从备份恢复',
  'organisation.changed': '更改单位', 'emergency.opened': '提出应急处置', 'emergency.agreed': '同意应急处置', 'emergency.refused': '不同意应急处置', 'emergency.put-in-force': '启用应急权限', 'emergency.used': '以应急权限办理', 'emergency.ended': '结束应急权限',
} as const
export type AccessKind = keyof typeof accessKinds
/** What the auditor should look at. */
const alarms: readonly AccessKind[] = ['sign-in-failed', 'confirm-failed', 'denied', 'file.refused', 'report.opened', 'sealed.opened', 'emergency.opened', 'emergency.agreed', 'emergency.put-in-force', 'emergency.used', 'backup.restored']

/** Whoever acts: an account, and where they are; empty at the door, or on the command line. */
export type Who = { account?: string | null; person?: string | null; username?: string | null; address?: string | null }

export async function logAccess(tx: Tx, kind: AccessKind, at: string, { account = null, person = null, username = null, address = null }: Who, data: Record<string, unknown> = {}): Promise<void> {
  await tx.insertInto('access_log').values({ at, kind, account, person, username: username?.slice(0, 100) ?? null, address, data: JSON.stringify(data) }).execute()
}

export type AccessLine = { position: number; at: string; kind: string; label: string; alarming: boolean; account: string | null; person: string | null; username: string | null; address: string | null; data: Record<string, unknown>; previous: string; hash: string }

/** Newest first, before a position. */
export async function readAccess(tx: Tx, { before, from, until, kind, person, size }: { before?: number | undefined; from?: string | undefined; until?: string | undefined; kind?: string | undefined; person?: string | undefined; size: number }): Promise<AccessLine[]> {
  let query = tx.selectFrom('access_log').selectAll().orderBy('position', 'desc').limit(size)
  if (before !== undefined) query = query.where('position', '<', before)
  if (from !== undefined) query = query.where('at', '>=', startOfDay(from))
  if (until !== undefined) query = query.where('at', '<=', endOfDay(until))
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (person !== undefined) query = query.where('person', '=', person)
  return (await query.execute()).map(({ previous, hash, ...line }) => ({ ...line, label: accessKinds[line.kind as AccessKind] ?? line.kind, alarming: alarms.includes(line.kind as AccessKind), previous: previous.toString('hex'), hash: hash.toString('hex') }))
}
