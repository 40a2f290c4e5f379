// What the public asks runs as a role that has no right to anything unpublished: whatever a handler forgets to leave out.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentHash } from '#core/base/content-hash.ts'
import { putContent } from '#server/content.ts'
import { append } from '#server/log/append.ts'
import { logSize } from '#server/log/read.ts'
import { type Application, now, startApplication } from '../api/application.ts'

let application: Application
const fact = (type: string, data: object): { type: string; data: object; effective: string; basis: { document: string } } => ({ type, data, effective: '2026-01-01', basis: { document: 'd' } })
const list = { rows: [{ name: '暗号小镇', listed: true }] }
const write = (stream: string, expected: number, ...facts: ReturnType<typeof fact>[]): Promise<unknown> => application.database.transaction(tx => append(tx, { actor: '测试', now, writes: [{ stream, expected, facts }] }))
const published = <T>(query: string): Promise<T[]> => application.database.readPublished(async tx => (await sql.raw<T>(query).execute(tx)).rows)
const streams = async (): Promise<string[]> => (await published<{ stream: string }>('select distinct split_part(stream, \'/\', 1) as stream from event order by 1')).map(row => row.stream)

beforeAll(async () => {
  application = await startApplication()
  for (const stream of ['application/a', 'review/a', 'reporting/f', 'season/p/2030', 'rectification/r', 'misuse/m', 'report/r', 'appeal/a', 'support/s', 'round/r', 'emergency/e']) await write(stream, 0, fact('secret.kept', { canary: '暗号' }))
  await write('call/p/1', 0, fact('call.planned', { programme: 'p', batch: 1, title: '暗号' }))
  await application.database.transaction(tx => putContent(tx, list as never, now))
})
afterAll(() => application?.close())

describe('the public’s role', () => {
  it('reads the views, and of the log the facts of towns and documents', async () => {
    expect(await streams()).toEqual(['document', 'town'])
    expect((await published<{ n: number }>('select count(*)::int as n from view.town_segment'))[0]?.n).toBeGreaterThan(100)
    expect(JSON.stringify(await published('select * from event'))).not.toContain('暗号')
    const all = await application.database.read(logSize)
    expect([all > 450, await application.database.readPublished(logSize)]).toEqual([true, all])
  })

  it('reads a call once it is open, and a list once it is made public', async () => {
    await write('call/p/1', 1, fact('call.opened', {}))
    expect(await streams()).toEqual(['call', 'document', 'town'])
    await write('call/p/1', 2, fact('call.selected', { hashes: { list: contentHash(list as never) } }))
    expect(await published('select * from content')).toEqual([])
    await write('call/p/1', 3, fact('call.publicised', {}))
    expect((await published<{ body: string }>('select body from content')).map(row => row.body)).toEqual([expect.stringContaining('暗号小镇')])
  })

  it('has no right to any other table, and none to write', async () => {
    const { rows } = await application.database.read(tx => sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(tx))
    const open: string[] = []
    for (const { name } of rows) await published(`select 1 from ${name} limit 1`).then(() => open.push(name), (error: Error) => expect([name, error.message]).toEqual([name, `permission denied for table ${name}`]))
    expect(open).toEqual(['checkpoint', 'content', 'event'])
    expect(rows.length).toBeGreaterThan(20)
    for (const statement of ['insert into checkpoint select * from checkpoint', 'delete from view.town_segment', 'create table mine (x int)', 'alter table event disable row level security', 'select is_publicised_list(\'x\'), pg_read_file(\'/etc/passwd\')']) await expect(published(statement)).rejects.toThrow(/read-only|permission denied|must be owner/)
  })

  it('the application’s own role reads and writes everything as before', async () => {
    expect(JSON.stringify((await application.database.read(tx => sql`select * from event`.execute(tx))).rows)).toContain('暗号')
  })
})
