// Made-up towns for measuring, in a database of their own that is thrown away. Never near the real register.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fact } from '#core/register/event.ts'
import type { TownFact } from '#core/register/town.ts'
import { type Database, openDatabase } from '#server/db/connect.ts'
import { record } from '#server/record.ts'
import { ensureViews } from '#server/views/ensure.ts'

export const programme = '示例-茶镇'
const grades = ['excellent', 'qualified', 'basic', 'unqualified']
const basis = { document: '演示数据' }

/** `towns` towns with `facts` facts each; the seed is the index, so every run makes the same. */
export async function withMadeUpTowns<T>(towns: number, facts: number, work: (database: Database) => Promise<T>, inProgramme = programme): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'zhenpu-bench-'))
  const database = await openDatabase({ folder })
  try {
    await ensureViews(database)
    const portion = Math.max(1, Math.floor(40_000 / facts))
    for (let from = 0; from < towns; from += portion) {
      const writes = Array.from({ length: Math.min(portion, towns - from) }, (_, i) => ({ stream: `town/m${from + i}`, expected: 0, facts: life(from + i, facts, inProgramme) }))
      await database.transaction(tx => record(tx, { actor: '演示', now: new Date(Date.UTC(2026, 0, 1) + from).toISOString(), writes }))
    }
    return await work(database)
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One day after another from 1971 on. */
function dayAfter(days: number): string {
  return new Date(Date.UTC(1971, 0, 1 + days * 7)).toISOString().slice(0, 10)
}

function life(n: number, count: number, programme: string): Fact[] {
  const prefecture = `22${String(1 + (n % 8)).padStart(2, '0')}00`
  const start: Pick<TownFact, 'type' | 'data'>[] = [
    { type: 'town.named', data: { name: `演示${n}号小镇`, change: 'first' } },
    { type: 'town.placed', data: { division: null, prefecture } },
    { type: 'town.listed', data: { programme, batch: 1 + (n % 4), category: ['芽类', '叶类'][n % 2] as string, townType: ['山镇', '水镇'][n % 2] as string } },
  ]
  const later = Array.from({ length: Math.max(0, count - start.length) }, (_, i): Pick<TownFact, 'type' | 'data'> => ({ type: 'town.graded', data: { programme, year: 1970 + (i % 40), grade: grades[(n * 7 + i * 3) % 4] as string } }))
  return [...start.map(fact => ({ ...fact, effective: '1970-01-01', basis })), ...later.map((fact, i) => ({ ...fact, effective: dayAfter(i), basis }))]
}
