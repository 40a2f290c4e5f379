// 后续. A place sees its own duties and towns, the province all of them.
import type { followUpEndpoints } from '#contract/follow-up.ts'
import { covers } from '#core/access/reach.ts'
import { printCite } from '#core/decision/explain.ts'
import { rectificationFlow } from '#core/supervision/rectification.ts'
import type { Handlers } from '../http/handlers.ts'
import { followUpOf, reportDuty } from '../season/follow-up.ts'
import { loadSeason, rulesOf } from '../season/load.ts'

export const followUpHandlers: Pick<Handlers, keyof typeof followUpEndpoints> = {
  async seasonFollowUp(tx, { season }, { places, identity: { access } }, { reach, person, day }) {
    const state = await loadSeason(tx, season)
    const { duties, bans, warned } = await followUpOf(tx, state, day)
    const rules = await rulesOf(tx, state)
    const seen = (town: { id: string; division: string | null; prefecture: string | null }): boolean => covers(reach, { town: town.id, county: town.division, prefecture: town.prefecture }, person.id)
    const ground = (article: string | null, reason: string | null): string | null => [article && printCite(rules, article), reason].filter(Boolean).join('；') || null
    return {
      duties: duties.filter(duty => covers(reach, { prefecture: duty.division }, person.id)).map(({ id, division, what, to, until, article, reason, report }) => ({
        id, division, divisionName: places.nameOf(division), what, to, until, ground: ground(article, reason), late: report === null && until !== null && until < day, report,
        mayReport: access.may(person, 'notice.report', { prefecture: division }, day).allowed,
      })),
      bans: bans.filter(({ town }) => seen(town)).map(({ town, until, article }) => ({ town: town.id, name: town.name, until, over: until <= day, ground: ground(article, null) })),
      warned: warned.filter(({ town }) => seen(town)).map(({ town, since, opened }) => ({
        town: town.id, name: town.name, since, rectification: opened && { id: opened.id, stageLabel: rectificationFlow.stages[opened.stage] },
        mayOpen: opened === null && access.may(person, 'supervision.order', { town: town.id, county: town.division, prefecture: town.prefecture }, day).allowed,
      })),
    }
  },
  async seasonReportDuty(tx, { season, ...report }, { now, demo = false }, { actor, person, day, behalf }) {
    await reportDuty(tx, season, report, { actor, person: person.id, behalf, today: day, now: now(), demo })
    return { reported: day }
  },
}
