// Long jobs in their table: begun together with the job that does them, looked at by their owner, ended once.
import type { TaskView } from '#contract/tasks.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { newId } from '../identity/secrets.ts'
import { taskKinds } from './kinds.ts'

/** Days for which a made file can be fetched. */
const keptDays = 7

type Row = { id: string; kind: string; input: Record<string, string>; title: string; state: 'queued' | 'running' | 'done' | 'failed'; done: number; of: number; file: Attachment | null; problem: string | null; created: string; ended: string | null; expires: string | null }

/** Begins a job, or finds the caller's own that does the same already. @throws Refusal `task.off` where no queue runs */
export async function beginTask(tx: Tx, kind: keyof typeof taskKinds & string, input: Record<string, string>, title: string, { jobs, now }: Context, { account }: Caller): Promise<string> {
  if (!jobs) throw new Refusal(problem('task.off'))
  const same = (await tx.selectFrom('task').select(['id', 'input']).where('account', '=', account).where('kind', '=', kind).where('state', 'in', ['queued', 'running']).execute()).find(row => JSON.stringify(sorted(row.input)) === JSON.stringify(sorted(input)))
  if (same) return same.id
  const id = newId()
  await tx.insertInto('task').values({ id, kind, input: JSON.stringify(input), account, title, problem: null, created: now(), ended: null, expires: null }).execute()
  await jobs.send(tx, 'task', { id })
  return id
}

export async function listTasks(tx: Tx, account: string): Promise<TaskView[]> {
  const rows = await tx.selectFrom('task').selectAll().where('account', '=', account).where('hidden', '=', false).orderBy('created', 'desc').limit(30).execute()
  return rows.map(({ id, kind, title, state, done, of, file, problem: why, created, ended, expires }) => ({ id, kind: taskKinds[kind]?.label ?? kind, title, state, done, of, file: file && { name: file.name, size: file.size }, problem: why, created, ended, expires }))
}

export async function countRunning(tx: Tx, account: string): Promise<number> {
  const { count } = await tx.selectFrom('task').select(eb => eb.fn.countAll<number>().as('count')).where('account', '=', account).where('state', 'in', ['queued', 'running']).executeTakeFirstOrThrow()
  return Number(count)
}

/** The file of one's own job, for as long as one may see what is in it. @throws Refusal `task.unknown`, `access.…` */
export async function fileOfTask(tx: Tx, id: string, context: Context, caller: Caller): Promise<Attachment> {
  const row = await ownTask(tx, id, caller.account)
  const refusal = taskKinds[row.kind]?.refusal
  if (!refusal || !row.file || (row.expires !== null && row.expires < context.now())) throw new Refusal(problem('task.unknown'))
  const reason = await refusal(tx, row.input, context, caller)
  if (reason) throw new Refusal(reason)
  return row.file
}

/** @throws Refusal `task.unknown`, `task.running`, `task.off` */
export async function doAgain(tx: Tx, id: string, { jobs }: Context, { account }: Caller): Promise<void> {
  const row = await ownTask(tx, id, account)
  if (row.state !== 'failed') throw new Refusal(problem('task.running'))
  if (!jobs) throw new Refusal(problem('task.off'))
  // Asked twice at once, it is begun once.
  const begun = await tx.updateTable('task').set({ state: 'queued', done: 0, of: 0, problem: null, ended: null }).where('id', '=', id).where('state', '=', 'failed').returning('id').executeTakeFirst()
  if (begun) await jobs.send(tx, 'task', { id })
}

/** @throws Refusal `task.unknown`, `task.running` */
export async function hideTask(tx: Tx, id: string, { account }: Caller): Promise<void> {
  const row = await ownTask(tx, id, account)
  if (row.state === 'queued' || row.state === 'running') throw new Refusal(problem('task.running'))
  await tx.updateTable('task').set({ hidden: true }).where('id', '=', id).execute()
}

async function ownTask(tx: Tx, id: string, account: string): Promise<Row> {
  const row = await tx.selectFrom('task').selectAll().where('id', '=', id).where('account', '=', account).executeTakeFirst()
  if (!row) throw new Refusal(problem('task.unknown'))
  return row
}

/** For whoever does the work: null where it has ended, so that a job that comes twice has one result. */
export async function startTask(tx: Tx, id: string): Promise<Row | null> {
  const row = await tx.updateTable('task').set({ state: 'running', done: 0, of: 0 }).where('id', '=', id).where('state', 'in', ['queued', 'running']).returningAll().executeTakeFirst()
  return row ?? null
}

export async function noteProgress(tx: Tx, id: string, done: number, of: number): Promise<void> {
  await tx.updateTable('task').set({ done, of }).where('id', '=', id).where('state', '=', 'running').execute()
}

export async function endTask(tx: Tx, id: string, result: { file: Attachment | null } | { problem: string }, now: string): Promise<void> {
  const expires = new Date(Date.parse(now) + keptDays * 86_400_000).toISOString()
  const ended = 'problem' in result ? { state: 'failed' as const, problem: result.problem } : { state: 'done' as const, file: result.file && JSON.stringify(result.file), expires }
  await tx.updateTable('task').set({ ...ended, ended: now }).where('id', '=', id).where('state', '=', 'running').execute()
}

/** Jobs that the queue has given up on: the server was ended in the middle of them too often. */
export async function failLost(tx: Tx, isGivenUp: (id: string) => Promise<boolean>, why: string, now: string): Promise<void> {
  for (const { id } of await tx.selectFrom('task').select('id').where('state', 'in', ['queued', 'running']).execute()) {
    if (await isGivenUp(id)) await tx.updateTable('task').set({ state: 'failed', problem: why, ended: now }).where('id', '=', id).where('state', 'in', ['queued', 'running']).execute()
  }
}

/** Forgets what has expired. @returns hashes of the files that can still be fetched */
export async function expireTasks(tx: Tx, now: string): Promise<Set<string>> {
  await tx.updateTable('task').set({ file: null }).where('expires', '<', now).execute()
  await tx.deleteFrom('task').where('ended', '<', new Date(Date.parse(now) - 90 * 86_400_000).toISOString()).execute()
  return new Set((await tx.selectFrom('task').select('file').where('file', 'is not', null).execute()).flatMap(({ file }) => (file ? [file.hash] : [])))
}

function sorted(input: Record<string, string>): [string, string][] {
  return Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1))
}
