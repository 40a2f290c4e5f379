// Who acts: a person, with the posts they hold. Duties are kept apart by person, however many accounts or posts they have.
import type { PlainDate } from '../base/plain-date.ts'

/** 任职: a role in an organisation, from a day, to a day (the first on which it is no longer held). */
export type Post = {
  role: string
  organisation: string | null
  /** the division the organisation answers for: a GB/T 2260 code as of the day asked about */
  division: string | null
  /** towns of an operator, by id */
  towns: readonly string[]
  /** cases or towns assigned to an expert or an evaluator, by id */
  assigned: readonly string[]
  from: PlainDate
  to: PlainDate | null
  /** 代办: the person on whose behalf; such a post must end by a day */
  delegator: string | null
  /** 应急: the emergency by which the role is lent for hours; absent for every other post */
  emergency?: string
}

/** 利害关系: an organisation a person works or worked for, or is otherwise tied to. */
export type Tie = { organisation: string; until: PlainDate | null }

export type Person = {
  id: string
  name: string
  disabled: boolean
  posts: readonly Post[]
  /** prefecture a person belongs to, for recusal */
  home: string | null
  ties: readonly Tie[]
}

export function postsOn({ posts }: Person, day: PlainDate): Post[] {
  return posts.filter(post => post.from <= day && (post.to === null || day < post.to))
}

/** How the log names a person: readable on its own, and still leading back to the person. */
export function actorOf({ id, name }: { id: string; name: string }): string {
  return `${name}（${id}）`
}

/** The person's id in a name made by `actorOf`; the text itself where it was made otherwise. */
export function personOf(actor: string): string {
  return /（([^（）]+)）$/.exec(actor)?.[1] ?? actor
}
