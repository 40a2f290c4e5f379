// What the pages of 监督 know and how they learn it.
import { queryOptions } from '@tanstack/react-query'
import type { AppealView, MisuseView, RectificationView, ReportView, RoundView, SupportView } from '#contract/supervision.ts'
import { client, queries } from '../session/client.ts'
import type { PlaceId } from './places.ts'

export type Views = { rounds: RoundView; rectifications: RectificationView; misuses: MisuseView; reports: ReportView; appeals: AppealView; supports: SupportView }
export type AnyView = Views[PlaceId]
export type Policy = Awaited<ReturnType<typeof client.supervisionPolicy>>
export type Rows = {
  rounds: Awaited<ReturnType<typeof client.roundList>>['rounds'][number]
  rectifications: Awaited<ReturnType<typeof client.rectificationList>>['rectifications'][number]
  misuses: Awaited<ReturnType<typeof client.misuseList>>['misuses'][number]
  reports: Awaited<ReturnType<typeof client.reportList>>['reports'][number]
  appeals: Awaited<ReturnType<typeof client.appealList>>['appeals'][number]
  supports: Awaited<ReturnType<typeof client.supportList>>['supports'][number]
}

const lists: { [P in PlaceId]: () => Promise<Rows[P][]> } = {
  rounds: async () => (await client.roundList({})).rounds, rectifications: async () => (await client.rectificationList({})).rectifications, misuses: async () => (await client.misuseList({})).misuses,
  reports: async () => (await client.reportList({})).reports, appeals: async () => (await client.appealList({})).appeals, supports: async () => (await client.supportList({})).supports,
}
const details: { [P in PlaceId]: (id: string) => Promise<Views[P]> } = {
  rounds: id => client.roundDetail({ id }), rectifications: id => client.rectificationDetail({ id }), misuses: id => client.misuseDetail({ id }),
  reports: id => client.reportDetail({ id }), appeals: id => client.appealDetail({ id }), supports: id => client.supportDetail({ id }),
}

export const deskQuery = queryOptions({ queryKey: ['supervision', 'desk'], queryFn: () => client.supervisionDesk({}) })
export const policyQuery = (programme: string) => queryOptions({ queryKey: ['supervision', 'policy', programme], queryFn: () => client.supervisionPolicy({ programme }), staleTime: 3_600_000 })
export const explanationQuery = (id: string) => queryOptions({ queryKey: ['supervision', 'appeals', id, 'explanation'], queryFn: () => client.appealExplanation({ id }), staleTime: 600_000, retry: false })
/** Of whom a report may be about. */
export const peopleQuery = queryOptions({ queryKey: ['accounts'], queryFn: () => client.accountList({}) })

export function listQuery<P extends PlaceId>(place: P) {
  return queryOptions<Rows[P][]>({ queryKey: ['supervision', place], queryFn: lists[place] })
}

export function caseQuery<P extends PlaceId>(place: P, id: string) {
  return queryOptions<Views[P]>({ queryKey: ['supervision', place, id], queryFn: () => details[place](id) })
}

/** After a step: whatever shows cases is asked again. */
export async function changed(): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['supervision'] })
}
