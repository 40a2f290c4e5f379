// 报表 on the desk.
import { covers } from '#core/access/reach.ts'
import type { Tx } from '../db/connect.ts'
import { type Board, openBoards, waitingIn } from '../reporting/boards.ts'
import { findForm, formStream, reportersIn } from '../reporting/forms.ts'
import { saying } from '../reporting/present.ts'
import { streamOf, submissionId } from '../reporting/store.ts'
import type { Step } from '#core/reporting/submission.ts'
import type { Context } from '../http/context.ts'
import { holds, nameOf, noun, type Who } from './noun.ts'

const prefix = formStream('')

export const reportWork = noun<Board>({
  owns: stream => stream.startsWith(prefix),
  /** A form's own facts – that it was opened – move every report of it. */
  async moved(tx, stream, context) {
    const form = findForm(stream.slice(prefix.length))
    return form ? (await reportersIn(tx, form, context)).map(({ id }) => streamOf(submissionId(form, id))) : [stream]
  },
  open: (tx, context, day, subject) => openBoards(tx, context, day, subject === null ? null : subject.slice(prefix.length)),
  async waits(_, board, who, context) {
    const { access } = context.identity
    if (!holds(context, who, 'reporting.read')) return []
    const reach = access.scopeOf(who.person, 'reporting.read', who.day)
    const reports = board.reports.filter(({ reporting }) => covers(reach, reporting.target, who.person.id))
    const standing = board.standing.filter(({ reporter }) => reports.some(({ reporting }) => reporting.id === reporter.id))
    const last = new Map(reports.map(({ id, steps }) => [id, steps.at(-1)?.at ?? null]))
    return waitingIn({ ...board, reports, standing }, context, who).map(({ submission, reporter, form, stage, act, due }) => ({
      kind: 'reporting' as const, subject: streamOf(submission), act, label: act, title: `${reporter} ${form.period.title}${form.title}`, what: stage,
      path: pathOf(submission), due, since: last.get(submission) ?? null, demo: context.demo ?? false,
    }))
  },
  async changes(tx, events, who, context) {
    if (!holds(context, who, 'reporting.read')) return []
    const places = await placesOf(tx, [...new Set(events.map(({ stream }) => stream))], who, context)
    return events.flatMap(({ stream, type, data, actor, recorded, position }) => {
      const place = places.get(stream)
      if (!place) return []
      const { dataSet, period } = place.form
      const labels = new Map(dataSet.chain.map(level => [level.id, level.label]))
      const what = type === 'reporting.opened' ? '下达' : saying((data as { step: Step }).step, labels, dataSet.departments).what
      return [{ position, at: recorded, who: nameOf(actor), what, title: `${place.reporter === null ? '' : `${place.reporter} `}${period.title}${dataSet.title}`, path: pathOf(stream.slice(prefix.length)), demo: context.demo ?? false }]
    })
  },
})

type Place = { form: NonNullable<ReturnType<typeof findForm>>; reporter: string | null }

/** Forms and reports of the streams that the person reaches. */
async function placesOf(tx: Tx, streams: readonly string[], { person, day }: Who, context: Context): Promise<Map<string, Place>> {
  const reach = context.identity.access.scopeOf(person, 'reporting.read', day)
  const mine = new Map<string, { form: Place['form']; names: Map<string, string> }>()
  const found = new Map<string, Place>()
  for (const stream of streams) {
    const id = stream.slice(prefix.length)
    const whole = findForm(id)
    const form = whole ?? findForm(id.slice(0, id.lastIndexOf('/')))
    if (!form) continue
    if (!mine.has(form.id)) mine.set(form.id, { form, names: new Map((await reportersIn(tx, form, context)).filter(({ target }) => covers(reach, target, person.id)).map(one => [one.id, one.name])) })
    const { names } = mine.get(form.id) as { names: Map<string, string> }
    const reporter = whole ? null : names.get(id.slice(form.id.length + 1))
    if (names.size && reporter !== undefined) found.set(stream, { form, reporter })
  }
  return found
}

function pathOf(id: string): string {
  return `/reporting/${id}`
}
