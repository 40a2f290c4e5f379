// What the pages of corrections ask for, and what a step taken makes stale.
import { queryOptions } from '@tanstack/react-query'
import { client, queries } from '../session/client.ts'

export type Basis = Awaited<ReturnType<typeof client.correctionBasis>>
export type Preview = Awaited<ReturnType<typeof client.correctionTry>>
export type Correction = Awaited<ReturnType<typeof client.correctionDetail>>
export type CorrectionRow = Basis['corrections'][number]
export type Item = Correction['items'][number]
export type Cause = Correction['cause']

export const basisQuery = (document: string) => queryOptions({ queryKey: ['correction', 'basis', document], queryFn: () => client.correctionBasis({ document }) })
export const correctionQuery = (id: string) => queryOptions({ queryKey: ['correction', id], queryFn: () => client.correctionDetail({ id }) })

export async function correctionChanged(): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['correction'] })
}

/** What is typed of a correction before it is sent. */
export type Draft = { cause: Cause; reason: string; items: Item[]; number: string; signedOn: string; body: string[] | null }

/** Whether the check has something to check. */
export function complete({ items }: Draft): boolean {
  return items.length > 0 && items.every(({ list, printed, correct }) => list && (printed !== null || correct !== null))
}

export function correctionAt(id: string): { to: '/corrections/$id'; params: { id: string } } {
  return { to: '/corrections/$id', params: { id } }
}
