// What 查找 asks, and where what it finds is.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Hit, HitGroup } from '#contract/search.ts'
import { client } from '../session/client.ts'

export type { Found, Hit, HitGroup } from '#contract/search.ts'

export const searchQuery = (q: string, group?: HitGroup | undefined) => queryOptions({ queryKey: ['search', q, group ?? null], queryFn: () => client.search({ q, ...(group ? { group } : {}) }), placeholderData: keepPreviousData, enabled: q.trim() !== '' })

/** As the address of the page of 查找. */
export type FindView = { q?: string; group?: HitGroup }

const segments = (id: string): string => id.split('/').map(encodeURIComponent).join('/')

/** Pages of the workbench, and those of the public site that belong to `outside`. */
export function addressOf({ kind, id }: Pick<Hit, 'kind' | 'id'>, q: string): { address: string; outside: boolean } {
  switch (kind) {
    case 'town': return { address: `/towns/${segments(id)}`, outside: true }
    case 'document': return { address: `/notices/${segments(id)}`, outside: true }
    case 'season': return { address: `/seasons/${segments(id)}`, outside: false }
    case 'call': return { address: `/calls/${segments(id)}`, outside: false }
    case 'application': return { address: `/applications/${segments(id)}`, outside: false }
    case 'form': case 'submission': return { address: `/reporting/${segments(id)}`, outside: false }
    case 'account': return { address: `/accounts?account=${encodeURIComponent(id)}`, outside: false }
    case 'article': return { address: findAt(q, 'article'), outside: false }
    default: return { address: `/supervision/${kind}s/${segments(id)}`, outside: false }
  }
}

export function findAt(q: string, group?: HitGroup): string {
  return `/find?q=${encodeURIComponent(q)}${group ? `&group=${group}` : ''}`
}
