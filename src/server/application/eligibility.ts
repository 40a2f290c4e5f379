// What keeps an application out, asked of the register and of the other applications as they are now.
import { divisionOn } from '#core/access/organisation.ts'
import type { ApplicationState } from '#core/application/application.ts'
import type { Content } from '#core/application/content.ts'
import { eligibilityProblems } from '#core/application/eligibility.ts'
import type { CallPolicy } from '#core/application/policy.ts'
import type { Problem } from '#core/base/problem.ts'
import { nameIndex } from '#core/intake/names.ts'
import type { Notice } from '#core/intake/notice.ts'
import { beginnings } from '#core/intake/register-view.ts'
import type { Tx } from '../db/connect.ts'
import { viewFor } from '../notice-intake.ts'
import { openApplications } from './load.ts'

/** An undated notice, so that towns stand as the register knows them last. */
const undated: Notice = { document: { number: null, printedNumber: null, title: null, issuer: null, draftedOn: null, publishedOn: null, index: null, addressees: [], cites: [] }, evaluation: null, batch: null, lists: [] }

export async function eligibilityOf(tx: Tx, { id, division, admitted }: ApplicationState, content: Content, policy: CallPolicy, today: string): Promise<Problem[]> {
  const { programme } = policy
  const { index, places } = await viewFor(tx, undated, programme)
  const others = (await openApplications(tx, programme.id)).filter(other => other.id !== id).map(other => ({ item: { id: other.id, name: other.name }, names: [other.name] }))
  return eligibilityProblems({
    id, content, today, places, division: divisionOn(division, today, places) ?? division, towns: index,
    others: nameIndex(others, beginnings(places), programme.suffix), admitted: admitted.map(({ ground }) => ground),
  }, policy)
}
