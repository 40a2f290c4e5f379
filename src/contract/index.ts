// All endpoints by name. Leaving one out of the server's handlers does not compile.
import { accountEndpoints } from './accounts.ts'
import { noticeDetail, noticeList } from './notices.ts'
import { health, overview } from './overview.ts'
import { seasonEndpoints } from './seasons.ts'
import { sessionEndpoints } from './session.ts'
import { townDetail, townList, verifyName } from './towns.ts'

export const contract = { health, overview, townList, townDetail, verifyName, noticeList, noticeDetail, ...sessionEndpoints, ...accountEndpoints, ...seasonEndpoints }
export type Contract = typeof contract
