// The one way from a request to an answer, the same for every endpoint:
//   permission → parse input → transaction → handler(tx) → parse output → commit → answer.
// Handlers never see the database, only a transaction, so that a request happens whole or not at all. The output's
// schema drops whatever it does not name. Nothing is answered before the transaction has ended.
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { type Contract, contract } from '#contract/index.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Database, Tx } from '../db/connect.ts'
import { handlers } from '../handlers/index.ts'
import type { Context } from './context.ts'

z.config(z.locales.zhCN())

type AnyHandler = (tx: Tx, input: unknown, context: Context) => Promise<unknown>

/** Answers one request. `raw` holds the members of path, query and body together. Refusals are thrown. */
export async function answer(name: keyof Contract, raw: unknown, database: Database, context: Context): Promise<unknown> {
  const { permission, method, input, output }: Endpoint = contract[name]
  if (permission !== 'public') throw new Error(`${name}: nobody can be signed in yet`)
  const parsed = parseInput(input, raw)
  const handler = handlers[name] as AnyHandler
  const unit = method === 'GET' ? database.read : database.transaction
  return unit(async tx => output.parse(await handler(tx, parsed, context)))
}

/** Members that are given twice, hold NUL or half a character, or do not fit the schema are refused with their name. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const bad = Object.entries(raw as Record<string, unknown>).find(([, value]) => [value].flat().some(text => typeof text === 'string' && (text.includes('\0') || !text.isWellFormed())))
  if (bad) throw new Refusal(problem('request.invalid', { why: `${bad[0]} 含有不能使用的字符` }))
  const parsed = schema.safeParse(raw)
  if (!parsed.success) throw new Refusal(problem('request.invalid', { why: parsed.error.issues.map(issue => `${issue.path.join('.')}：${issue.message}`).join('；') }))
  return parsed.data
}
