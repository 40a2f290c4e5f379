// Reports in the database: the row that changes as one types, the saves, and the facts of the log; together they are the
// steps that `core/reporting` folds. Whoever changes a report holds its row first, so that no step falls between two others.
import { sql } from 'kysely'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Content } from '#core/reporting/content.ts'
import { doneIn } from '#core/reporting/seats.ts'
import type { Reporting } from '#core/reporting/reporter.ts'
import { type Step, type Submission, submissionAfter } from '#core/reporting/submission.ts'
import type { Target } from '#core/access/target.ts'
import type { Fact } from '#core/register/event.ts'
import { putContent } from '../content.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { readStreams } from '../log/read.ts'
import { record } from '../record.ts'
import { type Form, formOf, openedForms, reportersIn } from './forms.ts'

/** A step with what the record says beside it. */
export type Taken = { step: Step; actor: string; behalf: string | null; at: string; source: string | null }

export type Report = { id: string; form: Form; reporting: Reporting; submission: Submission; steps: readonly Taken[] }

/** Who acts, as facts and saves name them. */
export type Who = { actor: string; person: string; behalf: string | null; today: string; now: string }

type ReportFact = Fact<string, { version: number; step: Step; behalf: string | null; hashes: Record<string, string> }>

export function submissionId(form: Form, reporter: string): string {
  return `${form.id}/${reporter}`
}

export function streamOf(id: string): string {
  return `reporting/${id}`
}

/** Form and reporter of a report. @throws Refusal `reporting.unknown`, `reporting.no-reporter` */
export async function placeOf(tx: Tx, id: string, context: Pick<Context, 'places'>): Promise<{ form: Form; reporting: Reporting }> {
  const cut = id.lastIndexOf('/')
  const form = formOf(id.slice(0, Math.max(0, cut)))
  const reporting = (await reportersIn(tx, form, context)).find(other => other.id === id.slice(cut + 1))
  if (!reporting) throw new Refusal(problem('reporting.no-reporter', { reporter: id.slice(cut + 1).slice(0, 60), form: `${form.period.title} ${form.dataSet.title}` }))
  return { form, reporting }
}

export async function loadReport(tx: Tx, id: string, context: Pick<Context, 'places'>): Promise<Report> {
  const { form, reporting } = await placeOf(tx, id, context)
  return (await loadReports(tx, form, [reporting]))[0] as Report
}

/** Reports of a form, in the order of their reporters; also those nobody has begun. */
export async function loadReports(tx: Tx, form: Form, reporters: readonly Reporting[]): Promise<Report[]> {
  const ids = reporters.map(({ id }) => submissionId(form, id))
  const saves = ids.length ? await tx.selectFrom('reporting_save').selectAll().where('submission', 'in', ids).orderBy('submission').orderBy('version').execute() : []
  const savesOf = Map.groupBy(saves, save => save.submission)
  const facts = await readStreams<ReportFact>(tx, ids.map(streamOf))
  return reporters.map((reporting, i): Report => {
    const id = ids[i] as string
    const saved = (savesOf.get(id) ?? []).map(({ version, person, on, changes, actor, behalf, at, source }) => ({ version, taken: { step: { kind: 'saved' as const, person, on, changes }, actor, behalf, at, source } }))
    const told = (facts.get(streamOf(id)) ?? []).map(({ data, actor, recorded }) => ({ version: data.version, taken: { step: data.step, actor, behalf: data.behalf, at: recorded, source: null } }))
    const steps = [...saved, ...told].sort((a, b) => a.version - b.version).map(({ taken }): Taken => taken)
    return { id, form, reporting, steps, submission: submissionAfter(form.dataSet, steps.map(({ step }) => step)) }
  })
}

/** Holds the report's row until the transaction ends, made where it was not there. @throws Refusal `reporting.not-open` and as `placeOf` */
export async function lockReport(tx: Tx, id: string, now: string, context: Pick<Context, 'places'>): Promise<Report> {
  const { form } = await placeOf(tx, id, context)
  if (!(await openedForms(tx)).has(form.id)) throw new Refusal(problem('reporting.not-open', { form: `${form.period.title} ${form.dataSet.title}` }))
  await tx.insertInto('reporting_submission').values({ id, form: id.slice(0, id.lastIndexOf('/')), version: 0, content: '{}', submitted: false, saved: now }).onConflict(conflict => conflict.column('id').doNothing()).execute()
  await tx.selectFrom('reporting_submission').select('id').where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  return loadReport(tx, id, context)
}

/** Adds a step that was let in; the row is held. A save is a row; every other step is a fact that names content by hash. */
export async function keepStep(tx: Tx, before: Report, step: Step, { actor, behalf, now }: Who, source: string | null = null): Promise<Report> {
  const { id, form, submission } = before
  const version = submission.version + 1
  if (step.kind === 'saved') {
    await tx.insertInto('reporting_save').values({ submission: id, version, person: step.person, actor, behalf, on: step.on, at: now, changes: JSON.stringify(step.changes), source }).execute()
  } else {
    const signs = step.kind === 'signed' || step.kind === 'confirmed'
    const hashes: Record<string, string> = signs ? { content: await putContent(tx, submission.content, now), dataSet: await putContent(tx, form.dataSet, now) } : {}
    const fact: ReportFact = { type: `reporting.${step.kind}`, effective: step.on, basis: { document: `${form.dataSet.id}@${form.dataSet.version}` }, data: { version, step, behalf, hashes } }
    const [last] = (await readStreams(tx, [streamOf(id)])).values()
    await record(tx, { actor, now, writes: [{ stream: streamOf(id), expected: last?.length ?? 0, facts: [fact] }] })
  }
  const steps = [...before.steps, { step, actor, behalf, at: now, source }]
  const after: Report = { ...before, steps, submission: submissionAfter(form.dataSet, steps.map(taken => taken.step)) }
  await tx.updateTable('reporting_submission').set({ version, content: JSON.stringify(after.submission.content), submitted: after.submission.signatures.length > 0, saved: now }).where('id', '=', id).execute()
  return after
}

/**
 * What a form's reports say that have been submitted at least once, by town. Towns are looked for wherever they were
 * reported: a county may have changed its code, or a town its county, since.
 * @param only these towns; all of them where absent
 */
export async function submittedIn(tx: Tx, form: Form | null, only?: readonly string[]): Promise<Content> {
  if (!form) return {}
  const query = tx.selectFrom('reporting_submission').select('content').where('form', '=', form.id).where('submitted', '=', true)
  const rows = await (only ? query.where(sql<boolean>`content ?| ${[...only]}::text[]`) : query).execute()
  const all: Record<string, Content[string]> = Object.assign({}, ...rows.map(({ content }) => content))
  return only ? Object.fromEntries(only.flatMap(town => (all[town] ? [[town, all[town]]] : []))) : all
}

/**
 * The report as a case: where it belongs, what was done in it by whom.
 * @param at the level at which somebody is about to act, where it is known: nobody signs at two
 */
export function targetOfReport({ id, form, reporting, steps }: Report, at: string | null = null): Target {
  return { ...reporting.target, case: id, at, history: steps.map(({ step, behalf }) => doneIn(form.dataSet, step, behalf)) }
}

/** Nothing is known about what is not there. */
export async function submissionTarget(tx: Tx, id: string, context: Pick<Context, 'places'>): Promise<Target> {
  try {
    return targetOfReport(await loadReport(tx, id, context))
  } catch (error) {
    if (error instanceof Refusal) return {}
    throw error
  }
}
