// Plain SQL files, run once each, in the order of their names, forward only.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'

const folder = join(import.meta.dirname, '..', '..', '..', 'migrations')
const oneAtATime = 0x7a70_0001

/**
 * Brings the database up to date as its owner. A file that was changed after it ran is refused: history is not edited.
 * @returns names of the files that ran
 */
export async function migrate(owner: pg.Client): Promise<string[]> {
  await owner.query('select pg_advisory_lock($1)', [oneAtATime])
  try {
    await owner.query('create table if not exists migration (name text primary key, hash text not null, applied timestamptz(3) not null default now())')
    const known = new Map((await owner.query<{ name: string; hash: string }>('select name, hash from migration')).rows.map(row => [row.name, row.hash]))
    const ran: string[] = []
    for (const name of readdirSync(folder).filter(file => file.endsWith('.sql')).sort()) {
      const text = readFileSync(join(folder, name), 'utf8')
      const hash = createHash('sha256').update(text).digest('hex')
      const before = known.get(name)
      if (before === hash) continue
      if (before) throw new Error(`migration ${name} was changed after it ran`)
      await inTransaction(owner, async () => {
        await owner.query(text)
        await owner.query('insert into migration (name, hash) values ($1, $2)', [name, hash])
      })
      ran.push(name)
    }
    return ran
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [oneAtATime])
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await work()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
