// 留言: what people say to one another about a case, beside its steps. A comment is for one's own office or for everybody
// who may see the case; it is never changed, and when it is taken back it stays as taken back. The facts stand in a stream
// of their own, so that no case changes by being talked about.
import { z } from 'zod'
import { divisionOn, type OrganisationKind, territorial } from '../access/organisation.ts'
import { type Person, type Post, postsOn } from '../access/person.ts'
import type { AccessPolicy } from '../access/policy.ts'
import { covers, scopeOf } from '../access/reach.ts'
import type { Permission } from '../access/permission.ts'
import type { Target } from '../access/target.ts'
import { Attachment } from '../attachment/attachment.ts'
import type { PlainDate } from '../base/plain-date.ts'
import type { Places } from '../register/division.ts'
import type { Fact, Recorded } from '../register/event.ts'

/** Kinds of case that can be talked about, each with the permission that opens it. */
export const subjects = {
  season: 'season.read', call: 'season.read', application: 'application.read', submission: 'reporting.read', round: 'supervision.read', rectification: 'supervision.read',
  misuse: 'misuse.read', report: 'report.read', appeal: 'objection.read', support: 'support.read',
} as const satisfies Record<string, Permission>
export type SubjectKind = keyof typeof subjects
export const subjectKinds = Object.keys(subjects) as SubjectKind[]

/** 本级内部: the office of whoever writes · 本件各方: everybody who may see the case */
export const audiences = { office: '本级内部', parties: '本件各方' } as const
export const Audience = z.enum(['office', 'parties'])
export type Audience = z.infer<typeof Audience>

/** Whose desk a comment was written at. A division is a GB/T 2260 code of that day; `person` where nobody else shares the desk. */
export const Office = z.object({ kind: z.string(), division: z.string().nullable(), organisation: z.string().nullable(), person: z.string().nullable() }).strict()
export type Office = z.infer<typeof Office>

const by = { person: z.string(), behalf: z.string().nullable() }
export const commentFacts = {
  'comment.made': z.object({ ...by, role: z.string(), office: Office, audience: Audience, text: z.string(), files: z.array(Attachment) }),
  /** `comment`: version of the fact that made it */
  'comment.withdrawn': z.object({ ...by, comment: z.number().int() }),
} as const
export type CommentFact = { [T in keyof typeof commentFacts]: Fact<T, z.infer<(typeof commentFacts)[T]>> }[keyof typeof commentFacts]

export type Comment = { id: number; person: string; actor: string; role: string; office: Office; audience: Audience; text: string; files: Attachment[]; at: string; withdrawn: string | null }

export function commentStream(kind: SubjectKind, id: string): string {
  return `comment/${kind}/${id}`
}

/** Oldest first. */
export function commentsOf(events: readonly Recorded<CommentFact>[]): Comment[] {
  return events.reduce<Comment[]>((before, event) => {
    if (event.type === 'comment.withdrawn') return before.map(comment => (comment.id === event.data.comment ? { ...comment, withdrawn: event.recorded } : comment))
    const { person, role, office, audience, text, files } = event.data
    return [...before, { id: event.version, person, actor: event.actor, role, office, audience, text, files, at: event.recorded, withdrawn: null }]
  }, [])
}

/** Posts with which somebody may open the case. @param target the case; null where it is known to be theirs and lies nowhere in particular */
export function postsFor(policy: AccessPolicy, person: Person, permission: Permission, target: Target | null, day: PlainDate): Post[] {
  return postsOn(person, day).filter(post => policy.permissions[permission].who[post.role] && (target === null || covers(scopeOf(policy, { ...person, posts: [post] }, permission, day), target, person.id)))
}

export function officeOf({ roles }: Pick<AccessPolicy, 'roles'>, { role, division, organisation }: Post, person: string): Office {
  const kind = roles.find(other => other.id === role)?.organisation ?? role
  // One province, one leading group, one audit; the others are told apart by their place or by who employs them.
  if (kind === 'province' || kind === 'leading-group' || kind === 'audit') return { kind, division: null, organisation: null, person: null }
  if (territorial.includes(kind as OrganisationKind) && division !== null) return { kind, division, organisation: null, person: null }
  // Experts do not know of one another.
  return kind !== 'expert' && organisation !== null ? { kind, division: null, organisation, person: null } : { kind, division: null, organisation: null, person }
}

export function sameOffice(a: Office, b: Office, day: PlainDate, places: Places): boolean {
  const now = ({ division }: Office): string | null => division && (divisionOn(division, day, places) ?? division)
  return a.kind === b.kind && now(a) === now(b) && a.organisation === b.organisation && a.person === b.person
}

/** Comments that somebody who may open the case is shown: those for everybody, those of their own offices, their own. */
export function seenBy(comments: readonly Comment[], { person, offices, day, places }: { person: string; offices: readonly Office[]; day: PlainDate; places: Places }): Comment[] {
  return comments.filter(comment => comment.audience === 'parties' || comment.person === person || offices.some(office => sameOffice(office, comment.office, day, places)))
}
