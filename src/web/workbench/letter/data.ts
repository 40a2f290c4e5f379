// What the pages of letters ask for.
import { queryOptions } from '@tanstack/react-query'
import { client, queries } from '../session/client.ts'

export type Letter = Awaited<ReturnType<typeof client.letterDetail>>
export type LetterRow = Awaited<ReturnType<typeof client.letterList>>['letters'][number]

export const lettersQuery = (season?: string) => queryOptions({ queryKey: ['letter', 'list', season ?? ''], queryFn: () => client.letterList(season ? { season } : {}) })
export const letterQuery = (id: string) => queryOptions({ queryKey: ['letter', id], queryFn: () => client.letterDetail({ id }) })

export async function lettersChanged(): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['letter'] })
}

export function letterAt(id: string): { to: '/letters/$id'; params: { id: string } } {
  return { to: '/letters/$id', params: { id } }
}
