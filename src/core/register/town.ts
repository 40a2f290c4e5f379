// 小镇: a listed place. Its identity is an id; names, place, category, grades and standing are facts over time.
import { z } from 'zod'
import type { Basis, Fact } from './event.ts'

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
  /** 疑为同一小镇: proposed by comparison, settled by a person */
  'town.linked': z.object({ to: z.string(), relation: z.literal('possibly-same'), confidence: z.enum(['likely', 'possible']), state: z.enum(['proposed', 'confirmed', 'rejected']) }),
} as const

export type TownFactType = keyof typeof townFacts
export type TownFact = { [T in TownFactType]: Fact<T, z.infer<(typeof townFacts)[T]>> }[TownFactType]

/** listed 在册 · unconfirmed 待确认 · withdrawn 退出 · eliminated 淘汰 · named 已命名; null: not listed yet */
export type Status = 'listed' | 'unconfirmed' | 'withdrawn' | 'eliminated' | 'named'

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

/** A town as of one day and one state of knowledge: the fold of its facts. */
export type Town = {
  id: TownId
  name: string
  /** every name and printed variant with its document, oldest first */
  names: { name: string; kind: 'registered' | 'former' | 'printed'; since: string; basis: Basis }[]
  division: string | null
  prefecture: string | null
  standings: Standing[]
  links: { to: TownId; confidence: 'likely' | 'possible'; state: 'proposed' | 'confirmed' | 'rejected'; basis: Basis }[]
}
