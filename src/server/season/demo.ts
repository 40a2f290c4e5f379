// 演示数据: a season of made-up indicator data for the towns that stand on the real list, in a demonstration only. It goes
// as far as the proposals, so that whoever tries the product can take the next steps.
import { demoGrid } from '#core/evaluation/demo-data.ts'
import { readTable } from '#core/evaluation/table.ts'
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import { freezeSeason, lockSeason, noteSeason, openSeason, proposeDecisions, scoreSeason, type Who } from './act.ts'
import { loadSeason, seasonIds } from './load.ts'
import { allPacks, schemeById } from './policies.ts'
import { listedTowns } from './snapshot.ts'

export const demoActor = '演示数据'

/** For every shipped season a made-up one of the year after, where there is none yet. */
export async function loadDemoSeasons(tx: Tx, now: () => string): Promise<void> {
  const known = await seasonIds(tx)
  for (const id of known) {
    // A made-up season has no made-up one after it: else every start would add a year.
    if ((await loadSeason(tx, id)).demo) continue
    const [programme = '', year = ''] = id.split('/')
    const pack = allPacks().find(other => other.id === programme)
    const scheme = pack?.schemes[0]?.value as { id?: string } | undefined
    if (known.includes(`${programme}/${Number(year) + 1}`) || !scheme?.id) continue
    const moment = now()
    await makeUp(tx, programme, Number(year) + 1, scheme.id, { actor: demoActor, person: null, now: moment, today: dayInChina(moment) })
  }
}

async function makeUp(tx: Tx, programme: string, year: number, schemeId: string, who: Who): Promise<void> {
  const scheme = schemeById(programme, schemeId)
  const towns = (await listedTowns(tx, programme, { valid: who.today, known: null })).map(town => ({ id: town.id, name: town.name, category: town.standings.find(standing => standing.programme === programme)?.category ?? null }))
  const categories = towns.map(({ category }, i) => category ?? scheme.categories[i % scheme.categories.length] ?? null)
  const id = await openSeason(tx, { programme, year, scheme: schemeId, document: null, collectUntil: null, demo: true }, who)
  const made = towns.flatMap((town, i) => (town.category === null && categories[i] ? [{ town: town.id, fact: 'category', value: categories[i], source: '演示数据', inferred: '没有文件写明，演示时任意给定' }] : []))
  if (made.length) await noteSeason(tx, id, made, who)
  await lockSeason(tx, id, {}, who)
  const { units } = readTable([demoGrid(scheme, towns.map(({ name }, i) => ({ name, category: categories[i] ?? null })), year)], scheme)
  await scoreSeason(tx, id, { units, issues: [], source: '演示数据（虚构）' }, who)
  await freezeSeason(tx, id, who)
  await proposeDecisions(tx, id, who)
}
