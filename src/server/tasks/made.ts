// Files that long jobs make: kept under the hash of their content like everything else, in a folder of their own, for these
// expire and attachments never do.
import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Attachment } from '#core/attachment/attachment.ts'
import { listKept } from '../attachment/store.ts'

/** Folder of made files inside that of attachments; `attachment/store.ts` reads it as it reads its own. */
export function madeFolder(files: string): string {
  return join(files, 'made')
}

export type Made = { name: string; type: string; bytes: Uint8Array }

/** Written whole and durably, or not at all; the same content twice is one file. */
export async function keepMade(files: string, { name, type, bytes }: Made): Promise<Attachment> {
  const hex = createHash('sha256').update(bytes).digest('hex')
  const path = pathOf(files, hex)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const made = `${path}.part`
  const file = await open(made, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(made, path)
  return { hash: `sha256:${hex}`, name, type, size: bytes.length }
}

/** Removes what nobody can ask for any more. @param wanted hashes that still can be */
export async function clearMade(files: string, wanted: ReadonlySet<string>): Promise<number> {
  const gone = [...(await listKept(madeFolder(files))).keys()].filter(hash => !wanted.has(hash.replace(/\.part$/, '')))
  for (const hash of gone) await rm(pathOf(files, hash.slice('sha256:'.length)), { force: true })
  return gone.length
}

function pathOf(files: string, hex: string): string {
  return join(madeFolder(files), 'sha256', hex.slice(0, 2), hex)
}
