// 年度 on the desk.
import { actionOf, type SeasonState, stageLabels } from '#core/season/season.ts'
import { turnsOf } from '#core/season/turn.ts'
import { seasonStream } from '#core/season/events.ts'
import type { Tx } from '../db/connect.ts'
import { seasonTarget } from '../season/account.ts'
import { loadSeason, seasonIds } from '../season/load.ts'
import { presentRow, stepLabels } from '../season/present.ts'
import { holds, nameOf, noun, personIn } from './noun.ts'

const prefix = seasonStream('')

export const seasonWork = noun<SeasonState>({
  owns: stream => stream.startsWith(prefix),
  async open(tx, _, __, subject) {
    const ids = subject === null ? await seasonIds(tx) : [subject.slice(prefix.length)]
    return (await statesOf(tx, ids)).filter(({ stage }) => stage !== 'closed')
  },
  async waits(_, state, { person, day }, { identity: { access } }) {
    const target = seasonTarget(state)
    const { due } = presentRow(state)
    return turnsOf(state, day).filter(id => access.may(person, actionOf(id).permission, target, day).allowed).map(id => ({
      kind: 'season' as const, subject: seasonStream(state.id), act: id, label: actionOf(id).label, title: titleOf(state), what: stageLabels[state.stage],
      path: `${pathOf(state.id)}?do=${id}`, due: id === 'score' ? due : null, since: state.steps.at(-1)?.at ?? null, demo: state.demo,
    }))
  },
  milestones(state, who, context) {
    const { due } = presentRow(state)
    if (due === null || !holds(context, who, 'season.read')) return []
    return [{ day: due, label: state.stage === 'publicised' ? '公示期满' : '评分报送截止', title: titleOf(state), path: pathOf(state.id), demo: state.demo }]
  },
  async changes(tx, events, who, context) {
    if (!holds(context, who, 'season.read')) return []
    // What ships with the product nobody has done.
    const done = events.filter(event => personIn(event) !== null)
    const states = new Map((await statesOf(tx, [...new Set(done.map(({ stream }) => stream.slice(prefix.length)))])).map(state => [seasonStream(state.id), state]))
    return done.map(({ stream, type, actor, recorded, position }) => {
      const state = states.get(stream) as SeasonState
      return { position, at: recorded, who: nameOf(actor), what: stepLabels[type] ?? type, title: titleOf(state), path: pathOf(state.id), demo: state.demo }
    })
  },
})

async function statesOf(tx: Tx, ids: readonly string[]): Promise<SeasonState[]> {
  const states: SeasonState[] = []
  for (const id of ids) states.push(await loadSeason(tx, id))
  return states
}

function titleOf(state: SeasonState): string {
  return `${presentRow(state).title} ${state.year}年度`
}

function pathOf(id: string): string {
  return `/seasons/${id}`
}
