// Roles that were proposed and wait for a second person's consent. They are not in the log of facts: what changed about
// them, whoever may know it reads in the access log.
import { postView } from '../identity/session-view.ts'
import { targetOf } from '../http/targets.ts'
import { noun } from './noun.ts'

type Open = { id: string; account: string; username: string; name: string; proposed: string; role: string; division: string | null }

export const postWork = noun<Open>({
  owns: stream => stream.startsWith('post/'),
  async open(tx, _, __, subject) {
    const rows = await tx.selectFrom('post').innerJoin('account', 'account.id', 'post.account').select(['post.id', 'post.account', 'account.username', 'account.name', 'post.proposed', 'post.role', 'post.division']).where('post.state', '=', 'proposed').orderBy('post.proposed').execute()
    return rows.filter(({ id }) => subject === null || subject === `post/${id}`)
  },
  async waits(tx, { id, account, username, name, proposed, role, division }, { person, day }, context) {
    const { identity: { access }, places } = context
    if (!access.may(person, 'right.approve', null, day).allowed || !access.may(person, 'account.read', null, day).allowed) return []
    if (!access.may(person, 'right.approve', await targetOf(tx, { post: 'id' }, { id }, day, context), day).allowed) return []
    const { label, divisionName } = postView({ role, organisation: null, division, towns: [], assigned: [], from: day, to: null, delegator: null }, access, places, new Map())
    return [{ kind: 'account' as const, subject: `post/${id}`, act: 'approve', label: '同意授予角色', title: `${name}（${username}）`, what: [label, divisionName].filter(Boolean).join(' · '), path: `/accounts?account=${account}`, due: null, since: proposed, demo: context.demo ?? false }]
  },
  changes: async () => [],
})
