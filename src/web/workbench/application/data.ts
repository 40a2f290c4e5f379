// What the pages of 申报 know and how they learn it; where each of them is.
import { queryOptions } from '@tanstack/react-query'
import type { ApplicationView, CallView } from '#contract/applications.ts'
import { RefusedByServer } from '#contract/client.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import type { Problem } from '#core/base/problem.ts'
import { client, queries } from '../session/client.ts'

export type { ApplicationView, CallView } from '#contract/applications.ts'
export type Form = Awaited<ReturnType<typeof client.callForm>>
export type Figure = Form['figures'][number]
export type ActionView = CallView['actions'][number]
export type Row = Awaited<ReturnType<typeof client.applicationList>>['applications'][number]
export type ListRow = NonNullable<CallView['list']>[number]
export type Finding = ApplicationView['check']['findings'][number]

export const callsQuery = queryOptions({ queryKey: ['calls'], queryFn: () => client.callList({}) })
export const callQuery = (call: string) => queryOptions({ queryKey: ['calls', call], queryFn: () => client.callDetail({ call }) })
/** Fixed when the call was planned. */
export const formQuery = (call: string) => queryOptions({ queryKey: ['calls', call, 'form'], queryFn: () => client.callForm({ call }), staleTime: 3_600_000 })
export const candidatesQuery = (call: string) => queryOptions({ queryKey: ['calls', call, 'candidates'], queryFn: () => client.callCandidates({ call }) })
export const noticeQuery = (call: string) => queryOptions({ queryKey: ['calls', call, 'notice'], queryFn: () => client.callNotice({ call }) })
export const rowsQuery = (call: string) => queryOptions({ queryKey: ['applications', 'of', call], queryFn: () => client.applicationList({ call }) })
export const applicationQuery = (id: string) => queryOptions({ queryKey: ['applications', id], queryFn: () => client.applicationDetail({ id }) })
export const panelQuery = (id: string) => queryOptions({ queryKey: ['applications', id, 'panel'], queryFn: () => client.panelState({ id }) })
export const sheetQuery = (id: string) => queryOptions({ queryKey: ['applications', id, 'sheet'], queryFn: () => client.sheetRead({ id }), staleTime: Infinity, gcTime: 0 })
export const scoresQuery = (id: string) => queryOptions({ queryKey: ['applications', id, 'scores'], queryFn: () => client.reviewScores({ id }), retry: false })
export const versionsQuery = (id: string) => queryOptions({ queryKey: ['applications', id, 'versions'], queryFn: () => client.applicationVersions({ id }) })

/** After a step: whatever shows calls or applications is asked again. */
export async function changed(): Promise<void> {
  await Promise.all([queries.invalidateQueries({ queryKey: ['calls'] }), queries.invalidateQueries({ queryKey: ['applications'] })])
}

export function actionOf<A extends { id: string }>({ actions }: { actions: readonly A[] }, id: string): A {
  return actions.find(action => action.id === id) as A
}

export function callAt(call: string): { to: '/calls/$programme/$batch'; params: { programme: string; batch: string } } {
  const [programme = '', batch = ''] = call.split('/')
  return { to: '/calls/$programme/$batch', params: { programme, batch } }
}

export function applicationAt(id: string): { to: '/applications/$id'; params: { id: string } } {
  return { to: '/applications/$id', params: { id } }
}

let last: Promise<unknown> = Promise.resolve()

/** Hands in a file, which is checked and kept; one after the other, as each takes the server a while. @throws RefusedByServer, Error */
export function sendFile(file: File): Promise<Attachment> {
  const sent = last.then(() => send(file))
  last = sent.catch(() => null)
  return sent
}

async function send(file: File): Promise<Attachment> {
  const answered = await fetch(`/api/attachments?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' } }).catch(() => null)
  if (!answered) throw new Error('连不上服务器，文件没有传上去。请检查网络后再试。')
  const body = await answered.json() as Attachment & Problem & { message: string }
  if (!answered.ok) throw new RefusedByServer(answered.status, { code: body.code, params: body.params }, body.message)
  return body
}
