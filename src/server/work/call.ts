// 申报批次 on the desk.
import type { Target } from '#core/access/target.ts'
import type { ApplicationState } from '#core/application/application.ts'
import { callStream, milestoneLabels, type Milestones } from '#core/application/call-events.ts'
import { callActionOf, callActions, type CallState, callStageLabels } from '#core/application/call.ts'
import type { ListContent } from '#core/application/list.ts'
import { callTurns } from '#core/application/turn.ts'
import { applicationsIn, findCall, listOf, loadCalls } from '../application/load.ts'
import { presentCallRow } from '../application/present.ts'
import { callTarget } from '../application/target.ts'
import { holds, nameOf, noun } from './noun.ts'

type Open = { call: CallState; list: ListContent | null; applications: ApplicationState[]; target: () => Promise<Target> }

const prefix = callStream('')

export const callWork = noun<Open>({
  owns: stream => stream.startsWith(prefix),
  async open(tx, _, __, subject) {
    const calls = subject === null ? await loadCalls(tx) : [await findCall(tx, subject.slice(prefix.length))].filter(call => call !== null)
    const found: Open[] = []
    for (const call of calls.filter(({ stage }) => stage !== 'issued' && stage !== 'ended')) {
      let target: Promise<Target> | undefined
      found.push({ call, list: await listOf(tx, call), applications: await applicationsIn(tx, call.id), target: () => (target ??= callTarget(tx, call.id)) })
    }
    return found
  },
  async waits(_, { call, list, applications, target }, who, context) {
    const { person, day } = who
    const turns = callTurns(call, list, applications, day).map(callActionOf).filter(({ permission }) => holds(context, who, permission))
    if (!turns.length) return []
    const about = await target()
    return turns.filter(({ permission }) => context.identity.access.may(person, permission, about, day).allowed).map(({ id, label }) => ({
      kind: 'call' as const, subject: callStream(call.id), act: id, label, title: titleOf(call), what: callStageLabels[call.stage],
      path: `${pathOf(call.id)}?do=${id}`, due: null, since: call.steps.at(-1)?.at ?? null, demo: call.demo,
    }))
  },
  milestones({ call }, who, context) {
    if (!holds(context, who, 'season.read')) return []
    const at = { title: titleOf(call), path: pathOf(call.id), demo: call.demo }
    if (call.stage === 'publicised' && call.publicity) return [{ ...at, day: call.publicity.until, label: '公示期满' }]
    return call.stage === 'open' ? (Object.keys(milestoneLabels) as (keyof Milestones)[]).map(day => ({ ...at, day: call.milestones[day], label: milestoneLabels[day] })) : []
  },
  async changes(tx, events, who, context) {
    if (!holds(context, who, 'season.read')) return []
    const calls = new Map<string, CallState | null>()
    for (const stream of new Set(events.map(one => one.stream))) calls.set(stream, await findCall(tx, stream.slice(prefix.length)))
    return events.flatMap(({ stream, type, actor, recorded, position }) => {
      const call = calls.get(stream)
      return call ? [{ position, at: recorded, who: nameOf(actor), what: callActions.find(({ fact }) => fact === type)?.label ?? '筹备批次', title: titleOf(call), path: pathOf(call.id), demo: call.demo }] : []
    })
  },
})

function titleOf(call: CallState): string {
  return `${presentCallRow(call).programmeTitle} ${call.title}`
}

function pathOf(id: string): string {
  return `/calls/${id}`
}
