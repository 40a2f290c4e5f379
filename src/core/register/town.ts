// 小镇: a listed place. Its identity is an id; names, place, category, grades and standing are facts over time.
import { z } from 'zod'
import { factsAsOf } from './as-of.ts'
import type { AsOf, Basis, Fact, Recorded } from './event.ts'

/** Identity apart from name: `t-` and 12 characters, given once. */
export type TownId = string

const programme = z.string()

/** Every kind of fact about a town. `null` means: this document does not say. */
export const townFacts = {
  /** 定名、更名、正名 */
  'town.named': z.object({ name: z.string(), change: z.enum(['first', 'renamed', 'corrected']) }),
  /** a spelling that some document prints for this town 印作 */
  'town.printed': z.object({ as: z.string() }),
  /** 所在地: GB/T 2260 codes or special-area codes; `printed` is the list's own group heading */
  'town.placed': z.object({ division: z.string().nullable(), prefecture: z.string().nullable(), printed: z.string().optional() }),
  /** 列入清单 */
  'town.listed': z.object({ programme, batch: z.number().int().nullable(), category: z.string().nullable(), townType: z.string().nullable(), number: z.number().int().optional() }),
  /** no later document says whether the town is still listed 后续文件未再提及 */
  'town.unconfirmed': z.object({ programme }),
  /** 年度评估等级; `negated` means only that it was not this grade */
  'town.graded': z.object({ programme, year: z.number().int(), grade: z.string(), negated: z.literal(true).optional() }),
  /** 晋级或改类 */
  'town.recategorised': z.object({ programme, from: z.string().nullable(), to: z.string(), year: z.number().int().optional() }),
  /** 警告 */
  'town.warned': z.object({ programme, year: z.number().int() }),
  /** 警告解除 */
  'town.warning-cleared': z.object({ programme, year: z.number().int() }),
  /** 自愿退出 */
  'town.withdrew': z.object({ programme, year: z.number().int() }),
  /** 淘汰; `cause` says on which ground, `reapplyFrom` when a new application may be accepted again */
  'town.eliminated': z.object({ programme, year: z.number().int(), cause: z.enum(['consecutive', 'withdrawn', 'struck-off', 'unstated']), reapplyFrom: z.string().nullable() }),
  /** 验收命名 */
  'town.accredited': z.object({ programme }),
  /** 撤销原登记: the fact it corrects does not hold, and nothing takes its place; `of` is that fact's type */
  'town.annulled': z.object({ programme, of: z.string() }),
  /** 疑为同一小镇: proposed by comparison, settled by a person */
  'town.linked': z.object({ to: z.string(), relation: z.literal('possibly-same'), confidence: z.enum(['likely', 'possible']), state: z.enum(['proposed', 'confirmed', 'rejected']) }),
} as const

export type TownFactType = keyof typeof townFacts
export type TownFact = { [T in TownFactType]: Fact<T, z.infer<(typeof townFacts)[T]>> }[TownFactType]

/** listed 在册 · named 已命名 · unconfirmed 后续文件未再提及 · continued 以新名延续 · withdrawn 自愿退出 · eliminated 淘汰 */
export const statuses = ['listed', 'named', 'unconfirmed', 'continued', 'withdrawn', 'eliminated'] as const
export type Status = (typeof statuses)[number]

/** The statuses of a town that is on the list. */
export const inForce: readonly Status[] = ['listed', 'named']

/** A town's standing in one programme. */
export type Standing = {
  programme: string
  status: Status
  batch: number | null
  category: string | null
  townType: string | null
  since: string
  sinceDating: 'exact' | 'no-later-than'
  grades: { year: number; grade: string; negated: boolean; basis: Basis; effective: string }[]
  warning: { year: number; since: string; basis: Basis } | null
  /** new applications are not accepted before this day 不再受理期 */
  reapplyFrom: string | null
  /** what the latest change of status or category rests on */
  basis: Basis
}

export type Spelling = { name: string; kind: 'registered' | 'former' | 'printed'; since: string; basis: Basis }

/** A town as of one day and one state of knowledge: the fold of its facts. */
export type Town = {
  id: TownId
  name: string
  /** every name and printed variant with its document, oldest first */
  names: Spelling[]
  division: string | null
  prefecture: string | null
  standings: Standing[]
  links: { to: TownId; confidence: 'likely' | 'possible'; state: 'proposed' | 'confirmed' | 'rejected'; basis: Basis }[]
}

