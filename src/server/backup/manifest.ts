// What a backup holds, file by file, and how its log stood: signed with the log's key, so that a damaged or exchanged
// backup is known before anything is put back.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { problem, Refusal } from '#core/base/problem.ts'
import { type LogKey, openNote, signNote } from '../log/keys.ts'
import { hashOfFile } from './copy.ts'

export const Manifest = z.object({
  format: z.literal('zhenpu-backup/1'),
  made: z.object({ at: z.string(), version: z.string() }),
  /** PostgreSQL's major version; null where the database is an operator's own server and not in here */
  postgres: z.number().int().nullable(),
  demo: z.boolean(),
  /** the newest signed head when the copy began: the log in here is at least this long */
  log: z.object({ size: z.number().int(), root: z.string() }).nullable(),
  files: z.array(z.object({ path: z.string(), size: z.number().int(), sha256: z.string() })),
})
export type Manifest = z.infer<typeof Manifest>

const [manifestFile, noteFile] = ['manifest.json', 'manifest.note']
/** Where the manifest and its signature stand beside the data. */
export const dataIn = (backup: string): string => join(backup, 'data')

export function writeManifest(backup: string, manifest: Manifest, key: LogKey): void {
  const text = JSON.stringify(manifest, null, 1)
  writeFileSync(join(backup, manifestFile), text, { mode: 0o600 })
  writeFileSync(join(backup, noteFile), signNote(noteText(text, key), key), { mode: 0o600 })
}

/** @throws Refusal `backup.unreadable`, `backup.signature` */
export function readManifest(backup: string, key: LogKey): Manifest {
  const path = join(backup, manifestFile)
  if (!existsSync(path)) throw new Refusal(problem('backup.unreadable', { folder: backup, why: `没有 ${manifestFile}` }))
  const text = readFileSync(path, 'utf8')
  const note = existsSync(join(backup, noteFile)) ? openNote(readFileSync(join(backup, noteFile), 'utf8'), key) : null
  if (note !== noteText(text, key)) throw new Refusal(problem('backup.signature', { folder: backup }))
  const read = Manifest.safeParse(JSON.parse(text))
  if (!read.success) throw new Refusal(problem('backup.unreadable', { folder: backup, why: `${manifestFile} 不是本系统的清单` }))
  return read.data
}

/** Every file against the manifest, none missing and none too many. @throws Refusal `backup.damaged`, naming the first ones */
export async function checkFiles(backup: string, { files }: Manifest): Promise<void> {
  const wrong: string[] = []
  const known = new Set(files.map(({ path }) => path))
  for (const { path, size, sha256 } of files) {
    const at = join(dataIn(backup), path)
    if (!existsSync(at)) wrong.push(`${path} 不在`)
    else if (statSync(at).size !== size || await hashOfFile(at) !== sha256) wrong.push(`${path} 有改动`)
  }
  for (const path of filesUnder(dataIn(backup))) if (!known.has(path)) wrong.push(`${path} 多出`)
  if (wrong.length) throw new Refusal(problem('backup.damaged', { folder: backup, count: wrong.length, first: wrong.slice(0, 3).join('；') }))
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
}

function noteText(manifest: string, { name }: LogKey): string {
  return `${name}/backup\n${createHash('sha256').update(manifest).digest('base64')}\n`
}
