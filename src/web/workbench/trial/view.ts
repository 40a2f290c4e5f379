// What the page shows by choice, as it stands in the address.
import { useNavigate, useSearch } from '@tanstack/react-router'

export const tabs = ['results', 'robustness', 'compare', 'issues'] as const
export type Tab = (typeof tabs)[number]

export type View = {
  tab?: Tab
  /** key of a column, with − for falling */
  sort?: string
  q?: string
  category?: string
  grade?: string
  side?: 'top' | 'bottom' | 'moved' | 'review'
}

export function readView(raw: Record<string, unknown>): View {
  const text = (key: string): string | undefined => (typeof raw[key] === 'string' || typeof raw[key] === 'number' ? String(raw[key]) : undefined)
  const side = (['top', 'bottom', 'moved', 'review'] as const).find(value => value === raw['side'])
  const tab = tabs.find(value => value === raw['tab'])
  const [sort, q, category, grade] = ['sort', 'q', 'category', 'grade'].map(text)
  return { ...(tab ? { tab } : {}), ...(sort ? { sort } : {}), ...(q ? { q } : {}), ...(category ? { category } : {}), ...(grade ? { grade } : {}), ...(side ? { side } : {}) }
}

/** The view and how to change a part of it; `undefined` takes it back. */
export function useView(): [View, (change: { [Key in keyof View]?: View[Key] | undefined }) => void] {
  const view = useSearch({ from: '/try' })
  const navigate = useNavigate({ from: '/try' })
  return [view, change => void navigate({ search: before => readView({ ...before, ...change }), replace: true, resetScroll: false })]
}
