import type { Handlers } from '../http/handlers.ts'
import { accountHandlers } from './accounts.ts'
import { noticeHandlers } from './notices.ts'
import { overviewHandlers } from './overview.ts'
import { seasonHandlers } from './seasons.ts'
import { sessionHandlers } from './session.ts'
import { townHandlers } from './towns.ts'

export const handlers: Handlers = { ...overviewHandlers, ...townHandlers, ...noticeHandlers, ...sessionHandlers, ...accountHandlers, ...seasonHandlers }
