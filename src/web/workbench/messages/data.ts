// What the bell and the page of 消息 ask for.
import { queryOptions } from '@tanstack/react-query'
import { client, queries } from '../session/client.ts'

export const countQuery = queryOptions({ queryKey: ['messages', 'count'], queryFn: () => client.messageCount({}), refetchInterval: ({ state }) => (state.data?.tasks ? 2000 : 30_000), staleTime: 0 })
export const messagesQuery = (unread: boolean) => queryOptions({ queryKey: ['messages', 'list', unread], queryFn: () => client.messageList({ ...(unread ? { unread: true } : {}), size: 100 }), staleTime: 0 })

export async function messagesChanged(): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['messages'] })
}
