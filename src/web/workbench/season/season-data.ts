// What the pages of a season ask for, and what a step taken makes stale.
import { queryOptions } from '@tanstack/react-query'
import { client, queries } from '../session/client.ts'

export type Season = Awaited<ReturnType<typeof client.seasonDetail>>
export type SeasonAction = Season['actions'][number]
export type SeasonRow = Awaited<ReturnType<typeof client.seasonList>>['seasons'][number]
export type Proposals = Awaited<ReturnType<typeof client.seasonProposals>>
export type Proposal = Proposals['rows'][number]
export type Cut = Awaited<ReturnType<typeof client.seasonCuts>>['cuts'][number]
export type Notice = NonNullable<Awaited<ReturnType<typeof client.seasonNotice>>['notice']>

export const seasonsQuery = queryOptions({ queryKey: ['seasons'], queryFn: () => client.seasonList({}) })
export const seasonQuery = (id: string) => queryOptions({ queryKey: ['season', id], queryFn: () => client.seasonDetail({ season: id }) })
export const proposalsQuery = (id: string) => queryOptions({ queryKey: ['season', id, 'proposals'], queryFn: () => client.seasonProposals({ season: id }) })
export const cutsQuery = (id: string) => queryOptions({ queryKey: ['season', id, 'cuts'], queryFn: () => client.seasonCuts({ season: id }) })
export const noticeQuery = (id: string) => queryOptions({ queryKey: ['season', id, 'notice'], queryFn: () => client.seasonNotice({ season: id }) })
export const explanationQuery = (id: string, town: string) => queryOptions({ queryKey: ['season', id, 'explanation', town], queryFn: () => client.seasonExplanation({ season: id, town }) })
export const noticesQuery = queryOptions({ queryKey: ['notices'], queryFn: () => client.noticeList({}), staleTime: 300_000 })

/** After a step everything of the season is asked for again. */
export async function seasonChanged(id: string): Promise<void> {
  await Promise.all([queries.invalidateQueries({ queryKey: ['season', id] }), queries.invalidateQueries({ queryKey: ['seasons'] })])
}

export function actionOf(season: Season, id: string): SeasonAction {
  return season.actions.find(action => action.id === id) as SeasonAction
}

/** A departure that changes the outcome; one back to the proposal is none. */
export function departureOf({ departure, outcome }: Proposal): Proposal['departure'] {
  return departure && departure.outcome !== outcome ? departure : null
}

/** What stands for a town as things are; null: nobody has decided. */
export function decidedOf(row: Proposal): { outcome: string | null; label: string } {
  const departure = departureOf(row)
  return departure ? { outcome: departure.outcome, label: departure.label } : { outcome: row.outcome, label: row.label }
}

/** Why a town cannot be decided as proposed; null where it can. */
export function blockOf(row: Proposal): string | null {
  return row.outcome === null && !departureOf(row) ? row.open?.reason ?? '规则没有给出结果' : null
}

/** Outcomes with how many towns each has, as decided now, in the order of the rules; what is open comes first. */
export function countsOf({ rows, outcomes }: Proposals): { outcome: string | null; label: string; count: number }[] {
  const counted = Map.groupBy(rows, row => decidedOf(row).outcome)
  const open = counted.get(null) ?? []
  return [
    ...(open.length ? [{ outcome: null, label: open[0]?.label ?? '', count: open.length }] : []),
    ...outcomes.flatMap(({ id, label }) => (counted.has(id) ? [{ outcome: id, label, count: counted.get(id)?.length ?? 0 }] : [])),
  ]
}
