// Letters of a season, as Word and PDF, in one archive: those that whoever asked for it may read.
import { zipSync } from 'fflate'
import { letterLabels } from '#core/notice/letter.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { OfficialDocument } from '#core/document/official.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { checkedLetter } from '../notice/letter-act.ts'
import { noticeFile } from '../season/notice-file.ts'
import { type Cases, loadCase } from '../supervision/cases.ts'
import { letterTarget } from '../supervision/targets.ts'
import { namesOf } from '../supervision/towns.ts'
import { dayInChina } from '../http/as-of.ts'
import type { TaskKind } from './kinds.ts'

type Paper = { name: string; document: OfficialDocument; draft: boolean }

/** The same letters give the same archive, whenever it is made: 1980 is the first day a ZIP file knows. */
const mtime = new Date(1980, 0, 1)

/** After so many milliseconds of work others get their turn. */
const turn = 50

/** What the job is begun with. @throws Refusal `letter.none` where there is nothing to put together */
export function zipOf(season: string, letters: readonly Cases['letter'][]): Record<string, string> {
  if (!letters.length) throw new Refusal(problem('letter.none', { why: '没有您看得到的函件' }))
  return { season, letters: letters.map(({ id }) => id).join(' ') }
}

export const letters: TaskKind = {
  label: '函件打包',
  /** One that may no longer be read keeps the whole archive back. */
  async refusal(tx: Tx, { letters: ids = '' }, { identity: { access } }: Context, { person, day }: Caller) {
    for (const id of ids.split(' ')) {
      const decision = access.may(person, 'letter.read', await letterTarget(tx, await loadCase(tx, 'letter', id), day), day)
      if (!decision.allowed) return decision.reason
    }
    return null
  },
  async work({ season = '', letters: ids = '' }, { database, context, progress, signal }) {
    const papers = await database.read(async tx => papersOf(tx, ids.split(' '), dayInChina(context.now())))
    const files: Record<string, Uint8Array> = {}
    let paused = performance.now()
    for (const [i, { name, document, draft }] of papers.entries()) {
      for (const format of ['docx', 'pdf'] as const) files[`${name}.${format}`] = Buffer.from((await noticeFile(document, format, { draft, fonts: context.fonts ?? null })).base64, 'base64')
      progress(i + 1, papers.length)
      if (performance.now() - paused < turn) continue
      await new Promise(setImmediate)
      signal.throwIfAborted()
      paused = performance.now()
    }
    return { name: `${season.replaceAll('/', ' ')}年度函件.zip`, type: 'application/zip', bytes: zipSync(files, { level: 0, mtime }) }
  },
}

async function papersOf(tx: Tx, ids: readonly string[], day: string): Promise<Paper[]> {
  const found: Cases['letter'][] = []
  for (const id of ids) found.push(await loadCase(tx, 'letter', id))
  const nameOf = await namesOf(tx, found.flatMap(({ town }) => town ?? []), day)
  const papers: Paper[] = []
  for (const letter of found) {
    const name = `${letterLabels[letter.kind]}/${letter.town ? nameOf(letter.town) : letter.number ?? '通知'}`.replaceAll(/[\\:*?"<>|]/g, '_')
    papers.push({ name, document: (await checkedLetter(tx, letter)).content.document, draft: !letter.sent })
  }
  return papers
}
