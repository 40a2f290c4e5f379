// A form 报表: one data set of a programme for one period, as `PROGRAMME/DATA-SET/PERIOD`; and who reports in it.
import { sql } from 'kysely'
import { problem, Refusal } from '#core/base/problem.ts'
import type { DataSet } from '#core/reporting/data-set.ts'
import { lastEnded, neighbour, type Period, periodOf } from '#core/reporting/period.ts'
import { type ListedTown, type Reporting, reportersOf } from '#core/reporting/reporter.ts'
import { inForce } from '#core/register/town.ts'
import { putContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { record } from '../record.ts'
import { readOnce } from '../policy-folder.ts'
import { loadDataSets } from './data-sets.ts'

export type Form = { id: string; programme: string; dataSet: DataSet; period: Period }

/** Every data set, by programme; read once. */
export const allDataSets: () => ReadonlyMap<string, readonly DataSet[]> = readOnce(loadDataSets)

/** null where an id names no form: no such data set, no such period, or one from before the data set was in force */
export function findForm(id: string): Form | null {
  const [programme = '', name = '', at = '', ...rest] = id.split('/')
  const dataSet = allDataSets().get(programme)?.find(other => other.id === name)
  const period = dataSet && periodOf(dataSet.period, at)
  return dataSet && period && !rest.length && dataSet.validFrom <= period.first ? { id, programme, dataSet, period } : null
}

/** @throws Refusal `reporting.unknown` */
export function formOf(id: string): Form {
  const form = findForm(id)
  if (!form) throw new Refusal(problem('reporting.unknown', { form: id.slice(0, 120) }))
  return form
}

/** The same data set `steps` periods later; null before it was in force. */
export function neighbourForm({ programme, dataSet, period }: Form, steps: number): Form | null {
  return findForm(`${programme}/${dataSet.id}/${neighbour(period, steps).id}`)
}

/** Of each data set the last period that is over, and the ones before it, opened or not. */
export function recentForms(today: string, count: number): Form[] {
  return [...allDataSets()].flatMap(([programme, dataSets]) => dataSets.flatMap(dataSet => {
    const last = lastEnded(dataSet.period, today)
    return Array.from({ length: count }, (_, i) => findForm(`${programme}/${dataSet.id}/${neighbour(last, -i).id}`)).filter(form => form !== null)
  }))
}

/** Who owes the report: from the towns on the programme's list on the period's last day. */
export async function reportersIn(tx: Tx, { programme, dataSet, period }: Form, { places }: Pick<Context, 'places'>): Promise<Reporting[]> {
  const { rows } = await sql<ListedTown>`
    select town as id, name, sort_key as "order", division as county, prefecture from view.town_segment
    where programme = ${programme} and known_to = 'infinity' and valid @> ${period.last}::date and status = any(${[...inForce]}::text[])`.execute(tx)
  return reportersOf(dataSet, rows, period.last, places)
}

/** Stream of a form's own facts. */
export function formStream(form: string): string {
  return `reporting/${form}`
}

/** Ids of the forms that have been opened 下达: nobody owes a report before. */
export async function openedForms(tx: Tx): Promise<Set<string>> {
  const rows = await tx.selectFrom('event').select('stream').where('type', '=', 'reporting.opened').execute()
  return new Set(rows.map(({ stream }) => stream.slice(formStream('').length)))
}

/** @throws Refusal `reporting.opened`, `reporting.too-early` */
export async function openForm(tx: Tx, id: string, { actor, person, today, now }: { actor: string; person: string; today: string; now: string }): Promise<void> {
  const form = formOf(id)
  const name = `${form.period.title} ${form.dataSet.title}`
  if (form.period.last >= today) throw new Refusal(problem('reporting.too-early', { form: name, last: form.period.last }))
  if ((await openedForms(tx)).has(id)) throw new Refusal(problem('reporting.opened', { form: name }))
  const hashes = { dataSet: await putContent(tx, form.dataSet, now) }
  await record(tx, { actor, now, writes: [{ stream: formStream(id), expected: 0, facts: [{ type: 'reporting.opened', effective: today, basis: { document: `${form.dataSet.id}@${form.dataSet.version}` }, data: { person, form: id, hashes } }] }] })
}
