import type { Handlers } from '../http/handlers.ts'
import { noticeHandlers } from './notices.ts'
import { overviewHandlers } from './overview.ts'
import { townHandlers } from './towns.ts'

export const handlers: Handlers = { ...overviewHandlers, ...townHandlers, ...noticeHandlers }
