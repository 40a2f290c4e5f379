// Which notifications go out by mail, to whom, and what became of them. A mail is a row made in the transaction that sends
// its job; the queue tries it again while the server refuses, and the row says in the end whether it went. A crash between
// the server's yes and ours may send one twice, under the same Message-ID: that is better than none.
import { sql } from 'kysely'
import type { MailChoice } from '#contract/messages.ts'
import type { Tx } from '../db/connect.ts'
import { newId } from '../identity/secrets.ts'
import type { Mailer } from './mailer.ts'

/** Puts a job into the queue, together with the transaction. */
export type Send = (tx: Tx, kind: 'mail', data: { id: string }) => Promise<void>

/**
 * One mail for every account that chose so and has unread news that has not been mailed: `at-once` as it comes, `daily`
 * once a day. @returns how many
 */
export async function mailNews(tx: Tx, send: Send, choice: 'at-once' | 'daily', now: string): Promise<number> {
  const { rows } = await sql<{ account: string; notes: number[] }>`
    with told as (update notification set mailed = true from mail_choice c where c.account = notification.account and c.choice = ${choice} and not mailed and read is null returning notification.account, id)
    select account, array_agg(id order by id)::int[] as notes from told group by account`.execute(tx)
  for (const { account, notes } of rows) await queue(tx, send, { account, kind: choice, notes }, now)
  return rows.length
}

export async function mailTrial(tx: Tx, send: Send, account: string, now: string): Promise<void> {
  await queue(tx, send, { account, kind: 'trial', notes: [] }, now)
}

async function queue(tx: Tx, send: Send, mail: { account: string; kind: 'at-once' | 'daily' | 'trial'; notes: number[] }, now: string): Promise<void> {
  const id = newId()
  await tx.insertInto('mail').values({ id, ...mail, created: now, ended: null, error: null }).execute()
  await send(tx, 'mail', { id })
}

/** Mail that may still be sent: not sent already, its account in use and still wanting it. */
export async function findMail(tx: Tx, id: string): Promise<{ id: string; to: string; subject: string; titles: string[] } | null> {
  const row = await tx.selectFrom('mail').innerJoin('account', 'account.id', 'mail.account').innerJoin('mail_choice', 'mail_choice.account', 'mail.account').select(['mail.kind', 'mail.notes', 'mail_choice.address'])
    .where('mail.id', '=', id).where('mail.state', '=', 'queued').where('account.disabled', '=', false).where(eb => eb.or([eb('mail_choice.choice', '<>', 'off'), eb('mail.kind', '=', 'trial')])).executeTakeFirst()
  if (!row) return null
  const notes = row.notes.length ? await tx.selectFrom('notification').select('title').where('id', 'in', row.notes).orderBy('id').execute() : []
  const titles = notes.map(({ title }) => title)
  const subject = row.kind === 'trial' ? '镇谱：试发邮件' : titles.length === 1 ? `镇谱：${titles[0]}` : `镇谱：${titles.length} 条消息`
  return { id, to: row.address, subject, titles }
}

/** Tries a mail once. @throws Error as the server said it, written down beside the mail; the queue tries again, `last` was its last try */
export async function sendMail(mail: { id: string; to: string; subject: string; titles: string[] }, { mailer, link, last, keep }: { mailer: Mailer; link: string; last: boolean; keep: (change: { state: 'queued' | 'sent' | 'failed'; error: string | null }) => Promise<void> }): Promise<void> {
  const { id, to, subject, titles } = mail
  try {
    await mailer.send({ id, to, subject, text: [...titles.map(title => `· ${title}`), '', `请登录查看：${link}`, '', '这封邮件由系统自动发出，请勿回复。不想再收到，请在“我的账户”里关闭。'].join('\n') })
  } catch (error) {
    await keep({ state: last ? 'failed' : 'queued', error: withoutAddress((error as Error).message, to) })
    throw error
  }
  await keep({ state: 'sent', error: null })
}

export async function keepMail(tx: Tx, id: string, { state, error }: { state: 'queued' | 'sent' | 'failed'; error: string | null }, now: string): Promise<void> {
  await tx.updateTable('mail').set(eb => ({ state, error: error?.slice(0, 300) ?? null, attempts: eb('attempts', '+', 1), ended: state === 'queued' ? null : now })).where('id', '=', id).execute()
}

/** Servers repeat the address they refuse; whoever reads the list of failures need not. */
function withoutAddress(text: string, address: string): string {
  return text.replaceAll(address, '（收件地址）')
}

export async function mailChoiceOf(tx: Tx, account: string): Promise<{ address: string; choice: MailChoice; failed: string | null }> {
  const row = await tx.selectFrom('mail_choice').selectAll().where('account', '=', account).executeTakeFirst()
  const last = await tx.selectFrom('mail').select(['state', 'error']).where('account', '=', account).where('state', '<>', 'queued').orderBy('created', 'desc').limit(1).executeTakeFirst()
  return { address: row?.address ?? '', choice: row?.choice ?? 'off', failed: last?.state === 'failed' ? last.error : null }
}

/** What was told before counts as seen to: nobody who turns mail on gets what is long past. */
export async function chooseMail(tx: Tx, account: string, { address, choice }: { address: string; choice: MailChoice }): Promise<void> {
  await tx.updateTable('notification').set({ mailed: true }).where('account', '=', account).where('mailed', '=', false).execute()
  await tx.insertInto('mail_choice').values({ account, address, choice }).onConflict(conflict => conflict.column('account').doUpdateSet({ address, choice })).execute()
}

/** Counts, and the newest mails that did not go. */
export async function mailState(tx: Tx): Promise<{ queued: number; sent: number; failed: { id: string; username: string; at: string; attempts: number; error: string }[] }> {
  const counts = new Map((await tx.selectFrom('mail').select(['state', eb => eb.fn.countAll<number>().as('count')]).groupBy('state').execute()).map(({ state, count }) => [state, Number(count)]))
  const failed = await tx.selectFrom('mail').innerJoin('account', 'account.id', 'mail.account').select(['mail.id', 'account.username', 'mail.created as at', 'mail.attempts', 'mail.error']).where(eb => eb.or([eb('mail.state', '=', 'failed'), eb.and([eb('mail.state', '=', 'queued'), eb('mail.error', 'is not', null)])])).orderBy('mail.created', 'desc').limit(100).execute()
  return { queued: counts.get('queued') ?? 0, sent: counts.get('sent') ?? 0, failed: failed.map(row => ({ ...row, error: row.error ?? '' })) }
}
