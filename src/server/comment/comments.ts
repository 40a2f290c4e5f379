// Comments of a case, as one person is shown them; made and taken back. Who may open the case has been asked before.
import type { CommentView } from '#contract/comments.ts'
import { organisationKinds, type OrganisationKind } from '#core/access/organisation.ts'
import type { Target } from '#core/access/target.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { messageOf, problem, Refusal } from '#core/base/problem.ts'
import { type Audience, type Comment, type CommentFact, commentsOf, commentStream, type Office, officeOf, postsFor, seenBy, type SubjectKind, subjects } from '#core/comment/comment.ts'
import { shownTo } from '../application/present.ts'
import { fileOf, useFiles } from '../attachment/use.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { organisationNames } from '../identity/organisations.ts'
import { lockLog } from '../log/append.ts'
import { readStream } from '../log/read.ts'
import { record } from '../record.ts'

export type Subject = { kind: SubjectKind; id: string; /** the case as rights see it; null where it lies nowhere in particular */ target: Target | null }

async function commentsIn(tx: Tx, { kind, id }: Subject): Promise<Comment[]> {
  return commentsOf(await readStream<CommentFact>(tx, commentStream(kind, id)))
}

async function seenIn(tx: Tx, subject: Subject, { identity: { access: { policy } }, places }: Context, { person, day }: Caller): Promise<Comment[]> {
  const offices = postsFor(policy, person, subjects[subject.kind], null, day).map(post => officeOf(policy, post, person.id))
  return seenBy(await commentsIn(tx, subject), { person: person.id, offices, day, places })
}

/** Oldest first, with whether the caller may add one and to which office “本级” is for them. */
export async function presentComments(tx: Tx, subject: Subject, context: Context, caller: Caller): Promise<{ comments: CommentView[]; may: { allowed: boolean; reason: string | null }; office: string | null }> {
  const { access } = context.identity
  const nameOf = await officeNames(tx, context, caller.day)
  const shown = shownTo(caller.reach)
  const may = access.may(caller.person, 'case.comment', subject.target, caller.day)
  const [post] = postsFor(access.policy, caller.person, subjects[subject.kind], subject.target, caller.day)
  const views = (await seenIn(tx, subject, context, caller)).map(({ id, person, actor, office, audience, text, files, at, withdrawn }): CommentView => {
    const mine = person === caller.person.id
    // Who reviews is known to nobody, whoever asks.
    const expert = office.kind === 'expert' && !mine
    return { id, by: expert ? '评审专家' : mine ? actor : shown(actor), office: expert ? '' : nameOf(office), audience, at, mine, text: withdrawn ? null : text, files: withdrawn ? [] : files, withdrawn }
  })
  return { comments: views, may: { allowed: may.allowed, reason: may.allowed ? null : messageOf(may.reason) }, office: post ? nameOf(officeOf(access.policy, post, caller.person.id)) : null }
}

/** @returns its number in the case @throws Refusal `file.…` */
export async function makeComment(tx: Tx, subject: Subject, { audience, text, files }: { audience: Audience; text: string; files: Attachment[] }, { identity: { access: { policy } }, now }: Context, { person, actor, behalf, day }: Caller): Promise<number> {
  const at = now()
  const [post] = postsFor(policy, person, subjects[subject.kind], subject.target, day)
  if (!post) throw new Refusal(problem('access.no-post'))
  const stream = commentStream(subject.kind, subject.id)
  await useFiles(tx, stream, files, { person: person.id, now: at })
  return put(tx, stream, { type: 'comment.made', effective: day, basis: { document: `${subject.kind}/${subject.id}` }, data: { person: person.id, behalf, role: post.role, office: officeOf(policy, post, person.id), audience, text, files } }, { actor, now: at })
}

/** @throws Refusal `comment.unknown`, `comment.not-yours`, `comment.withdrawn` */
export async function withdrawComment(tx: Tx, subject: Subject, comment: number, context: Context, caller: Caller): Promise<void> {
  const { person, actor, behalf, day } = caller
  // Before it is looked at, so that nobody takes back what has just been taken back.
  await lockLog(tx)
  const found = (await seenIn(tx, subject, context, caller)).find(other => other.id === comment)
  if (!found) throw new Refusal(problem('comment.unknown'))
  if (found.person !== person.id) throw new Refusal(problem('comment.not-yours'))
  if (found.withdrawn) throw new Refusal(problem('comment.withdrawn'))
  await put(tx, commentStream(subject.kind, subject.id), { type: 'comment.withdrawn', effective: day, basis: { document: `${subject.kind}/${subject.id}` }, data: { person: person.id, behalf, comment } }, { actor, now: context.now() })
}

/** A file of a comment that the caller is shown. @throws Refusal `file.unknown` */
export async function commentFile(tx: Tx, subject: Subject, hash: string, context: Context, caller: Caller): Promise<Attachment> {
  const shown = (await seenIn(tx, subject, context, caller)).some(({ files, withdrawn }) => !withdrawn && files.some(file => file.hash === hash))
  if (!shown) throw new Refusal(problem('file.unknown', {}))
  return fileOf(tx, commentStream(subject.kind, subject.id), hash)
}

/** Two who write at once both do: one after the other. */
async function put(tx: Tx, stream: string, fact: CommentFact, { actor, now }: { actor: string; now: string }): Promise<number> {
  await lockLog(tx)
  const expected = (await readStream(tx, stream)).length
  await record(tx, { actor, now, writes: [{ stream, expected, facts: [fact] }] })
  return expected + 1
}

async function officeNames(tx: Tx, { places }: Context, on: PlainDate): Promise<(office: Office) => string> {
  const organisations = await organisationNames(tx, on)
  return ({ kind, division, organisation }) => (division === null ? organisation && organisations.get(organisation) : places.nameOf(division)) ?? organisationKinds[kind as OrganisationKind] ?? kind
}
