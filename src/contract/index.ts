// All endpoints by name. Leaving one out of the server's handlers does not compile.
import { accountEndpoints } from './accounts.ts'
import { auditEndpoints } from './audit.ts'
import { attachmentEndpoints } from './attachments.ts'
import { applicationEndpoints } from './applications.ts'
import { commentEndpoints } from './comments.ts'
import { messageEndpoints } from './messages.ts'
import { noticeDetail, noticeList } from './notices.ts'
import { emergencyEndpoints } from './emergencies.ts'
import { health, logHead, overview } from './overview.ts'
import { reportingEndpoints } from './reporting.ts'
import { reviewEndpoints } from './reviews.ts'
import { searchEndpoints } from './search.ts'
import { seasonEndpoints } from './seasons.ts'
import { sessionEndpoints } from './session.ts'
import { supervisionEndpoints } from './supervision.ts'
import { taskEndpoints } from './tasks.ts'
import { townDetail, townList, verifyName } from './towns.ts'
import { workEndpoints } from './work.ts'

export const contract = { health, logHead, overview, townList, townDetail, verifyName, noticeList, noticeDetail, ...sessionEndpoints, ...accountEndpoints, ...auditEndpoints, ...emergencyEndpoints, ...attachmentEndpoints, ...seasonEndpoints, ...supervisionEndpoints, ...applicationEndpoints, ...reviewEndpoints, ...reportingEndpoints, ...searchEndpoints, ...commentEndpoints, ...workEndpoints, ...messageEndpoints, ...taskEndpoints }
export type Contract = typeof contract
