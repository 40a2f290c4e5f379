// Long jobs as pages ask for them.
import { queryOptions } from '@tanstack/react-query'
import { client, queries } from '../session/client.ts'

export type Task = Awaited<ReturnType<typeof client.taskList>>['tasks'][number]

export const tasksQuery = queryOptions({ queryKey: ['tasks'], queryFn: () => client.taskList({}), staleTime: 0, refetchInterval: ({ state }) => (state.data?.tasks.some(isRunning) ? 1000 : false) })

export function isRunning({ state }: Task): boolean {
  return state === 'queued' || state === 'running'
}

/** Something was begun, ended or put away. */
export async function tasksChanged(): Promise<void> {
  await Promise.all([queries.invalidateQueries({ queryKey: ['tasks'] }), queries.invalidateQueries({ queryKey: ['messages', 'count'] })])
}
