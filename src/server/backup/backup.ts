// 备份: a folder that holds everything an installation needs: the database as of the end of the copy, keys, signed heads,
// attachments, the operator's fonts; with a signed list of all files.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { problem, Refusal } from '#core/base/problem.ts'
import { startEmbedded } from '../db/embedded.ts'
import { keptCheckpoint } from '../log/checkpoint.ts'
import type { LogKey } from '../log/keys.ts'
import { type Copied, copyFile, copyFolder, settle } from './copy.ts'
import { hotCopy } from './hot-copy.ts'
import { dataIn, type Manifest, writeManifest } from './manifest.ts'

/** Beside the database, by name. `database.key` opens the embedded database; the log's key signs, the other one unseals. */
const alone = ['checkpoint.txt', 'access-checkpoint.txt', 'database.key', 'DEMO']
const folders = ['keys', 'fonts']

export type BackupOptions = { folder: string; out: string; key: LogKey; now: string; version: string; /** PostgreSQL's major version; null where it runs elsewhere */ postgres: number | null }

/** @throws Refusal `backup.exists`; whatever else goes wrong leaves nothing behind */
export async function makeBackup({ folder, out, key, now, version, postgres }: BackupOptions): Promise<Manifest> {
  if (existsSync(out) && readdirSync(out).length) throw new Refusal(problem('backup.exists', { folder: out }))
  const draft = `${out}.part`
  rmSync(draft, { recursive: true, force: true })
  const home = dataIn(draft)
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 })
    const log = keptCheckpoint(folder, key)
    const files: Copied[] = []
    for (const name of alone) {
      const one = await copyFile(join(folder, name), home, name)
      if (one) files.push(one)
    }
    for (const name of folders) if (existsSync(join(folder, name))) files.push(...await copyFolder(join(folder, name), home, name))
    if (postgres !== null) files.push(...await hotCopy((await startEmbedded(folder, { share: true })).address, join(folder, 'postgres'), home))
    // Attachments are only ever added: copied after the database, none that it names is missing.
    if (existsSync(join(folder, 'files'))) files.push(...await copyFolder(join(folder, 'files'), home, 'files', path => path === 'quarantine'))
    const manifest: Manifest = { format: 'zhenpu-backup/1', made: { at: now, version }, postgres, demo: existsSync(join(folder, 'DEMO')), log, files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)) }
    writeManifest(draft, manifest, key)
    await settle(draft)
    rmSync(out, { recursive: true, force: true })
    renameSync(draft, out)
    return manifest
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}