/** The town as of one day and one state of knowledge; null before its first fact. */
export function townAsOf(id: TownId, events: readonly Recorded<TownFact>[], asOf: AsOf): Town | null {
  return factsAsOf(events, asOf).reduce<Town | null>((town, event) => evolve(town ?? unknownTown(id), event), null)
}

/** What is known before the first fact: nothing but the identity. */
export function unknownTown(id: TownId): Town {
  return { id, name: '', names: [], division: null, prefecture: null, standings: [], links: [] }
}

/** One fact further. Facts come in the order in which they took effect. */
export function evolve(town: Town, fact: Recorded<TownFact>): Town {
  switch (fact.type) {
    case 'town.named':
      return { ...town, name: fact.data.name, names: [...town.names.map(name => retire(name, fact.data.change)), spelling(fact.data.name, 'registered', fact)] }
    case 'town.printed':
      return town.names.some(name => name.name === fact.data.as) ? town : { ...town, names: [...town.names, spelling(fact.data.as, 'printed', fact)] }
    case 'town.placed':
      return { ...town, division: fact.data.division, prefecture: fact.data.prefecture }
    case 'town.annulled':
      return town
    case 'town.linked': {
      const { to, confidence, state } = fact.data
      const linked = { ...town, links: [...town.links.filter(link => link.to !== to), { to, confidence, state, basis: fact.basis }] }
      if (state !== 'confirmed') return linked
      return { ...linked, standings: town.standings.map(standing => (standing.status === 'unconfirmed' ? { ...standing, status: 'continued', basis: fact.basis } : standing)) }
    }
    default:
      return withStanding(town, fact)
  }
}

type StandingFact = Exclude<Recorded<TownFact>, { type: 'town.named' | 'town.printed' | 'town.placed' | 'town.linked' | 'town.annulled' }>

function withStanding(town: Town, fact: StandingFact): Town {
  const { programme } = fact.data
  const before = town.standings.find(standing => standing.programme === programme)
  const after = nextStanding(before ?? newStanding(programme, fact), fact)
  return { ...town, standings: before ? town.standings.map(standing => (standing === before ? after : standing)) : [...town.standings, after] }
}

function nextStanding(standing: Standing, fact: StandingFact): Standing {
  const { basis } = fact
  switch (fact.type) {
    case 'town.listed': {
      // A document that only confirms the listing leaves what earlier ones said; a new listing after an exit starts anew.
      const anew = standing.status === 'eliminated' || standing.status === 'withdrawn'
      const { batch, category, townType } = fact.data
      const start = anew ? { since: fact.effective, sinceDating: fact.dating ?? 'exact', warning: null, reapplyFrom: null } : {}
      return { ...standing, ...start, status: standing.status === 'named' ? 'named' : 'listed', batch: batch ?? standing.batch, category: category ?? standing.category, townType: townType ?? standing.townType, basis }
    }
    case 'town.unconfirmed':
      return { ...standing, status: 'unconfirmed', basis }
    case 'town.graded': {
      const { year, grade, negated = false } = fact.data
      const grades = [...standing.grades.filter(other => other.year !== year), { year, grade, negated, basis, effective: fact.effective }].sort((a, b) => a.year - b.year)
      return { ...standing, grades, ...(standing.status === 'unconfirmed' && !negated ? { status: 'listed' as const, basis } : {}) }
    }
    case 'town.recategorised':
      return { ...standing, category: fact.data.to, basis }
    case 'town.warned':
      return { ...standing, warning: { year: fact.data.year, since: fact.effective, basis } }
    case 'town.warning-cleared':
      return { ...standing, warning: null }
    case 'town.withdrew':
      return { ...standing, status: 'withdrawn', warning: null, basis }
    case 'town.eliminated':
      return { ...standing, status: fact.data.cause === 'withdrawn' ? 'withdrawn' : 'eliminated', warning: null, reapplyFrom: fact.data.reapplyFrom, basis }
    case 'town.accredited':
      return { ...standing, status: 'named', basis }
  }
}

function newStanding(programme: string, fact: StandingFact): Standing {
  return {
    programme, status: 'listed', batch: null, category: null, townType: null, since: fact.effective, sinceDating: fact.dating ?? 'exact',
    grades: [], warning: null, reapplyFrom: null, basis: fact.basis,
  }
}

function retire(name: Spelling, change: 'first' | 'renamed' | 'corrected'): Spelling {
  return name.kind === 'registered' ? { ...name, kind: change === 'corrected' ? 'printed' : 'former' } : name
}

function spelling(name: string, kind: Spelling['kind'], { effective, basis }: Recorded<TownFact>): Spelling {
  return { name, kind, since: effective, basis }
}
