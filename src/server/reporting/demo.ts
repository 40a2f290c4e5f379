// 演示数据: two periods of every data set whose programme has towns, in a demonstration only. The earlier one is accepted
// everywhere; in the later one reports stand at every stage, and the demonstration's own county has not begun.
import { sql } from 'kysely'
import type { Content } from '#core/reporting/content.ts'
import { differences, digestOf } from '#core/reporting/content.ts'
import { demoRow } from '#core/reporting/demo-data.ts'
import { lastEnded, neighbour } from '#core/reporting/period.ts'
import type { Step } from '#core/reporting/submission.ts'
import type { Tx } from '../db/connect.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import { allDataSets, findForm, type Form, openForm, reportersIn } from './forms.ts'
import { sendReminders } from './remind.ts'
import { keepStep, lockReport, type Report } from './store.ts'

const label = '演示数据'

/** How far reports of the later period have come, one after another. */
const stages = ['accepted', 'approved', 'submitted', 'returned', 'draft', 'none'] as const
type Stage = (typeof stages)[number]

/** Does nothing where a report exists already. */
export async function loadDemoReports(tx: Tx, context: Context): Promise<void> {
  if (await tx.selectFrom('reporting_submission').select('id').limit(1).executeTakeFirst()) return
  const today = dayInChina(context.now())
  const own = await demoCounties(tx)
  await assignDepartments(tx)
  for (const [programme, dataSets] of allDataSets()) {
    for (const dataSet of dataSets) {
      const last = lastEnded(dataSet.period, today)
      for (const back of [1, 0]) {
        const form = findForm(`${programme}/${dataSet.id}/${neighbour(last, -back).id}`)
        const reporters = form && await reportersIn(tx, form, context)
        if (!form || !reporters?.length) continue
        await openForm(tx, form.id, { actor: label, person: 'p-demo-province', today, now: context.now() })
        for (const [i, { id }] of reporters.entries()) await makeUp(tx, `${form.id}/${id}`, form, back ? 'accepted' : own.has(id) ? 'none' : stages[i % stages.length] ?? 'none', context)
      }
    }
  }
  await sendReminders(tx, context)
}

async function makeUp(tx: Tx, id: string, form: Form, stage: Stage, context: Context): Promise<void> {
  if (stage === 'none') return
  const now = context.now()
  const { dataSet, period } = form
  const on = dayInChina(now)
  let report = await lockReport(tx, id, now, context)
  const take = async (by: { id: string; name: string }, step: Omit<Step, 'person' | 'on'>): Promise<Report> => keepStep(tx, report, { ...step, person: `p-demo-${by.id}`, on } as Step, { actor: `${label}·${by.name}（p-demo-${by.id}）`, person: `p-demo-${by.id}`, behalf: null, today: on, now })
  const grown = Number(period.id.slice(0, 4)) * 4 - 2024 * 4 + Math.floor((Number(period.last.slice(5, 7)) - 1) / 3)
  const content: Content = Object.fromEntries(report.reporting.towns.slice(0, stage === 'draft' ? 1 : undefined).map(town => [town.id, { ...demoRow(dataSet, town.id, grown), ...(stage === 'draft' ? {} : { remark: `${label}，虚构` }) }]))
  const office = (level: string): { id: string; name: string } => ({ id: level, name: dataSet.chain.find(({ id }) => id === level)?.label ?? level })
  report = await take({ id: 'filler', name: '填报人' }, { kind: 'saved', changes: differences({}, content) } as never)
  if (stage === 'draft') return
  const digest = digestOf(content)
  const sign = async (level: string): Promise<Report> => take(office(level), { kind: 'signed', level, digest } as never)
  const [first, ...rest] = dataSet.chain.map(level => level.id)
  report = await sign(first ?? '')
  if (stage === 'returned') {
    const [town, indicator] = [report.reporting.towns[0]?.id ?? null, dataSet.indicators.find(({ type }) => type === 'integer')?.id ?? null]
    report = await take(office(rest[0] ?? ''), { kind: 'returned', level: rest[0] ?? '', to: first ?? '', reason: '个别数据请核对', comments: [{ town, indicator, text: '与上期相比请说明' }] } as never)
  }
  if (stage === 'submitted' || stage === 'returned') return
  if (stage === 'accepted') for (const department of dataSet.departments) report = await take(department, { kind: 'confirmed', department: department.id, digest: digestOf(content, new Set(department.indicators)) } as never)
  for (const level of stage === 'approved' ? rest.slice(0, 1) : rest) report = await sign(level)
}

/** Divisions of the made-up county office: its report is left for whoever tries the product. */
async function demoCounties(tx: Tx): Promise<Set<string>> {
  const posts = await tx.selectFrom('post').select(['division', 'towns']).where('role', 'in', ['county', 'operator']).execute()
  return new Set(posts.flatMap(({ division, towns }) => [...(division ? [division] : []), ...towns]))
}

/** The one made-up department speaks for all that the data sets name. */
async function assignDepartments(tx: Tx): Promise<void> {
  const ids = [...new Set([...allDataSets().values()].flatMap(dataSets => dataSets.flatMap(({ departments }) => departments.map(({ id }) => id))))]
  await sql`update post set assigned = ${ids}::text[] where role = 'department' and assigned = '{}'`.execute(tx)
}
