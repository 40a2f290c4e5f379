// What the page of accounts shows by choice, as it stands in the address.

export type AccountsView = { q?: string; role?: string; state?: string; account?: string }

export function readAccountsView(raw: Record<string, unknown>): AccountsView {
  return Object.fromEntries((['q', 'role', 'state', 'account'] as const).flatMap(key => (typeof raw[key] === 'string' && raw[key] !== '' ? [[key, raw[key]]] : [])))
}
