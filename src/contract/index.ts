// All endpoints by name. Leaving one out of the server's handlers does not compile.
import { accountEndpoints } from './accounts.ts'
import { attachmentEndpoints } from './attachments.ts'
import { applicationEndpoints } from './applications.ts'
import { noticeDetail, noticeList } from './notices.ts'
import { health, logHead, overview } from './overview.ts'
import { reportingEndpoints } from './reporting.ts'
import { reviewEndpoints } from './reviews.ts'
import { seasonEndpoints } from './seasons.ts'
import { sessionEndpoints } from './session.ts'
import { supervisionEndpoints } from './supervision.ts'
import { townDetail, townList, verifyName } from './towns.ts'
import { verifyDocument } from './verify-document.ts'

export const contract = { health, logHead, overview, townList, townDetail, verifyName, verifyDocument, noticeList, noticeDetail, ...sessionEndpoints, ...accountEndpoints, ...attachmentEndpoints, ...seasonEndpoints, ...supervisionEndpoints, ...applicationEndpoints, ...reviewEndpoints, ...reportingEndpoints }
export type Contract = typeof contract
