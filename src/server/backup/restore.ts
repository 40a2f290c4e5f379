// 恢复: a backup put back into an empty data folder, checked before and after. Nothing is written where the backup is not
// whole; what was written is taken away again where the database does not start from it.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { problem, Refusal } from '#core/base/problem.ts'
import { auditFiles, type FileAudit } from '../attachment/audit.ts'
import { verifyLogs } from '../audit/verify-logs.ts'
import { openDatabase } from '../db/connect.ts'
import { launcher } from '../db/launch.ts'
import { logAccess } from '../identity/access-log.ts'
import type { AccessVerification } from '../identity/access-chain.ts'
import { readCheckpoint } from '../log/checkpoint.ts'
import { openLogKey } from '../log/keys.ts'
import { verifyLog, type Verification } from '../log/verify.ts'
import { copyFolder, settle } from './copy.ts'
import { checkFiles, dataIn, type Manifest, readManifest } from './manifest.ts'

export type Restored = {
  manifest: Manifest
  /** null where the database is an operator's own server and was not in the backup */
  found: { log: Verification; access: AccessVerification; /** against a head kept elsewhere: fewer events means an older backup */ outside: Verification | null; files: FileAudit } | null
}

export type RestoreOptions = { backup: string; folder: string; now: string; /** text of a checkpoint that was kept elsewhere */ checkpoint?: string | undefined }

/** @throws Refusal `restore.not-empty`, `backup.unreadable`, `backup.signature`, `backup.damaged`, `restore.failed` */
export async function restoreBackup({ backup, folder, now, checkpoint }: RestoreOptions): Promise<Restored> {
  if (existsSync(folder) && readdirSync(folder).length) throw new Refusal(problem('restore.not-empty', { folder }))
  const kept = dataIn(backup)
  if (!existsSync(join(kept, 'keys', 'log.ed25519.pem'))) throw new Refusal(problem('backup.unreadable', { folder: backup, why: '没有 data/keys/log.ed25519.pem' }))
  const manifest = readManifest(backup, openLogKey(kept))
  await checkFiles(backup, manifest)
  mkdirSync(folder, { recursive: true })
  try {
    await copyFolder(kept, folder, '.')
    await settle(folder)
    return { manifest, found: manifest.postgres === null ? null : await startAndLook(folder, now, checkpoint) }
  } catch (error) {
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true })
    if (error instanceof Refusal) throw error
    throw new Refusal(problem('restore.failed', { why: (error as Error).message }))
  }
}

/** The database finishes what was under way when it was copied; then everything is worked out again. */
async function startAndLook(folder: string, now: string, checkpoint: string | undefined): Promise<Restored['found']> {
  launcher(join(folder, 'postgres')).giveAll(join(folder, 'postgres'))
  const key = openLogKey(folder)
  // All of it is on the disk already: the server need not bring each file there once more.
  const database = await openDatabase({ folder, ...(process.platform === 'linux' ? { settings: ['recovery_init_sync_method=syncfs'] } : {}) })
  try {
    const found = await database.read(async tx => {
      const outside = checkpoint === undefined ? undefined : readCheckpoint(checkpoint, key)
      if (outside === null) throw new Refusal(problem('backup.checkpoint'))
      return { ...await verifyLogs(tx, { key, folder }), outside: outside ? await verifyLog(tx, key, outside) : null, files: await auditFiles(tx, join(folder, 'files')) }
    })
    await database.transaction(tx => logAccess(tx, 'backup.restored', now, { username: 'command-line', person: 'command-line' }, { events: found.log.events, ok: found.log.ok && found.access.ok }))
    return found
  } finally {
    await database.close()
  }
}
