// The register as of a day: a page of 100 with its total and every filter's counts, over many made-up towns.
import { listTowns } from '#server/views/towns.ts'
import { verifyLog } from '#server/log/verify.ts'
import { openLogKey } from '#server/log/keys.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programme, withMadeUpTowns } from './made-up.ts'
import { type Row, timed } from './measure.ts'

export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [towns, facts] of [[84, 12], [2000, 500], [20_000, 10]] as const) {
    const size = `${towns} towns, ${towns * facts} events`
    const begun = performance.now()
    await withMadeUpTowns(towns, facts, async database => {
      const loaded = performance.now() - begun
      rows.push({ name: 'record all facts, views included', size, median: Number((loaded / 1000).toPrecision(3)), p95: Number.NaN, unit: 's', runs: 1 })
      const query = { programme, filters: {}, sort: { by: 'place', descending: false } as const, page: 1, size: 100 }
      rows.push(await timed('as-of list, page of 100, total and facets', size, 40, run => database.read(tx => listTowns(tx, { ...query, asOf: { valid: `${1971 + (run % 10)}-06-0${1 + (run % 9)}`, known: null } }))))
      rows.push(await timed('the same, known in the past', size, 20, run => database.read(tx => listTowns(tx, { ...query, asOf: { valid: `${1971 + (run % 10)}-06-0${1 + (run % 9)}`, known: '2026-02-01T00:00:00.000Z' } }))))
      rows.push(await timed('the same, one grade and one prefecture', size, 40, run => database.read(tx => listTowns(tx, { ...query, filters: { grade: ['excellent'], prefecture: ['220300'] }, asOf: { valid: `${1971 + (run % 10)}-06-0${1 + (run % 9)}`, known: null } }))))
      if (towns === 20_000) rows.push(await timed('verify the whole log', size, 1, () => database.read(tx => verifyLog(tx, openLogKey(mkdtempSync(join(tmpdir(), 'zhenpu-key-'))), null))))
    })
  }
  return rows
}
