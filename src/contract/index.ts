// All endpoints by name. Leaving one out of the server's handlers does not compile.
import { accountEndpoints } from './accounts.ts'
import { auditEndpoints } from './audit.ts'
import { attachmentEndpoints } from './attachments.ts'
import { applicationEndpoints } from './applications.ts'
import { commentEndpoints } from './comments.ts'
import { correctionEndpoints } from './corrections.ts'
import { letterEndpoints } from './letters.ts'
import { publicityEndpoints } from './publicity.ts'
import { followUpEndpoints } from './follow-up.ts'
import { noticeDetail, noticeList } from './notices.ts'
import { emergencyEndpoints } from './emergencies.ts'
import { health, logHead, overview } from './overview.ts'
import { reportingEndpoints } from './reporting.ts'
import { reviewEndpoints } from './reviews.ts'
import { searchEndpoints } from './search.ts'
import { seasonEndpoints } from './seasons.ts'
import { sessionEndpoints } from './session.ts'
import { supervisionEndpoints } from './supervision.ts'
import { townDetail, townList, verifyName } from './towns.ts'

export const contract = { health, logHead, overview, townList, townDetail, verifyName, noticeList, noticeDetail, ...sessionEndpoints, ...accountEndpoints, ...auditEndpoints, ...emergencyEndpoints, ...attachmentEndpoints, ...seasonEndpoints, ...correctionEndpoints, ...letterEndpoints, ...publicityEndpoints, ...followUpEndpoints, ...supervisionEndpoints, ...applicationEndpoints, ...reviewEndpoints, ...reportingEndpoints, ...searchEndpoints, ...commentEndpoints }
export type Contract = typeof contract
