// 公示 in the open, and who of the public objected, for whoever settles it.
import type { publicityEndpoints } from '#contract/publicity.ts'
import { problem } from '#core/base/problem.ts'
import { dayInChina } from '../http/as-of.ts'
import { type Handlers, RefusedAndKept } from '../http/handlers.ts'
import { logAccess } from '../identity/access-log.ts'
import { whoOf } from '../identity/sessions.ts'
import { getPublicity, listsOfPublicity, objectingOf, publicitiesOn, type Publicity } from '../notice/publicity.ts'
import { objectAsPublic, readObjector } from '../notice/objection.ts'
import { waitToReport } from '../supervision/report-act.ts'

export const publicityHandlers: Pick<Handlers, keyof typeof publicityEndpoints> = {
  async publicityList(tx, { programme }, { now }) {
    return { publicities: (await publicitiesOn(tx, dayInChina(now()))).filter(other => programme === undefined || other.programme === programme).map(rowOf) }
  },
  async publicityDetail(tx, { id }, { now, places }) {
    const publicity = await getPublicity(tx, id, dayInChina(now()))
    const objecting = objectingOf(publicity)
    return { ...rowOf(publicity), returned: publicity.returned, issued: publicity.issued, lists: await listsOfPublicity(tx, publicity, places), objecting: objecting && { public: objecting.public, how: objecting.how, ground: objecting.article ?? objecting.reason ?? null } }
  },
  async publicityObject(tx, { id, ...objection }, context, { address }) {
    const wait = await waitToReport(tx, 'object', address, context)
    if (wait) return new RefusedAndKept(problem('report.wait', { seconds: wait }))
    return { number: await objectAsPublic(tx, { publicity: id, ...objection }, context) }
  },
  async seasonObjector(tx, { season, objection, reason }, context, caller) {
    await logAccess(tx, 'objector.opened', context.now(), whoOf(caller), { season, objection, reason })
    return { objector: await readObjector(tx, 'season', season, objection, context) }
  },
  async callObjector(tx, { call, objection, reason }, context, caller) {
    await logAccess(tx, 'objector.opened', context.now(), whoOf(caller), { call, objection, reason })
    return { objector: await readObjector(tx, 'call', call, objection, context) }
  },
}

function rowOf({ id, kind, title, programme, from, until, state, running, demo }: Publicity) {
  return { id, kind, title, programme, from, until, state, stateLabel: state === 'open' ? '公示中，尚未决定' : running ? '公示期满，尚未决定' : '公示已结束', demo }
}
