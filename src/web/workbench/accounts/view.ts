// What the page of accounts shows by choice, as it stands in the address.

export const accountTabs = ['accounts', 'organisations', 'emergencies'] as const
export type AccountTab = (typeof accountTabs)[number]
export type AccountsView = { tab?: AccountTab; q?: string; role?: string; state?: string; account?: string }

export function readAccountsView(raw: Record<string, unknown>): AccountsView {
  const tab = accountTabs.find(value => value === raw['tab'])
  return { ...(tab ? { tab } : {}), ...Object.fromEntries((['q', 'role', 'state', 'account'] as const).flatMap(key => (typeof raw[key] === 'string' && raw[key] !== '' ? [[key, raw[key]]] : []))) }
}
