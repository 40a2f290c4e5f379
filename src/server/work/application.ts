// 申报 on the desk. The stream of its review is nobody's news: who the experts are stands there.
import { divisionOn } from '#core/access/organisation.ts'
import { covers } from '#core/access/reach.ts'
import type { Target } from '#core/access/target.ts'
import { type ApplicationState, lastDayOf, stageLabels } from '#core/application/application.ts'
import type { CallState } from '#core/application/call.ts'
import { applicationStream } from '#core/application/events.ts'
import { reviewStream } from '#core/application/review-events.ts'
import { applicationTurns, type Turn } from '#core/application/turn.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { draftOf, readDraft } from '../application/drafts.ts'
import { type Case, applicationsIn, findCase, listOf, loadCalls, policyOf, reviewsOf } from '../application/load.ts'
import { shownTo, stepLabels } from '../application/present.ts'
import { caseTarget } from '../application/target.ts'
import { holds, nameOf, noun, type Who } from './noun.ts'

type Open = { application: ApplicationState; call: CallState; turns: Turn[]; place: Target; target: () => Promise<Target> }

const prefix = applicationStream('')
const reviews = reviewStream('')

export const applicationWork = noun<Open>({
  owns: stream => stream.startsWith(prefix) || stream.startsWith(reviews),
  moved: async (_, stream) => [`${prefix}${stream.slice(stream.indexOf('/') + 1)}`],
  async open(tx, context, day, subject) {
    if (subject !== null) {
      const found = await findCase(tx, subject.slice(prefix.length))
      return found ? openIn(tx, found.call, [found.application], context, day) : []
    }
    const calls = (await loadCalls(tx)).filter(({ stage }) => stage === 'open' || stage === 'selected')
    const found: Open[] = []
    for (const call of calls) found.push(...await openIn(tx, call, await applicationsIn(tx, call.id), context, day))
    return found
  },
  async waits(_, { application, call, turns, place, target }, who, context) {
    const { person, day } = who
    const { access } = context.identity
    const mine = turns.filter(({ permission, of }) => (of === undefined || of === person.id) && holds(context, who, permission) && covers(access.scopeOf(person, permission, day), place, person.id))
    if (!mine.length) return []
    const about = await target()
    const due = application.stage === 'checked' ? call.milestones.review : lastDayOf(application, call)
    const open = application.remarks.filter(remark => remark.version === application.version).length
    return mine.filter(({ permission }) => access.may(person, permission, about, day).allowed).map(({ id, label }) => ({
      kind: 'application' as const, subject: applicationStream(application.id), act: id, label, title: application.name, what: open ? `${stageLabels[application.stage]}，有 ${open} 条批注要答复` : stageLabels[application.stage],
      path: `${pathOf(application.id)}${id === 'pool' || id === 'draw' || id === 'review' || id === 'conclude' ? '?tab=review' : ''}`, due, since: application.steps.at(-1)?.at ?? null, demo: call.demo,
    }))
  },
  async changes(tx, events, who, context) {
    if (!holds(context, who, 'application.read')) return []
    const shown = shownTo(context.identity.access.scopeOf(who.person, 'application.read', who.day))
    const own = events.filter(({ stream }) => stream.startsWith(prefix))
    const cases = new Map<string, Case | null>()
    for (const stream of new Set(own.map(one => one.stream))) cases.set(stream, await readable(tx, stream.slice(prefix.length), who, context))
    return own.flatMap(({ stream, type, actor, recorded, position }) => {
      const one = cases.get(stream)
      return one ? [{ position, at: recorded, who: shown(nameOf(actor)), what: stepLabels[type] ?? type, title: one.application.name, path: pathOf(one.application.id), demo: one.call.demo }] : []
    })
  },
})

async function openIn(tx: Tx, call: CallState, applications: readonly ApplicationState[], { places }: Context, day: string): Promise<Open[]> {
  const { panel } = (await policyOf(tx, call)).applications.review
  const list = await listOf(tx, call)
  const seats = await reviewsOf(tx, applications)
  return applications.flatMap((application): Open[] => {
    const review = seats.get(application.id)
    const turns = review ? applicationTurns(application, call, review, list, panel, day) : []
    if (!review || !turns.length) return []
    const county = divisionOn(application.division, day, places)
    let target: Promise<Target> | undefined
    return [{
      application, call, turns, place: { town: application.id, case: application.id, county, prefecture: county && places.prefectureOf(county, day) },
      target: () => (target ??= readDraft(tx, draftOf(application.id)).then(draft => caseTarget(tx, { application, call, review, draft }, day, places))),
    }]
  })
}

/** null where the person may not read it */
async function readable(tx: Tx, id: string, { person, day }: Who, { identity: { access }, places }: Context): Promise<Case | null> {
  const found = await findCase(tx, id)
  return found && access.may(person, 'application.read', await caseTarget(tx, found, day, places), day).allowed ? found : null
}

function pathOf(id: string): string {
  return `/applications/${id}`
}
