// The typed client over fetch, and what it keeps. Everything the signed-in pages know comes through here.
import { QueryCache, QueryClient, queryOptions } from '@tanstack/react-query'
import { createClient, RefusedByServer } from '#contract/client.ts'

export const client = createClient(async ({ method, url, body }) => {
  const answered = await fetch(url, { method, ...(body === null ? {} : { body, headers: { 'content-type': 'application/json' } }) }).catch(() => null)
  if (!answered) throw new Error('连不上服务器。请检查网络后再试，您填写的内容仍在。')
  const text = await answered.text()
  try {
    return { status: answered.status, body: text ? JSON.parse(text) : {} }
  } catch {
    throw new Error(`服务器没有正常回答（${answered.status}）。请稍后再试，您填写的内容仍在；仍不行请告诉系统管理员。`)
  }
})

export const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 10_000, retry: (count, error) => !(error instanceof RefusedByServer) && count < 2 } },
  // Whoever's session has ended is sent to the door, and comes back to the same page.
  queryCache: new QueryCache({ onError: error => { if (codeOf(error) === 'access.signed-out') location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`) } }),
})

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: () => client.session({}), staleTime: 60_000 })
export const waysQuery = queryOptions({ queryKey: ['ways'], queryFn: () => client.signInWays({}), staleTime: Infinity })

/** Code of a refusal; null for what is none. */
export function codeOf(error: unknown): string | null {
  return error instanceof RefusedByServer ? error.problem.code : null
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
