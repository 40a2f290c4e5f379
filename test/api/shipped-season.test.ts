// The round of 2023, worked out again from its circular: the same outcomes, the same names, a circular that reads back alike.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { printExplanation } from '#core/decision/explanation.ts'
import { readNotice } from '#core/intake/read-notice.ts'
import type { DecisionsContent, NoticeContent, SnapshotContent } from '#core/season/content.ts'
import { contentOf, loadSeason } from '#server/season/load.ts'
import { type Worked, workOut } from '#server/season/propose.ts'
import { getProgramme } from '#server/policies.ts'
import { type Application, startApplication } from './application.ts'

const id = 'jilin-characteristic-towns/2023'
const source = parse(readFileSync('data/notices/2023-evaluation.yaml', 'utf8')) as { lists: { kind: string; towns: string[] }[] }
const printed = (kind: string): string[] => (source.lists.find(list => list.kind === kind)?.towns ?? [])

let application: Application
let worked: Worked
beforeAll(async () => {
  application = await startApplication()
  worked = await application.database.read(async tx => workOut(tx, await loadSeason(tx, id), '2026-01-05'))
}, 60_000)
afterAll(() => application?.close())

const content = async <T extends SnapshotContent | DecisionsContent | NoticeContent>(what: 'snapshot' | 'decisions' | 'notice'): Promise<T> => await application.database.read(async tx => contentOf<T>(tx, worked.state, what)) as T

describe('the round of 2023', () => {
  it('has 84 towns, graded as printed; last year’s grades are marked as inferred', async () => {
    const { towns, units } = await content<SnapshotContent>('snapshot')
    expect([towns.length, units]).toEqual([84, null])
    for (const kind of ['excellent', 'qualified', 'basic', 'unqualified']) expect([kind, towns.filter(town => town.facts['grade']?.value === kind).length]).toEqual([kind, printed(kind).length])
    const known = towns.filter(town => !['none', 'unknown'].includes(town.facts['lastYear']?.value ?? ''))
    expect(known).toHaveLength(12)
    expect(known.every(town => town.facts['lastYear']?.inferred)).toBe(true)
  })
  it('gives exactly 1 promoted, 7 warned, 7 eliminated, the printed ones', () => {
    const names = (list: string): string[] => worked.proposals.filter(proposal => worked.rules.file.outcomes.find(outcome => outcome.id === proposal.outcome)?.list === list).map(proposal => proposal.town.name).toSorted()
    expect([names('promoted').length, names('warned').length, names('eliminated').length]).toEqual([1, 7, 7])
    for (const list of ['promoted', 'warned', 'eliminated']) expect(names(list)).toEqual(printed(list).toSorted())
    expect(worked.proposals.filter(proposal => proposal.open)).toEqual([])
  })
  it('explains every outcome by article and fact', () => {
    for (const proposal of worked.proposals) expect(printExplanation(proposal.because)).toMatch(/吉(发改城发|政办明电)/)
    expect(printExplanation(worked.proposals.find(proposal => proposal.town.name === '长春市关东文化小镇')?.because as never)).toContain('设定 成长类不合格：与培育类同样办理')
  })
  it('its circular says what the source says, list by list, in the same order and spelling', async () => {
    const { text } = await content<NoticeContent>('notice')
    const read = readNotice(text, getProgramme(application.context.programmes, 'jilin-characteristic-towns'))
    if (!read.ok) throw new Error(read.problem.code)
    for (const { kind, towns } of source.lists) expect([kind, read.value.lists.find(list => list.kind === kind)?.towns.map(town => town.name)]).toEqual([kind, towns])
    expect(read.value.document).toMatchObject({ number: '吉发改城发〔2024〕735号', draftedOn: '2024-12-16' })
  })
  it('writes nothing into the register that was not there already', async () => {
    const list = await application.client.townList({ programme: 'jilin-characteristic-towns', valid: '2025-02-01', status: ['listed'], size: 200 })
    expect(list.total).toBe(77)
  })
  it('is worked out again byte for byte', async () => {
    const again = await application.database.read(async tx => workOut(tx, await loadSeason(tx, id), '2030-01-01'))
    expect(JSON.stringify(again.proposals)).toBe(JSON.stringify(worked.proposals))
  })
})
