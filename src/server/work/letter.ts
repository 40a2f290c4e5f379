// 函件 on the desk: to be signed and sent; once it has come, to be answered.
import { type Letter, type LetterAction, letterFlow, letterLabels } from '#core/notice/letter.ts'
import { letterTurns } from '#core/notice/turn.ts'
import type { Target } from '#core/access/target.ts'
import { actionOf } from '#core/supervision/flow.ts'
import { packOf } from '../season/policies.ts'
import { findCase, listCases, streamOf } from '../supervision/cases.ts'
import { letterTarget } from '../supervision/targets.ts'
import { namesOf } from '../supervision/towns.ts'
import { holds, nameOf, noun } from './noun.ts'

/** Letters of a season that are signed or sent together; or one that has come, by itself. */
type Open = { letters: { letter: Letter; target: () => Promise<Target> }[]; act: LetterAction; subject: string; title: string; path: string }

const prefix = streamOf('letter', '')

export const letterWork = noun<Open>({
  owns: stream => stream.startsWith(prefix),
  async moved(tx, stream) {
    const letter = await findCase(tx, 'letter', stream.slice(prefix.length))
    return letter ? [stream, togetherOf(letter, 'approve'), togetherOf(letter, 'send')] : []
  },
  async open(tx, _, day, subject) {
    const turns = (await listCases(tx, 'letter')).flatMap(letter => letterTurns(letter, day).map(act => ({ letter, act, of: act === 'answer' ? streamOf('letter', letter.id) : togetherOf(letter, act) }))).filter(({ of }) => subject === null || subject === of)
    const townName = await namesOf(tx, turns.flatMap(({ letter }) => letter.town ?? []), day)
    return [...Map.groupBy(turns, ({ of }) => of)].map(([of, own]): Open => {
      const [{ letter, act }] = own as [(typeof own)[number]]
      const one = act === 'answer'
      return {
        act, subject: of, title: one ? titleOf(letter, townName) : `${packOf(letter.programme).programme.title} ${letter.season.slice(letter.season.lastIndexOf('/') + 1)}年度`,
        path: one ? pathOf(letter.id) : `/seasons/${letter.season}?tab=letters`,
        letters: own.map(({ letter: each }) => {
          let target: Promise<Target> | undefined
          return { letter: each, target: () => (target ??= letterTarget(tx, each, day)) }
        }),
      }
    })
  },
  async waits(_, { letters, act, subject, title, path }, who, context) {
    const { id, label, permission } = actionOf(letterFlow, act)
    if (!holds(context, who, permission)) return []
    const mine: Letter[] = []
    for (const { letter, target } of letters) if (context.identity.access.may(who.person, permission, await target(), who.day).allowed) mine.push(letter)
    const [first] = mine
    if (!first) return []
    return [{ kind: 'notice' as const, subject, act: id, label, title, what: id === 'answer' ? '可以答复' : `${mine.length} 封`, path, due: id === 'answer' ? first.until : null, since: first.steps.at(-1)?.at ?? null, demo: first.demo }]
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

function togetherOf({ season }: Letter, act: LetterAction): string {
  return streamOf('letter', `${act}/${season}`)
}

function titleOf({ kind, town }: Letter, townName: (id: string) => string): string {
  return [town && townName(town), letterLabels[kind]].filter(Boolean).join(' ')
}

function pathOf(id: string): string {
  return `/letters/${id}`
}
