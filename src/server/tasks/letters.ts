// Every letter of a season, as Word and PDF, in one archive.
import { zipSync } from 'fflate'
import { dayInChina } from '../http/as-of.ts'
import { letterNames, lettersOf } from '../season/letters.ts'
import { noticeFile } from '../season/notice-file.ts'
import type { TaskKind } from './kinds.ts'

/** The same letters give the same archive, whenever it is made: 1980 is the first day a ZIP file knows. */
const mtime = new Date(1980, 0, 1)

/** After so many milliseconds of work others get their turn. */
const turn = 50

export const letters: TaskKind = {
  label: '函件草稿',
  permission: 'notice.read',
  scope: { season: 'season' },
  async work({ season = '', deadline = '', reviewBy = '', signedOn }, { database, context, progress, signal }) {
    const made = await database.read(tx => lettersOf(tx, season, { signedOn: signedOn ?? dayInChina(context.now()), deadline, reviewBy }))
    const names = letterNames(made)
    const files: Record<string, Uint8Array> = {}
    let paused = performance.now()
    for (const [i, { document }] of made.entries()) {
      for (const format of ['docx', 'pdf'] as const) {
        const { base64 } = await noticeFile(document, format, { draft: true, fonts: context.fonts ?? null })
        files[`${names[i]}.${format}`] = Buffer.from(base64, 'base64')
      }
      progress(i + 1, made.length)
      if (performance.now() - paused < turn) continue
      await new Promise(setImmediate)
      signal.throwIfAborted()
      paused = performance.now()
    }
    return { name: `${season.replace('/', '-')}年度函件.zip`, type: 'application/zip', bytes: zipSync(files, { level: 0, mtime }) }
  },
}
