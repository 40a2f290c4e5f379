import type { searchEndpoints } from '#contract/search.ts'
import type { Handlers } from '../http/handlers.ts'
import { search } from '../search/search.ts'

export const searchHandlers: Pick<Handlers, keyof typeof searchEndpoints> = { search }
