// What the checks of a report compare with, and what they find.
import { blocking, checkContent, completed, type Finding, type Surroundings } from '#core/reporting/check.ts'
import type { Content } from '#core/reporting/content.ts'
import { yearBefore } from '#core/reporting/period.ts'
import type { Tx } from '../db/connect.ts'
import { findForm, type Form, neighbourForm } from './forms.ts'
import { type Report, submittedIn } from './store.ts'

/** The same towns' last period and same period of the year before; other reporters of this period as peers. */
export async function surroundingsOf(tx: Tx, { form, reporting }: Pick<Report, 'form' | 'reporting'>): Promise<Surroundings> {
  const { dataSet } = form
  const towns = reporting.towns.map(({ id }) => id)
  const own = async (other: Form | null): Promise<Content | null> => {
    const content = await submittedIn(tx, other, towns)
    return Object.keys(content).length ? completed(dataSet, content) : null
  }
  const [last, earlier] = [await own(neighbourForm(form, -1)), await own(findForm(`${form.programme}/${dataSet.id}/${yearBefore(form.period).id}`))]
  const peers = dataSet.checks.some(check => check.kind === 'peers') ? Object.entries(await submittedIn(tx, form)).filter(([town]) => !towns.includes(town)) : []
  return { ...(last ? { last } : {}), ...(earlier ? { yearBefore: earlier } : {}), ...(peers.length ? { peers: completed(dataSet, Object.fromEntries(peers)) } : {}) }
}

/** Findings on a report: towns without a row are asked for too. */
export function findingsOf({ form, reporting, submission }: Report, around: Surroundings): Finding[] {
  return checkContent(form.dataSet, withEveryTown(reporting, submission.content), around)
}

export function blockingIn(report: Report, findings: readonly Finding[]): Finding[] {
  return blocking(findings, report.submission.content)
}

/** The content with an empty row for each town that has none. */
export function withEveryTown({ towns }: Report['reporting'], content: Content): Content {
  return { ...Object.fromEntries(towns.map(({ id }) => [id, { values: {} }])), ...content }
}
