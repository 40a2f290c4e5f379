// 后续 on the desk: what an issued notice leaves to be done – reports that places owe, warned towns nobody has opened a case for.
import type { PlainDate } from '#core/base/plain-date.ts'
import { seasonStream } from '#core/season/events.ts'
import { followUpStream } from '#core/season/follow-up.ts'
import type { SeasonState } from '#core/season/season.ts'
import { type FollowUp, followUpOf } from '../season/follow-up.ts'
import { loadSeason, seasonIds } from '../season/load.ts'
import { presentRow } from '../season/present.ts'
import { holds, nameOf, noun } from './noun.ts'

type Open = { state: SeasonState; left: FollowUp }

const prefix = followUpStream('')

export const followUpWork = noun<Open>({
  owns: stream => stream.startsWith(prefix),
  // A season's own facts may leave something to be done; what they are is no news of this noun.
  hears: stream => stream.startsWith(prefix) || stream.startsWith(seasonStream('')),
  moved: async (_, stream) => [stream.startsWith(prefix) ? stream : followUpStream(stream.slice(seasonStream('').length))],
  async open(tx, _, day, subject) {
    const found: Open[] = []
    for (const id of subject === null ? await seasonIds(tx) : [subject.slice(prefix.length)]) {
      const state = await loadSeason(tx, id)
      if (state.issued) found.push({ state, left: await followUpOf(tx, state, day) })
    }
    return found
  },
  async waits(_, { state, left: { duties, warned } }, who, context) {
    const { identity: { access }, places } = context
    const may = (permission: 'notice.report' | 'supervision.order', place: Parameters<typeof access.may>[2]): boolean => access.may(who.person, permission, place, who.day).allowed
    const common = { kind: 'notice' as const, subject: followUpStream(state.id), path: `/seasons/${state.id}?tab=follow`, since: state.issued?.publicAt ?? null, demo: state.demo }
    const owed = duties.filter(({ report, division }) => report === null && may('notice.report', { prefecture: division }))
    const open = holds(context, who, 'supervision.order') ? warned.filter(({ opened, town }) => opened === null && may('supervision.order', { town: town.id, county: town.division, prefecture: town.prefecture })) : []
    return [
      ...owed.map(({ id, division, what, until }) => ({ ...common, act: `${id}/${division}`, label: '报告落实情况', title: `${titleOf(state)} ${places.nameOf(division)}`, what, due: until })),
      ...(open.length ? [{ ...common, act: 'open', label: '立案整改', title: titleOf(state), what: `${open.length} 个受警告的小镇还没有立案`, due: null as PlainDate | null }] : []),
    ]
  },
  async changes(tx, events, who, context) {
    if (!holds(context, who, 'season.read')) return []
    const titles = new Map<string, SeasonState>()
    for (const stream of new Set(events.map(one => one.stream))) titles.set(stream, await loadSeason(tx, stream.slice(prefix.length)))
    const { access } = context.identity
    return events.flatMap(({ stream, actor, recorded, position, data }) => {
      const state = titles.get(stream) as SeasonState
      const { division } = data as { division: string }
      if (!access.may(who.person, 'supervision.read', { prefecture: division }, who.day).allowed) return []
      return [{ position, at: recorded, who: nameOf(actor), what: '报告落实情况', title: `${titleOf(state)} ${context.places.nameOf(division)}`, path: `/seasons/${state.id}?tab=follow`, demo: state.demo }]
    })
  },
})

function titleOf(state: SeasonState): string {
  return `${presentRow(state).title} ${state.year}年度`
}
