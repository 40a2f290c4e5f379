// The contract as functions: `client.townList({ q })`. Whoever sends decides how: fetch, or the server in process.
import type { z } from 'zod'
import type { Problem } from '#core/base/problem.ts'
import { type Contract, contract } from './index.ts'

export type Client = { [Name in keyof Contract]: (input: z.input<Contract[Name]['input']>) => Promise<z.output<Contract[Name]['output']>> }

export type Sent = { method: string; url: string; body: string | null }
export type Answered = { status: number; body: unknown }

/** A refusal by the server, as the client meets it. */
export class RefusedByServer extends Error {
  readonly status: number
  readonly problem: Problem
  constructor(status: number, problem: Problem, message: string) {
    super(message)
    this.status = status
    this.problem = problem
  }
}

export function createClient(send: (request: Sent) => Promise<Answered>): Client {
  const entries = Object.entries(contract).map(([name, { method, path }]) => [name, async (input: Record<string, unknown>): Promise<unknown> => {
    const { status, body } = await send(requestOf(method, path, input))
    if (status >= 400) {
      const { code, params, message } = body as Problem & { message: string }
      throw new RefusedByServer(status, { code, params }, message)
    }
    return body
  }])
  return Object.fromEntries(entries) as Client
}

/** Members named in the path go there; the rest into the query of a GET or the body of a POST. Lists are joined by commas. */
export function requestOf(method: string, path: string, input: Record<string, unknown>): Sent {
  const rest = { ...input }
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    return encodeURIComponent(String(value))
  })
  if (method !== 'GET') return { method, url: filled, body: JSON.stringify(rest) }
  const query = Object.entries(rest).filter(([, value]) => value !== undefined).map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(Array.isArray(value) ? value.join(',') : String(value))}`)
  return { method, url: query.length ? `${filled}?${query.join('&')}` : filled, body: null }
}
