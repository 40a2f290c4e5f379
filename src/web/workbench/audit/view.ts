// What the place 审计 shows by choice, as it stands in the address.
import { useNavigate, useSearch } from '@tanstack/react-router'

export const auditTabs = ['events', 'access', 'emergencies'] as const
export type AuditTab = (typeof auditTabs)[number]
export type AuditView = { tab?: AuditTab; kind?: string; town?: string; person?: string; from?: string; until?: string }

const texts = ['kind', 'town', 'person', 'from', 'until'] as const

export function readAuditView(raw: Record<string, unknown>): AuditView {
  const tab = auditTabs.find(value => value === raw['tab'])
  return { ...(tab ? { tab } : {}), ...Object.fromEntries(texts.flatMap(key => (typeof raw[key] === 'string' && raw[key] !== '' ? [[key, raw[key]]] : []))) }
}

/** The view and how to change a part of it; `undefined` takes it back. */
export function useAuditView(): [AuditView, (change: { [Key in keyof AuditView]?: AuditView[Key] | undefined }) => void] {
  const view = useSearch({ from: '/signed/audit' })
  const navigate = useNavigate({ from: '/audit' })
  return [view, change => void navigate({ search: before => readAuditView({ ...before, ...change }), replace: true, resetScroll: false })]
}
