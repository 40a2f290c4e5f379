// 受理条件: may this application be accepted at all? Every ground that keeps it out, with its reason and article.
import type { PlainDate } from '../base/plain-date.ts'
import { type Problem, problem } from '../base/problem.ts'
import type { NameIndex } from '../intake/names.ts'
import { printArticle } from '../policy/programme.ts'
import type { Places } from '../register/division.ts'
import { inForce, type Standing } from '../register/town.ts'
import type { Content } from './content.ts'
import type { CallPolicy } from './policy.ts'

/** `open` while it may still be listed: handed in and neither withdrawn nor refused. */
export type OtherApplication = { id: string; name: string }
export type RegisteredTown = { id: string; name: string; standing: Standing | null }

export type EligibilityInput = {
  id: string
  content: Content
  /** GB/T 2260 code as of the day */
  division: string
  today: PlainDate
  towns: NameIndex<RegisteredTown>
  /** names of other open applications of this and other calls of the programme */
  others: NameIndex<OtherApplication>
  places: Places
  /** grounds that the leading group excepted */
  admitted: readonly string[]
}

/** None where it may be accepted. Codes: `application.name …-division …-listed …-banned …-duplicate …-name-use`. */
export function eligibilityProblems(input: EligibilityInput, policy: CallPolicy): Problem[] {
  const name = typeof input.content['name'] === 'string' ? input.content['name'] : ''
  if (!name) return []
  return [...placeProblems(name, input, policy), ...townProblems(name, input, policy), ...duplicateProblems(name, input, policy), ...useProblems(input.content, policy)]
}

function placeProblems(name: string, { division, places, today }: EligibilityInput, { programme, applications }: CallPolicy): Problem[] {
  const own = places.prefectureOf(division, today)
  const place = places.find(name, today)
  const article = printArticle(programme, applications.eligibility.division.article)
  if (!name.endsWith(programme.suffix) || !place || !place.rest.slice(0, -programme.suffix.length)) return [problem('application.name', { name, suffix: programme.suffix, example: `${places.shortOf(division)}××${programme.suffix}` })]
  // A name may begin with the prefecture alone; then only the prefecture can be compared.
  if (place.division === null ? place.prefecture === own : place.division === division) return []
  return [problem('application.division', { name, division: places.shortOf(division), place: place.place, article })]
}

function townProblems(name: string, { towns, today, admitted }: EligibilityInput, { programme, applications }: CallPolicy): Problem[] {
  const match = towns.find(name)
  const found = match.how === 'exact' || match.how === 'variant' ? [match.item] : match.how === 'ambiguous' ? match.items : []
  const { ban, duplicate } = applications.eligibility
  return found.flatMap(({ name: town, standing }): Problem[] => {
    if (!standing) return []
    if (inForce.includes(standing.status)) return [problem('application.listed', { name, town, article: printArticle(programme, duplicate.article) })]
    if (standing.reapplyFrom === null || today >= standing.reapplyFrom || admitted.includes('banned')) return []
    return [problem('application.banned', { town, until: standing.reapplyFrom, article: printArticle(programme, ban.article), except: ban.inPrinciple ? '；确需例外的，由领导小组写明理由准予' : '' })]
  })
}

/** Says that there is another, never whose. */
function duplicateProblems(name: string, { id, others }: EligibilityInput, { programme, applications }: CallPolicy): Problem[] {
  const match = others.find(name)
  const found = match.how === 'exact' || match.how === 'variant' ? [match.item] : match.how === 'ambiguous' ? match.items : []
  return found.some(other => other.id !== id) ? [problem('application.duplicate', { name, article: printArticle(programme, applications.eligibility.duplicate.article) })] : []
}

function useProblems(content: Content, { programme, applications: { nameUse } }: CallPolicy): Problem[] {
  const use = content['name-use']
  return typeof use === 'string' && nameUse.refused.includes(use) ? [problem('application.name-use', { article: printArticle(programme, nameUse.article), use: nameUse.options[use] ?? use })] : []
}
