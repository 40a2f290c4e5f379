// 账户、单位、任职. Permissions, scope, duties and confirmation have been seen to before these run.
import type { accountEndpoints } from '#contract/accounts.ts'
import { permissions } from '#core/access/permission.ts'
import { type Acting, addPost, changeAccount, createAccount, endPost, invite, setDisabled, settlePost } from '../identity/accounts.ts'
import { listAccounts } from '../identity/account-list.ts'
import type { Caller } from '../identity/caller.ts'
import { addOrganisation, changeOrganisation, listOrganisations } from '../identity/organisations.ts'
import { whoOf } from '../identity/sessions.ts'
import { dayInChina } from '../http/as-of.ts'
import type { Context } from '../http/context.ts'
import type { Handlers } from '../http/handlers.ts'

export const accountHandlers: Pick<Handlers, keyof typeof accountEndpoints> = {
  async accountList(tx, _, { identity, places }, caller) {
    return { accounts: await listAccounts(tx, identity.access, places, caller.day) }
  },

  async accountCreate(tx, input, context, caller) {
    const { id } = await createAccount(tx, input, acting(caller, context))
    return invite(tx, id, context.identity.access.policy.sessions, acting(caller, context))
  },

  async accountChange(tx, { id, ...changes }, context, caller) {
    await changeAccount(tx, id, changes, acting(caller, context))
    return {}
  },

  async accountInvite(tx, { id }, context, caller) {
    return invite(tx, id, context.identity.access.policy.sessions, acting(caller, context))
  },

  async accountDisable(tx, { id, reason }, context, caller) {
    await setDisabled(tx, id, true, reason, acting(caller, context))
    return {}
  },

  async accountEnable(tx, { id, reason }, context, caller) {
    await setDisabled(tx, id, false, reason, acting(caller, context))
    return {}
  },

  async postPropose(tx, { id, ...post }, context, caller) {
    const { identity: { access }, places } = context
    return { post: await addPost(tx, id, post, 'proposed', { access, places, day: caller.day, by: caller.person.id }, acting(caller, context)) }
  },

  async postApprove(tx, { id }, context, caller) {
    await settlePost(tx, id, 'granted', context.identity.access, caller.day, acting(caller, context))
    return {}
  },

  async postDecline(tx, { id }, context, caller) {
    await settlePost(tx, id, 'declined', context.identity.access, caller.day, acting(caller, context))
    return {}
  },

  async postEnd(tx, { id, on }, context, caller) {
    await endPost(tx, id, { today: caller.day, on: on ?? caller.day }, acting(caller, context))
    return {}
  },

  async roleList(_, __, { identity: { access: { policy } } }) {
    return {
      roles: policy.roles.map(({ id, label, kind }) => ({ id, label, kind })),
      permissions: permissions.map(id => ({ id, label: policy.permissions[id].label, who: policy.permissions[id].who })),
      duties: policy.duties.map(({ rule, text }) => ({ rule, text })),
    }
  },

  async organisationList(tx, { on }, { now }) {
    return { organisations: await listOrganisations(tx, on ?? dayInChina(now())) }
  },

  async organisationCreate(tx, input, context, caller) {
    return { id: await addOrganisation(tx, { ...input, from: input.from ?? caller.day }, context.places, acting(caller, context)) }
  },

  async organisationChange(tx, { id, ...changes }, context, caller) {
    await changeOrganisation(tx, id, changes, acting(caller, context))
    return {}
  },
}

function acting(caller: Caller, { now }: Context): Acting {
  return { ...whoOf(caller), at: now() }
}
