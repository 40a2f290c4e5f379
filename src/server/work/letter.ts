// 函件 on the desk: to be signed and sent; once it has come, to be answered.
import { type Letter, letterFlow, letterLabels } from '#core/notice/letter.ts'
import { letterTurns } from '#core/notice/turn.ts'
import type { Target } from '#core/access/target.ts'
import { actionOf } from '#core/supervision/flow.ts'
import { findCase, listCases, streamOf } from '../supervision/cases.ts'
import { letterTarget } from '../supervision/targets.ts'
import { namesOf } from '../supervision/towns.ts'
import { holds, nameOf, noun } from './noun.ts'

type Open = { letter: Letter; title: string; target: () => Promise<Target> }

const prefix = streamOf('letter', '')

export const letterWork = noun<Open>({
  owns: stream => stream.startsWith(prefix),
  async open(tx, _, day, subject) {
    const letters = (subject === null ? await listCases(tx, 'letter') : [await findCase(tx, 'letter', subject.slice(prefix.length))].filter(letter => letter !== null)).filter(letter => letterTurns(letter, day).length)
    const townName = await namesOf(tx, letters.flatMap(({ town }) => town ?? []), day)
    return letters.map((letter): Open => {
      let target: Promise<Target> | undefined
      return { letter, title: titleOf(letter, townName), target: () => (target ??= letterTarget(tx, letter, day)) }
    })
  },
  async waits(_, { letter, title, target }, who, context) {
    const turns = letterTurns(letter, who.day).map(id => actionOf(letterFlow, id)).filter(({ permission }) => holds(context, who, permission))
    if (!turns.length) return []
    const about = await target()
    return turns.filter(({ permission }) => context.identity.access.may(who.person, permission, about, who.day).allowed).map(({ id, label }) => ({
      kind: 'notice' as const, subject: streamOf('letter', letter.id), act: id, label, title, what: id === 'answer' ? '可以答复' : letterFlow.stages[letter.stage], path: pathOf(letter.id), due: id === 'answer' ? letter.until : null, since: letter.steps.at(-1)?.at ?? null, demo: letter.demo,
    }))
  },
  async changes(tx, events, who, context) {
    if (!holds(context, who, 'letter.read')) return []
    const seen = new Map<string, Letter>()
    for (const stream of new Set(events.map(one => one.stream))) {
      const letter = await findCase(tx, 'letter', stream.slice(prefix.length))
      if (letter && context.identity.access.may(who.person, 'letter.read', await letterTarget(tx, letter, who.day), who.day).allowed) seen.set(stream, letter)
    }
    const townName = await namesOf(tx, [...seen.values()].flatMap(({ town }) => town ?? []), who.day)
    return events.flatMap(({ stream, type, actor, recorded, position }) => {
      const letter = seen.get(stream)
      return letter ? [{ position, at: recorded, who: nameOf(actor), what: letterFlow.actions.find(({ fact }) => fact === type)?.label ?? letterFlow.opening.label, title: titleOf(letter, townName), path: pathOf(letter.id), demo: letter.demo }] : []
    })
  },
})

function titleOf({ kind, town }: Letter, townName: (id: string) => string): string {
  return [town && townName(town), letterLabels[kind]].filter(Boolean).join(' ')
}

function pathOf(id: string): string {
  return `/letters/${id}`
}
