// 查找 as one types, over many made-up towns and cases, for somebody who sees everything and somebody who sees a county.
import { person, post } from '#core/access/access.fixture.ts'
import type { Person } from '#core/access/person.ts'
import type { Fact } from '#core/register/event.ts'
import { createContext } from '#cli/open.ts'
import { planCall } from '#server/application/call-act.ts'
import { type Caller, nobody } from '#server/identity/caller.ts'
import { record } from '#server/record.ts'
import { search } from '#server/search/search.ts'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programme, withMadeUpTowns } from './made-up.ts'
import { type Row, timed } from './measure.ts'

const [towns, cases] = [2000, 5000]
const day = '2026-01-05'
const now = `${day}T04:00:00.000Z`
const counties = ['220281', '220122', '220182', '220183', '222401']
/** as one types: a part of a name, pinyin, initials, a number, what every name has, what no name has */
const questions = ['演', '演示1', '演示12号', 'yanshi', 'ysxz', 'xiaozhen', '小镇', '220281', '蛟河', '农安 演示', '云发〔2026〕', '没有这个']

export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  await withMadeUpTowns(towns, 12, async database => {
    const context = createContext(mkdtempSync(join(tmpdir(), 'zhenpu-bench-')))
    const who = { actor: '演示', person: 'p', behalf: null, desk: 'province' as const, today: day, now, demo: true }
    await database.transaction(async tx => {
      const call = await planCall(tx, { programme, batch: 2, title: '演示批次', milestones: { submit: '2026-02-01', recommend: '2026-02-10', review: '2026-03-01' }, demo: true }, who)
      const begun = (n: number): Fact => ({ type: 'application.started', effective: day, basis: { document: programme }, data: { person: 'p', behalf: null, call, programme, division: counties[n % counties.length], name: `演示${n}号申报小镇` } })
      await record(tx, { actor: '演示', now, writes: Array.from({ length: cases }, (_, n) => ({ stream: `application/m${n}`, expected: 0, facts: [begun(n)] })) })
    })
    const callers: [string, Person][] = [['the province', person('p', [post('province-handler')])], ['a county', person('p', [post('county', { division: '220281' })])]]
    for (const [whose, asks] of callers) {
      const caller: Caller = { ...nobody(), person: asks, actor: '', account: '', username: '', session: { id: '', expires: now, confirmedUntil: null }, day, reach: context.identity.access.scopeOf(asks, 'town.read', day), behalf: null, emergencies: [] }
      rows.push(await timed(`search, for ${whose}`, `${towns} towns, ${cases} cases`, 120, n => database.read(tx => search(tx, { q: questions[n % questions.length] as string }, context, caller))))
    }
  })
  return rows
}
