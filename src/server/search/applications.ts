// 申报批次, and the applications that the caller may open.
import { callStageLabels } from '#core/application/call.ts'
import { findCase, loadCalls } from '../application/load.ts'
import { presentRow } from '../application/present.ts'
import { caseTarget } from '../application/target.ts'
import { packOf } from '../season/policies.ts'
import { candidates } from './candidates.ts'
import { type Asked, firstSeen, holds, type Kind } from './kind.ts'
import { fits } from './words.ts'
import type { Hit } from '#contract/search.ts'

export const applications: Kind = {
  group: 'application',
  async find(asked) {
    return [...await calls(asked), ...await cases(asked)].slice(0, asked.most + 1)
  },
}

async function calls(asked: Asked): Promise<Hit[]> {
  if (!holds(asked, 'season.read')) return []
  const all = (await loadCalls(asked.tx)).map(call => ({ call, programme: packOf(call.programme).programme.title }))
  return all.filter(({ call, programme }) => fits(asked.words, [call.id, call.title, `${programme}第${call.batch}批申报`]))
    .map(({ call, programme }) => ({ kind: 'call', id: call.id, title: call.title, note: `${programme} · ${callStageLabels[call.stage]}`, text: null }))
}

async function cases(asked: Asked): Promise<Hit[]> {
  const { tx, context: { identity: { access }, places }, caller: { person, day }, most } = asked
  if (!holds(asked, 'application.read')) return []
  return firstSeen(await candidates(asked, 'application', 'application.read'), most, async ({ id }) => {
    const found = await findCase(tx, id)
    if (!found || !access.may(person, 'application.read', await caseTarget(tx, found, day, places), day).allowed) return null
    const { name, prefecture, division, stageLabel } = presentRow(found.application, found.call, day, places)
    return { kind: 'application', id, title: name, note: `${[...new Set([prefecture, division])].filter(Boolean).join(' ')} · ${stageLabel}`, text: null }
  })
}
