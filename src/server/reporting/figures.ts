// Figures of other origins: kept one by one, never replaced; the newest of a place is the one compared.
import { problem, Refusal } from '#core/base/problem.ts'
import { indicatorOf, type Origin } from '#core/reporting/data-set.ts'
import { faultOf } from '#core/reporting/field.ts'
import type { Scalar } from '#core/reporting/content.ts'
import { completed } from '#core/reporting/check.ts'
import { discrepancies, sideBySide, type Sided } from '#core/reporting/reconcile.ts'
import type { Tx } from '../db/connect.ts'
import { loadReport, type Report, type Who } from './store.ts'
import type { Context } from '../http/context.ts'

export type Figure = { town: string; indicator: string; value: Scalar }
export type Sides = { town: string; indicator: string; reported: Scalar; thirdParty: Scalar; administrative: Scalar; differing: string[] }

/** @throws Refusal `reporting.town`, `reporting.indicator`, `reporting.figure` */
export async function keepFigures(tx: Tx, id: string, { origin, source, figures }: { origin: Exclude<Origin, 'reported'>; source: string; figures: readonly Figure[] }, who: Who, context: Context): Promise<number> {
  const { form, reporting } = await loadReport(tx, id, context)
  for (const { town, indicator: name, value } of figures) {
    if (!reporting.towns.some(other => other.id === town)) throw new Refusal(problem('reporting.town', { town: town.slice(0, 40) }))
    const indicator = indicatorOf(form.dataSet, name)
    if (!indicator) throw new Refusal(problem('reporting.indicator', { indicator: name.slice(0, 40) }))
    const fault = faultOf(indicator, value)
    if (fault) throw new Refusal(problem('reporting.figure', { indicator: indicator.name, what: fault.what, mend: fault.mend }))
  }
  await tx.insertInto('reporting_figure').values(figures.map(({ town, indicator, value }) => ({ form: form.id, town, indicator, origin, value: JSON.stringify(value), source, person: who.person, actor: who.actor, at: who.now }))).execute()
  return figures.length
}

/** Reported, third-party and administrative figures side by side, wherever another origin gives one. */
export async function sidesOf(tx: Tx, { form, reporting, submission }: Report): Promise<Sides[]> {
  const towns = reporting.towns.map(({ id }) => id)
  const rows = towns.length ? await tx.selectFrom('reporting_figure').distinctOn(['town', 'indicator', 'origin']).select(['town', 'indicator', 'origin', 'value']).where('form', '=', form.id).where('town', 'in', towns)
    .orderBy('town').orderBy('indicator').orderBy('origin').orderBy('position', 'desc').execute() : []
  const sided: Required<Sided> = { reported: completed(form.dataSet, submission.content), thirdParty: {}, administrative: {} }
  for (const { town, indicator, origin, value } of rows) sided[origin] = { ...sided[origin], [town]: { values: { ...sided[origin][town]?.values, [indicator]: value } } }
  const differing = Map.groupBy(discrepancies(form.dataSet, sided), one => `${one.town}/${one.indicator}`)
  const compared = sideBySide(form.dataSet, sided).map(({ town, indicator, values }) => ({ town, indicator, reported: values.reported ?? null, thirdParty: values.thirdParty ?? null, administrative: values.administrative ?? null, differing: (differing.get(`${town}/${indicator}`) ?? []).map(({ message }) => message) }))
  const alone = rows.filter(({ town, indicator, value }) => value !== null && !compared.some(other => other.town === town && other.indicator === indicator))
    .map(({ town, indicator, origin, value }): Sides => ({ town, indicator, reported: null, thirdParty: null, administrative: null, [origin]: value, differing: [] }))
  return [...compared, ...alone]
}
