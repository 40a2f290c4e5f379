// Both logs against what was signed of them: asked by the command line, the auditor's page, and after a restore.
import type { Tx } from '../db/connect.ts'
import { type AccessVerification, keptAccessHead, verifyAccessLog } from '../identity/access-chain.ts'
import { keptCheckpoint } from '../log/checkpoint.ts'
import type { LogKey } from '../log/keys.ts'
import { type Verification, verifyLog } from '../log/verify.ts'

export async function verifyLogs(tx: Tx, { key, folder }: { key: LogKey; folder: string }): Promise<{ log: Verification; access: AccessVerification }> {
  return { log: await verifyLog(tx, key, keptCheckpoint(folder, key)), access: await verifyAccessLog(tx, keptAccessHead(folder, key)) }
}
