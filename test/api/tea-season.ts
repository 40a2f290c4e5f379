// A year of the fictional programme, taken straight through its steps to the issued notice, for tests of what comes after it.
import { demoGrid } from '#core/evaluation/demo-data.ts'
import { readTable } from '#core/evaluation/table.ts'
import { gridsOf } from '#core/evaluation/workbook.ts'
import type { Tx } from '#server/db/connect.ts'
import { confirmDecisions, cutSeason, decideSeason, departFromProposal, freezeSeason, lockSeason, noteSeason, openSeason, proposeDecisions, publiciseSeason, scoreSeason, type Who } from '#server/season/act.ts'
import { loadSeason } from '#server/season/load.ts'
import { approveNotice, draftNotice, issueNotice } from '#server/season/notice.ts'
import { schemeById } from '#server/season/policies.ts'
import { listedTowns } from '#server/season/snapshot.ts'
import { workOut } from '#server/season/propose.ts'
import { cutChoices } from '#core/season/cuts.ts'
import type { Application } from './application.ts'
import { teaProgramme, teaTowns } from './tea-towns.ts'

export type YearDays = { opened: string; until: string; after: string; issued: string }
export type Note = { town: string; fact: string; value: string; source: string }

/** Until the publicity has begun; the steps are taken by `people` in turn, as the separation of duties wants. */
export async function teaSeasonUntilPublicity({ database }: Application, year: number, { opened, until }: YearDays, notes: readonly Note[] = []): Promise<string> {
  const id = `${teaProgramme}/${year}`
  const step = async (day: string, person: string, work: (tx: Tx, who: Who) => Promise<unknown>): Promise<void> => {
    await database.transaction(tx => work(tx, whoOn(day, person)))
  }
  await step(opened, 'h', (tx, who) => openSeason(tx, { programme: teaProgramme, year, scheme: 'tea-demo', document: null, collectUntil: null, demo: false }, who))
  await step(opened, 'r', (tx, who) => lockSeason(tx, id, {}, who))
  const there = new Set((await database.read(tx => listedTowns(tx, teaProgramme, { valid: opened, known: null }))).map(town => town.name))
  const read = readTable(await gridsOf(table(teaTowns.filter(name => there.has(name))), '评分.csv'), schemeById(teaProgramme, 'tea-demo'))
  await step(opened, 'h', (tx, who) => scoreSeason(tx, id, { ...read, source: '评分.csv' }, who))
  if (notes.length) await step(opened, 'h', (tx, who) => noteSeason(tx, id, notes, who))
  await step(opened, 'r', (tx, who) => freezeSeason(tx, id, who))
  await step(opened, 'r', async (tx, who) => {
    const { rules, state, snapshot } = await workOut(tx, await loadSeason(tx, id), opened)
    await cutSeason(tx, id, cutChoices(rules, state.settings, snapshot.towns).map(({ group, value, proposed }) => ({ group, value, count: proposed })), '按份额', who)
  })
  await step(opened, 'h', (tx, who) => proposeDecisions(tx, id, who))
  const { proposals } = await database.read(async tx => workOut(tx, await loadSeason(tx, id), opened))
  for (const proposal of proposals.filter(other => other.outcome === null)) await step(opened, 'h', (tx, who) => departFromProposal(tx, id, { town: proposal.town.id, outcome: '保留', reason: '待查' }, who))
  await step(opened, 'h', (tx, who) => publiciseSeason(tx, id, { from: opened, until }, who))
  return id
}

/** The rest: confirmed, decided, written, signed. `issue` false: it waits to be sent out. */
export async function teaSeasonToNotice({ database }: Application, id: string, { after, issued }: YearDays, number: string, issue = true): Promise<void> {
  const year = Number(id.slice(id.lastIndexOf('/') + 1))
  await database.transaction(tx => confirmDecisions(tx, id, whoOn(after, 'r')))
  await database.transaction(tx => decideSeason(tx, id, whoOn(after, 'l')))
  await database.transaction(tx => draftNotice(tx, id, { number, signedOn: issued, fieldwork: { year, month: 11 } }, whoOn(issued, 'h')))
  if (!issue) return
  await database.transaction(tx => approveNotice(tx, id, whoOn(issued, 'l')))
  await database.transaction(tx => issueNotice(tx, id, whoOn(issued, 'r')))
}

export function whoOn(day: string, person: string): Who {
  return { actor: `测试（${person}）`, person: `p-${person}`, today: day, now: `${day}T03:00:00.000Z` }
}

/** Data as a third party sends them: two towns poor, one withdrawn, the rest as made up. */
function table(towns: readonly string[]): Uint8Array {
  const rows = demoGrid(schemeById(teaProgramme, 'tea-demo'), towns.map(name => ({ name, category: teaTowns.indexOf(name) % 2 ? '叶类' : '芽类' })), 7).rows.map(row => row.map(cell => cell.value as string | number | null))
  rows[0]?.push('自愿退出')
  for (const [i, row] of rows.entries()) if (i > 0) row.push(i === 5 ? '是' : '')
  for (const i of [1, 2]) rows[i] = [...(rows[i] as string[]).slice(0, 2), 20, 1, 0.5, '未编制', 9, 10, 50, '']
  return Buffer.from(rows.map(row => row.map(cell => cell ?? '').join(',')).join('\n'))
}
