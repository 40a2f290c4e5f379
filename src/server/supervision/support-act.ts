// Steps of a request for money.
import type { Attachment } from '#core/attachment/attachment.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { inForce } from '#core/register/town.ts'
import { stageRefusal } from '#core/supervision/flow.ts'
import { lineOf } from '#core/supervision/policy.ts'
import { type Eligibility, eligibilityOf, type SupportAction, supportFlow } from '#core/supervision/support.ts'
import { useFiles } from '../attachment/use.ts'
import type { Tx } from '../db/connect.ts'
import { newId } from '../identity/secrets.ts'
import { allowed, type Cases, loadCase, openCase, streamOf, type Who, write } from './cases.ts'
import { citing, supervisionOf } from './policies.ts'
import { openRectifications, townOf } from './towns.ts'

const statusLabels = { listed: '在册', named: '已命名', unconfirmed: '后续文件未再提及', continued: '以新名延续', withdrawn: '自愿退出', eliminated: '淘汰' } as const

/** Every condition, met or not. @throws Refusal `supervision.word` for a use that the policy does not name */
export async function eligibility(tx: Tx, { programme, town, use }: { programme: string; town: string; use: string }, today: string): Promise<Eligibility> {
  const policy = supervisionOf(programme)
  const wanted = lineOf(policy.support.uses, use, '用途')
  if (!wanted.ok) throw new Refusal(wanted.problem)
  const { standing } = await townOf(tx, programme, town, today)
  const open = await openRectifications(tx, programme, town)
  return eligibilityOf({ listed: inForce.includes(standing.status), status: statusLabels[standing.status], warned: standing.warning, openCases: open.length, use }, policy)
}

type Request = { project: string; amount: string; text: string; files: Attachment[] }

/** @throws Refusal `support.not-eligible` with every condition that is not met */
export async function requestSupport(tx: Tx, { programme, town, use, ...request }: Request & { programme: string; town: string; use: string }, who: Who): Promise<string> {
  const conditions = await eligible(tx, { programme, town, use }, who.today)
  const id = newId()
  await useFiles(tx, streamOf('support', id), request.files, { person: who.person ?? '', now: who.now })
  return openCase(tx, 'support', who, 'support.requested', { programme, town, use, ...request, eligibility: conditions, demo: who.demo }, { id })
}

export async function reviseSupport(tx: Tx, id: string, request: Request, who: Who): Promise<void> {
  const state = await ready(tx, id, 'revise')
  await useFiles(tx, streamOf('support', id), request.files, { person: who.person ?? '', now: who.now })
  await write(tx, 'support', state, who, 'support.revised', request)
}

/** The conditions are asked anew, since months may have passed. */
export async function reviewSupport(tx: Tx, id: string, { amount, reason }: { amount: string; reason: string }, who: Who): Promise<void> {
  const state = await ready(tx, id, 'review')
  await write(tx, 'support', state, who, 'support.reviewed', { amount, reason, eligibility: await eligible(tx, state, who.today) })
}

/** As much as was found right in the review, if the conditions still hold. */
export async function grantSupport(tx: Tx, id: string, reason: string, who: Who): Promise<void> {
  const state = await ready(tx, id, 'grant')
  await eligible(tx, state, who.today)
  await write(tx, 'support', state, who, 'support.granted', { amount: state.reviewed ?? state.amount, reason })
}

const saying = { recommend: 'support.recommended', return: 'support.returned', 'send-back': 'support.sent-back', refuse: 'support.refused' } as const

/** Steps that say a reason and nothing else. */
export async function sayOfSupport(tx: Tx, id: string, action: keyof typeof saying, reason: string, who: Who): Promise<void> {
  await write(tx, 'support', await ready(tx, id, action), who, saying[action], { reason })
}

async function eligible(tx: Tx, asked: { programme: string; town: string; use: string }, today: string): Promise<Eligibility> {
  const conditions = await eligibility(tx, asked, today)
  const cite = citing(asked.programme)
  const unmet = conditions.filter(condition => !condition.met)
  if (unmet.length) throw new Refusal(problem('support.not-eligible', { why: unmet.map(({ label, why, article }) => `${label}——${why}${cite(article) ? `（${cite(article)}）` : ''}`).join('；') }))
  return conditions
}

async function ready(tx: Tx, id: string, action: SupportAction): Promise<Cases['support']> {
  const state = await loadCase(tx, 'support', id)
  allowed(stageRefusal(supportFlow, state, action))
  return state
}
