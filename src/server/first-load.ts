// First run: the documents that ship enter the empty register through the same door as everyone else's.
import type { Database } from './db/connect.ts'
import { lockLog } from './log/append.ts'
import { lastEvent } from './log/read.ts'
import { recordNotice } from './notice-intake.ts'
import { getProgramme, loadProgrammes } from './policies.ts'
import { loadShippedSeasons } from './season/shipped.ts'
import { shippedAnswers, shippedNotices } from './shipped-notices.ts'

/** Loads into an empty register, in one transaction; does nothing where there are events. */
export async function loadShippedData(database: Database, now: () => string): Promise<{ loaded: boolean; facts: number }> {
  return database.transaction(async tx => {
    if (await lastEvent(tx)) return { loaded: false, facts: 0 }
    // Another process may be at the same: whoever comes second waits, and finds the register filled.
    await lockLog(tx)
    if (await lastEvent(tx)) return { loaded: false, facts: 0 }
    const programmes = loadProgrammes()
    const answers = shippedAnswers()
    let facts = 0
    for (const { programme, notice } of shippedNotices()) {
      facts += (await recordNotice(tx, notice, getProgramme(programmes, programme), answers, { actor: answers.by, now: now() })).facts
    }
    await loadShippedSeasons(tx, { actor: answers.by, now })
    return { loaded: true, facts }
  })
}
