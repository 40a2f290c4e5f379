// 公示 as everybody sees it: from its first day on, marked as not decided, and afterwards for the record.
import { problem, Refusal } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import type { ListContent } from '#core/application/list.ts'
import type { Places } from '#core/register/division.ts'
import type { PublicityContent } from '#core/season/content.ts'
import type { Objecting } from '#core/supervision/policy.ts'
import { loadCalls } from '../application/load.ts'
import { getContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import { loadSeason, seasonIds } from '../season/load.ts'
import { packOf } from '../season/policies.ts'
import { supervisedProgrammes, supervisionOf } from '../supervision/policies.ts'

type Entry = { town: string | null; name: string; detail: string | null }

/** `id`: kind, season or call, and which of its publicities: season/项目/年份/1 */
export type Publicity = {
  id: string
  kind: 'season' | 'call'
  /** the season or call */
  of: string
  title: string
  programme: string
  from: PlainDate
  until: PlainDate
  state: 'open' | 'closed'
  /** it ended without a decision, and everything was looked at again */
  returned: boolean
  issued: { document: string; number: string } | null
  /** the season's or call's stage still is the publicity */
  running: boolean
  demo: boolean
  content: string
}

/** Those whose first day has come, newest first. */
export async function publicitiesOn(tx: Tx, today: PlainDate): Promise<Publicity[]> {
  const seasons = await Promise.all((await seasonIds(tx)).map(id => loadSeason(tx, id)))
  const calls = await loadCalls(tx)
  const all = [
    ...seasons.flatMap(({ id, programme, year, publicities, publicity, stage, issued, demo }) => publicities.flatMap(({ from, until, content, returned }, i): Publicity[] => {
      const last = i === publicities.length - 1
      return content === null ? [] : [{ id: `season/${id}/${i + 1}`, kind: 'season', of: id, title: `${packOf(programme, year).programme.title}${year}年度评估结果公示`, programme, from, until, returned, content, demo, ...standing(last, stage === 'publicised' && publicity !== null, until, today), issued: last && !returned ? issued : null }]
    })),
    ...calls.flatMap(({ id, programme, title, publicities, publicity, stage, issued, demo }) => publicities.map(({ from, until, list, returned }, i): Publicity => {
      const last = i === publicities.length - 1
      return { id: `call/${id}/${i + 1}`, kind: 'call', of: id, title: `${title}拟列入名单公示`, programme, from, until, returned, content: list, demo, ...standing(last, stage === 'publicised' && publicity !== null, until, today), issued: last && !returned ? issued && { document: issued.document, number: issued.number } : null }
    })),
  ]
  return all.filter(({ from }) => from <= today).sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? 1 : -1))
}

function standing(last: boolean, publicised: boolean, until: PlainDate, today: PlainDate): { running: boolean; state: 'open' | 'closed' } {
  const running = last && publicised
  return { running, state: running && today <= until ? 'open' : 'closed' }
}

/** @throws Refusal `publicity.unknown` for what is not there, or not yet */
export async function getPublicity(tx: Tx, id: string, today: PlainDate): Promise<Publicity> {
  const found = (await publicitiesOn(tx, today)).find(other => other.id === id)
  if (!found) throw new Refusal(problem('publicity.unknown', {}))
  return found
}

/** The lists it shows, under their headings. */
export async function listsOfPublicity(tx: Tx, { kind, content }: Publicity, places: Places): Promise<{ label: string; kind: string; towns: Entry[] }[]> {
  if (kind === 'season') return (await getContent<PublicityContent>(tx, content)).lists.map(list => ({ label: list.label, kind: list.kind, towns: list.towns.map(({ town, name }) => ({ town, name, detail: null })) }))
  const { rows } = await getContent<ListContent>(tx, content)
  const towns = rows.filter(row => row.listed).map(({ name, prefecture, category, townType }): Entry => ({ town: null, name, detail: [prefecture && places.shortOf(prefecture), category, townType].filter(Boolean).join('，') }))
  return [{ label: '拟列入名单', kind: 'listed', towns }]
}

/** How one may object; null where the programme's rules say nothing of it. */
export function objectingOf({ programme, kind }: Publicity): Objecting | null {
  return supervisedProgrammes().includes(programme) ? supervisionOf(programme).publicity?.[kind] ?? null : null
}
