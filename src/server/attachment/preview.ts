// The preview of a kept file: read once in the checking process, then kept beside the files under the same hash.
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { finished } from 'node:stream/promises'
import { Preview } from '#contract/preview.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import { Refusal } from '#core/base/problem.ts'
import { runPreview } from './run-check.ts'
import { pathOf, previewPathOf, read } from './store.ts'

/** Counts up with every change of what a preview says; those of earlier programs are then made anew. */
const shape = 1

const underway = new Map<string, Promise<Preview>>()

/** Whoever asks while it is being made waits for the same one. What cannot be read in time is no preview, and says so. */
export function previewOf(folder: string, file: Attachment): Promise<Preview> {
  const known = underway.get(file.hash)
  if (known) return known
  const made = findOrMake(folder, file).finally(() => underway.delete(file.hash))
  underway.set(file.hash, made)
  return made
}

async function findOrMake(folder: string, file: Attachment): Promise<Preview> {
  const path = previewPathOf(folder, file.hash, shape)
  const kept = await readFile(path, 'utf8').then(text => Preview.safeParse(JSON.parse(text))).catch(() => null)
  if (kept?.success) return kept.data
  // Read to its end, a file is known to be what its hash says; an altered one throws here.
  await finished((await read(folder, file.hash)).resume())
  const made = await make(pathOf(folder, file.hash), file)
  // It may have been the hour and not the file: whoever asks next, tries again.
  if (!made) return { kind: 'none', why: '内容太多，或者结构特殊，读不出预览。请下载后查看。', pages: null }
  const preview = Preview.parse(made)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  // A preview that cannot be kept is made again the next time.
  await writeFile(draft, JSON.stringify(preview), { mode: 0o600 }).then(() => rename(draft, path)).catch(() => rm(draft, { force: true }))
  return preview
}

/** Null where it could not be read in time. */
async function make(path: string, file: Attachment): Promise<Preview | null> {
  try {
    // The same bytes may go by another name in another case.
    return await runPreview(path, { name: '附件', type: file.type })
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
