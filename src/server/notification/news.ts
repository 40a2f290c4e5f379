// Facts that people must learn of though nothing waits for them: a list that is published, an application that was decided,
// a report unlocked, a deadline moved. Who: by the permission that makes it their business and how far it reaches.
import type { NoteKind } from '#contract/messages.ts'
import type { Permission } from '#core/access/permission.ts'
import type { Target } from '#core/access/target.ts'
import type { Recorded } from '#core/register/event.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import { targetOf } from '../http/targets.ts'
import { seasonWork } from '../work/season.ts'
import { applicationWork } from '../work/application.ts'
import { callWork } from '../work/call.ts'
import { reportWork } from '../work/report.ts'
import { supervisionWork } from '../work/supervision.ts'
import { letterWork } from '../work/letter.ts'
import { type Noun, personIn } from '../work/noun.ts'
import type { Recipient } from './people.ts'
import type { Note } from './store.ts'

/** `to`: whoever holds one of these and reaches the case; `place` null: wherever they are. */
type News = { noun: Noun; kind: NoteKind; word: string; to: readonly Permission[]; place: { kind: 'application' | 'submission' | 'rectification' | 'appeal' | 'support' | 'letter'; from: number } | null }

const applicants: readonly Permission[] = ['application.submit', 'application.recommend']
const own = (kind: NonNullable<News['place']>['kind'], prefix: string): News['place'] => ({ kind, from: prefix.length })

/** By the fact's type. */
const news: Readonly<Record<string, News>> = {
  'season.issued': { noun: seasonWork, kind: 'published', word: '评估结果已公布', to: ['season.read'], place: null },
  'call.opened': { noun: callWork, kind: 'published', word: '开始受理申报', to: ['application.write', 'application.recommend', 'application.check'], place: null },
  'call.extended': { noun: callWork, kind: 'decided', word: '截止日期已延后', to: ['application.write', 'application.recommend', 'application.check'], place: null },
  'call.issued': { noun: callWork, kind: 'published', word: '名单已公布', to: ['season.read'], place: null },
  'application.refused': { noun: applicationWork, kind: 'decided', word: '不予受理', to: applicants, place: own('application', 'application/') },
  'application.listed': { noun: applicationWork, kind: 'decided', word: '已列入名单', to: applicants, place: own('application', 'application/') },
  'application.not-listed': { noun: applicationWork, kind: 'decided', word: '未列入名单', to: applicants, place: own('application', 'application/') },
  'reporting.unlock-settled': { noun: reportWork, kind: 'unlocked', word: '解锁申请已处理', to: ['reporting.submit'], place: own('submission', 'reporting/') },
  'rectification.closed': { noun: supervisionWork, kind: 'decided', word: '整改已销号', to: ['rectification.report'], place: own('rectification', 'rectification/') },
  'warning.cleared': { noun: supervisionWork, kind: 'decided', word: '警告已解除', to: ['rectification.report'], place: own('rectification', 'rectification/') },
  'letter.sent': { noun: letterWork, kind: 'decided', word: '收到函件', to: ['evaluation.comment', 'rectification.report'], place: own('letter', 'letter/') },
  'appeal.refused': { noun: supervisionWork, kind: 'decided', word: '申诉不予受理', to: ['objection.file'], place: own('appeal', 'appeal/') },
  'appeal.settled': { noun: supervisionWork, kind: 'decided', word: '申诉已裁定', to: ['objection.file'], place: own('appeal', 'appeal/') },
  'support.granted': { noun: supervisionWork, kind: 'decided', word: '资金申请已批准', to: ['support.request', 'support.recommend'], place: own('support', 'support/') },
  'support.refused': { noun: supervisionWork, kind: 'decided', word: '资金申请未获批准', to: ['support.request', 'support.recommend'], place: own('support', 'support/') },
}

/** Who acted knows already. Titles and links are the desk's own, made for each recipient as they may read it. */
export async function newsOf(tx: Tx, event: Recorded, people: readonly Recipient[], context: Context): Promise<Note[]> {
  const told = news[event.type]
  if (!told) return []
  const actor = personIn(event)
  // What ships with the product nobody has just done.
  if (actor === null) return []
  const day = people[0]?.day ?? ''
  const target: Target | null = told.place && await targetOf(tx, { [told.place.kind]: 'id' } as { application: 'id' }, { id: event.stream.slice(told.place.from) }, day, context)
  const notes: Note[] = []
  for (const who of people) {
    if (who.person.id === actor || !told.to.some(permission => reaches(who, permission, target, context))) continue
    const [seen] = await told.noun.changes(tx, [event], who, context)
    if (seen) notes.push({ account: who.account, key: `${event.stream}@${event.version}`, kind: told.kind, title: `${told.word}：${seen.title}`, path: seen.path })
  }
  return notes
}

/** Within reach, whatever they have done in the case: duties keep people from acting, not from learning how it ended. */
function reaches({ person, day }: Recipient, permission: Permission, target: Target | null, { identity: { access } }: Context): boolean {
  const { history: _, ...place } = target ?? {}
  return access.may(person, permission, target && place, day).allowed
}
