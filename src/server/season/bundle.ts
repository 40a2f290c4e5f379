// A season as one file: its content, its facts with their place in the log, and the checkpoint that covers them.
import { emergencyStream } from '#core/access/emergency.ts'
import { leafHash } from '#core/base/merkle.ts'
import { evaluate } from '#core/evaluation/evaluate.ts'
import { auditPaths } from '#core/proof/audit-paths.ts'
import type { Bundle } from '#core/proof/bundle.ts'
import { bundleOf } from '#core/proof/bundle-of.ts'
import { evaluatedOf } from '#core/proof/evaluated.ts'
import type { Recorded } from '#core/register/event.ts'
import { documentStream } from '#core/register/document.ts'
import type { DecisionsContent, NoticeContent, PolicyContent, ProposalsContent, SnapshotContent } from '#core/season/content.ts'
import { seasonStream } from '#core/season/events.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { stageLabels } from '#core/season/season.ts'
import type { Tx } from '../db/connect.ts'
import { listEmergencies } from '../identity/emergencies.ts'
import { lastCheckpoint } from '../log/checkpoint.ts'
import { registeredNames } from '../views/towns.ts'
import { contentOf, loadSeason } from './load.ts'

/** @throws Refusal `season.stage` before the freeze, `season.unsigned` where the log was not signed since its last step (see `signCheckpoint`) */
export async function bundleSeason(tx: Tx, id: string, { publicKey, version, now }: { publicKey: string; version: string; now: string }): Promise<Bundle> {
  const state = await loadSeason(tx, id)
  const policy = await contentOf<PolicyContent>(tx, state, 'policy')
  const snapshot = await contentOf<SnapshotContent>(tx, state, 'snapshot')
  const checkpoint = await lastCheckpoint(tx)
  if (!policy || !snapshot) throw new Refusal(problem('season.stage', { action: '打包', stage: stageLabels[state.stage], needed: '数据冻结之后' }))
  // Roles that were lent while the season ran are part of its evidence (职责分离第16条).
  const lent = await listEmergencies(tx, { from: state.steps[0]?.at ?? now, until: state.issued ? state.steps.at(-1)?.at ?? now : now })
  const streams = [seasonStream(id), ...(state.issued ? [documentStream(state.issued.document)] : []), ...lent.map(one => emergencyStream(one.id))]
  // What no checkpoint covers yet would look as if somebody had taken it away.
  if (!checkpoint || await tx.selectFrom('event').select('position').where('stream', 'in', streams).where('position', '>', checkpoint.size).limit(1).executeTakeFirst()) throw new Refusal(problem('season.unsigned'))
  const names = (await registeredNames(tx, null, state.programme)).flatMap(({ town, names: own }) => own.map(name => ({ town, name })))
  return bundleOf({
    season: { programme: state.programme, year: state.year }, names, made: { at: now, version },
    policy: policy as unknown as Bundle['policy'], snapshot,
    results: {
      evaluation: policy.scheme && snapshot.units ? evaluatedOf(evaluate(policy.scheme, snapshot.units, { explain: false })) : null,
      proposals: await contentOf<ProposalsContent>(tx, state, 'proposals') ?? [], decisions: await contentOf<DecisionsContent>(tx, state, 'decisions') ?? [],
    },
    notice: await contentOf<NoticeContent>(tx, state, 'notice'),
    log: { events: await provenEvents(tx, streams, checkpoint.size), checkpoint: checkpoint.note, publicKey },
  })
}

/** Events of the streams with their audit paths in the tree of that size. */
async function provenEvents(tx: Tx, streams: readonly string[], size: number): Promise<{ event: Recorded; previous: Uint8Array; path: Uint8Array[] }[]> {
  const rows = await tx.selectFrom('event').selectAll().where('stream', 'in', [...streams]).where('position', '<=', size).orderBy('position').execute()
  const hashes = await tx.selectFrom('event').select('hash').where('position', '<=', size).orderBy('position').execute()
  const paths = auditPaths(hashes.map(row => leafHash(row.hash)), rows.map(row => row.position - 1))
  return rows.map(({ previous, corrects, ...row }, i) => {
    const { position, stream, version, type, data, effective, dating, recorded, actor, basis } = row
    const event = { position, stream, version, type, data, effective, dating, recorded, actor, basis, ...(corrects === null ? {} : { corrects }) } as Recorded
    return { event, previous: new Uint8Array(previous), path: paths[i] as Uint8Array[] }
  })
}
