// Signing in: what one attempt costs, and whether its time tells a known name from an unknown one (Welch's t; below 4.5
// in absolute value it does not).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#server/db/connect.ts'
import { answer } from '#server/http/pipeline.ts'
import { createContext } from '#cli/open.ts'
import { createAccount } from '#server/identity/accounts.ts'
import { nobody } from '#server/identity/caller.ts'
import { hashPassword } from '#server/identity/passwords.ts'
import { type Row, spread } from './measure.ts'

const attempts = 500

export async function run(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'zhenpu-bench-'))
  const database = await openDatabase({ folder })
  try {
    let clock = Date.parse('2026-01-05T04:00:00.000Z')
    const context = { ...createContext(folder), now: () => new Date(clock).toISOString() }
    const acting = { at: context.now(), person: 'bench' }
    await database.transaction(async tx => {
      const { id } = await createAccount(tx, { username: 'known', name: '已知' }, acting)
      await tx.updateTable('account').set({ password: await hashPassword('春山如笑且听风吟', context.identity.access.policy.passwords.argon2), password_changed: context.now() }).where('id', '=', id).execute()
    })
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    for (let i = 0; i < attempts * 2; i++) {
      const name = i % 2 ? 'known' : 'unknown'
      // Every attempt is the first one: nobody is being slowed.
      clock += 24 * 3_600_000
      const begun = performance.now()
      await answer('signIn', { username: name, password: '猜不着的口令口令' }, database, context, { ...nobody(), address: '10.0.0.1', origin: 'http://bench' }).catch(() => null)
      times[name].push(performance.now() - begun)
    }
    const t = welch(times.known, times.unknown)
    const row = (name: string, values: readonly number[]): Row => ({ name, size: '1', unit: 'ms', runs: attempts, ...spread(values) })
    return [row('sign-in refused, known name', times.known), row('sign-in refused, unknown name', times.unknown), { name: 'Welch t, known against unknown', size: `2 × ${attempts}`, median: Number(t.toFixed(2)), p95: Number.NaN, unit: 't', runs: 1 }]
  } finally {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** How far two means are apart, measured by how much they would scatter. */
function welch(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const scatter = (values: readonly number[]): number => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1) / values.length
  return (mean(a) - mean(b)) / Math.sqrt(scatter(a) + scatter(b))
}
