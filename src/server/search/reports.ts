// 报表: forms by title and period, and the reports of those in the caller's reach, begun or not.
import type { Hit } from '#contract/search.ts'
import { covers } from '#core/access/reach.ts'
import { printStage } from '#core/reporting/submission.ts'
import type { Reporting } from '#core/reporting/reporter.ts'
import { findForm, type Form, openedForms, reportersIn } from '../reporting/forms.ts'
import { loadReports, targetOfReport } from '../reporting/store.ts'
import { type Asked, firstSeen, holds, type Kind } from './kind.ts'
import { fitsOne } from './words.ts'

/** Forms that are looked into for reporters, the newest first. */
const looked = 4

export const reports: Kind = {
  group: 'reporting',
  async find(asked) {
    const { tx, words, most, context, caller: { person, day } } = asked
    if (!holds(asked, 'reporting.read')) return []
    const reach = context.identity.access.scopeOf(person, 'reporting.read', day)
    const forms = [...await openedForms(tx)].flatMap(id => findForm(id) ?? []).toSorted((a, b) => (a.period.last < b.period.last ? 1 : a.period.last > b.period.last ? -1 : a.id < b.id ? -1 : 1))
    // A word names the form or who reports it: 长春 季报.
    const split = forms.map(form => ({ form, rest: words.filter(word => !fitsOne(word, namesOf(form, context))) }))
    const named = split.filter(({ rest }) => !rest.length).map(({ form }): Hit => ({ kind: 'form', id: form.id, title: `${form.period.title} ${form.dataSet.title}`, note: titleOf(form, context), text: null }))
    const found: { form: Form; reporting: Reporting }[] = []
    for (const { form, rest } of split.filter(one => one.rest.length).toSorted((a, b) => a.rest.length - b.rest.length).slice(0, looked)) {
      if (named.length + found.length > most) break
      const mine = (await reportersIn(tx, form, context)).filter(reporting => covers(reach, reporting.target, person.id) && rest.every(word => fitsOne(word, [reporting.name, reporting.id])))
      found.push(...mine.map(reporting => ({ form, reporting })))
    }
    const own = await firstSeen(found, most - named.length, async ({ form, reporting }) => {
      const [report] = await loadReports(tx, form, [reporting])
      if (!report || !context.identity.access.may(person, 'reporting.read', targetOfReport(report), day).allowed) return null
      return { kind: 'submission', id: report.id, title: `${reporting.name} ${form.period.title}`, note: `${form.dataSet.title} · ${printStage(form.dataSet, report.submission)}`, text: null }
    })
    return [...named, ...own].slice(0, most + 1)
  },
}

function titleOf({ programme }: Form, { programmes }: Asked['context']): string {
  return programmes.find(other => other.id === programme)?.title ?? programme
}

function namesOf(form: Form, context: Asked['context']): string[] {
  return [form.dataSet.title, form.period.title, form.id, titleOf(form, context)]
}
