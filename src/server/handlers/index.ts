import type { Handlers } from '../http/handlers.ts'
import { accountHandlers } from './accounts.ts'
import { attachmentHandlers } from './attachments.ts'
import { applicationHandlers } from './applications.ts'
import { noticeHandlers } from './notices.ts'
import { overviewHandlers } from './overview.ts'
import { reportingHandlers } from './reporting.ts'
import { reviewHandlers } from './reviews.ts'
import { seasonHandlers } from './seasons.ts'
import { sessionHandlers } from './session.ts'
import { supervisionHandlers } from './supervision.ts'
import { townHandlers } from './towns.ts'

export const handlers: Handlers = { ...overviewHandlers, ...townHandlers, ...noticeHandlers, ...sessionHandlers, ...accountHandlers, ...attachmentHandlers, ...seasonHandlers, ...supervisionHandlers, ...applicationHandlers, ...reviewHandlers, ...reportingHandlers }
