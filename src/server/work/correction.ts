// 更正 on the desk.
import { documentOf, type DocumentFact, documentStream } from '#core/register/document.ts'
import { correctionTurns } from '#core/notice/turn.ts'
import { type Correction, correctionFlow } from '#core/notice/correction.ts'
import { actionOf } from '#core/supervision/flow.ts'
import type { Tx } from '../db/connect.ts'
import { readStream } from '../log/read.ts'
import { findCase, listCases, streamOf } from '../supervision/cases.ts'
import { correctionTarget } from '../supervision/targets.ts'
import { holds, nameOf, noun } from './noun.ts'

type Open = { state: Correction; title: string }

const prefix = streamOf('correction', '')

export const correctionWork = noun<Open>({
  owns: stream => stream.startsWith(prefix),
  async open(tx, _, __, subject) {
    const states = subject === null ? await listCases(tx, 'correction') : [await findCase(tx, 'correction', subject.slice(prefix.length))].filter(state => state !== null)
    const found: Open[] = []
    for (const state of states.filter(one => correctionTurns(one).length)) found.push({ state, title: await titleOf(tx, state) })
    return found
  },
  async waits(tx, { state, title }, who, context) {
    const turns = correctionTurns(state).map(id => actionOf(correctionFlow, id)).filter(({ permission }) => holds(context, who, permission))
    if (!turns.length) return []
    const target = await correctionTarget(tx, state)
    return turns.filter(({ permission }) => context.identity.access.may(who.person, permission, target, who.day).allowed).map(({ id, label }) => ({
      kind: 'notice' as const, subject: streamOf('correction', state.id), act: id, label, title, what: correctionFlow.stages[state.stage], path: pathOf(state.id), due: null, since: state.steps.at(-1)?.at ?? null, demo: state.demo,
    }))
  },
  async changes(tx, events, who, context) {
    if (!holds(context, who, 'notice.read')) return []
    const titles = new Map<string, { title: string; demo: boolean; id: string }>()
    for (const stream of new Set(events.map(one => one.stream))) {
      const state = await findCase(tx, 'correction', stream.slice(prefix.length))
      if (state) titles.set(stream, { id: state.id, title: await titleOf(tx, state), demo: state.demo })
    }
    return events.flatMap(({ stream, type, actor, recorded, position }) => {
      const one = titles.get(stream)
      return one ? [{ position, at: recorded, who: nameOf(actor), what: correctionFlow.actions.find(({ fact }) => fact === type)?.label ?? correctionFlow.opening.label, title: one.title, path: pathOf(one.id), demo: one.demo }] : []
    })
  },
})

async function titleOf(tx: Tx, { of }: Correction): Promise<string> {
  const data = documentOf(await readStream<DocumentFact>(tx, documentStream(of)))
  return data?.number ?? data?.title ?? of
}

function pathOf(id: string): string {
  return `/corrections/${id}`
}
