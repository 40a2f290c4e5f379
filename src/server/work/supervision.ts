// 监督 on the desk: checks, rectifications, misused names, reports, appeals, requests for support.
import type { Cases, SupervisionNoun as Noun } from '../supervision/cases.ts'
import { findCase, streamOf } from '../supervision/cases.ts'
import { targetOfCase } from '../supervision/targets.ts'
import { namesOf } from '../supervision/towns.ts'
import { flows, nouns, type OpenCase, openCases, readableTarget, titleOf, waitsIn } from '../supervision/waits.ts'
import { nameOf, noun } from './noun.ts'

export const supervisionWork = noun<OpenCase>({
  owns: stream => nounOf(stream) !== undefined,
  open: (tx, context, day, subject) => openCases(tx, context, day, subject),
  async waits(tx, one, who, context) {
    return (await waitsIn(tx, one, who, context)).map(({ noun: of, id, action, label, title, stageLabel, due }) => ({
      kind: 'supervision' as const, subject: streamOf(of, id), act: action, label, title, what: `${flows[of].noun}：${stageLabel}`,
      path: pathOf(of, id), due, since: one.state.steps.at(-1)?.at ?? null, demo: context.demo ?? false,
    }))
  },
  async changes(tx, events, who, context) {
    const states = new Map<string, { noun: Noun; state: Cases[Noun] }>()
    for (const stream of new Set(events.map(one => one.stream))) {
      const of = nounOf(stream) as Noun
      const state = await findCase(tx, of, stream.slice(of.length + 1))
      const one = state && { noun: of, state, target: () => targetOfCase(tx, of, state as never, who.day, context) } as OpenCase
      // Whom it is hidden from learns not even that it is there.
      if (one && await readableTarget(tx, one, who, context)) states.set(stream, one)
    }
    const towns = await namesOf(tx, [...states.values()].flatMap(({ state }) => ('town' in state && state.town ? [state.town] : [])), who.day)
    return events.flatMap(({ stream, type, actor, recorded, position }) => {
      const one = states.get(stream)
      if (!one) return []
      const flow = flows[one.noun]
      const what = flow.actions.find(({ fact }) => fact === type)?.label ?? flow.opening.label
      return [{ position, at: recorded, who: nameOf(actor), what, title: titleOf(one.noun, one.state, towns), path: pathOf(one.noun, one.state.id), demo: context.demo ?? false }]
    })
  },
})

function nounOf(stream: string): Noun | undefined {
  return nouns.find(of => stream.startsWith(`${of}/`))
}

/** The page's address: lists of the workbench are named in the plural. */
function pathOf(of: Noun, id: string): string {
  return `/supervision/${of}s/${id}`
}
