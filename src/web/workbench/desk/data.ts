// What the desk asks for.
import { queryOptions } from '@tanstack/react-query'
import { client } from '../session/client.ts'

export type Work = Awaited<ReturnType<typeof client.work>>
export type Wait = Work['waiting'][number]
export type Due = Work['due'][number]
export type Change = Work['changed']['rows'][number]

export const workQuery = queryOptions({ queryKey: ['work'], queryFn: () => client.work({}), staleTime: 0 })
