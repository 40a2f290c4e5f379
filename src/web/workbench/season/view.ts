// What a season's page shows by choice, as it stands in the address.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

export const tabs = ['proposals', 'cuts', 'publicity', 'notice', 'letters', 'follow', 'replay', 'rules', 'comments', 'record'] as const
export type Tab = (typeof tabs)[number]

export type View = {
  tab?: Tab
  /** the step whose dialog is open */
  do?: string
  /** the town whose explanation is open */
  town?: string
  /** key of a column, with − for falling */
  sort?: string
  q?: string
  category?: string
  grade?: string
  /** an outcome's id; `open`, `departed`, `review` */
  outcome?: string
}

const texts = ['do', 'town', 'sort', 'q', 'category', 'grade', 'outcome'] as const

export function readView(raw: Record<string, unknown>): View {
  const tab = tabs.find(value => value === raw['tab'])
  const given = texts.flatMap(key => (typeof raw[key] === 'string' || typeof raw[key] === 'number' ? [[key, String(raw[key])] as const] : [])).filter(([, value]) => value !== '')
  return { ...(tab ? { tab } : {}), ...Object.fromEntries(given) }
}

/** The view and how to change a part of it; `undefined` takes it back. */
export function useView(): [View, (change: { [Key in keyof View]?: View[Key] | undefined }) => void] {
  const view = useSearch({ from: '/signed/seasons/$programme/$year' })
  const navigate = useNavigate({ from: '/seasons/$programme/$year' })
  return [view, change => void navigate({ search: before => readView({ ...before, ...change }), replace: true, resetScroll: false })]
}

/** The id of the season the address names. */
export function useSeasonId(): string {
  const { programme, year } = useParams({ from: '/signed/seasons/$programme/$year' })
  return `${programme}/${year}`
}

/** Where a season's page is, for a link. */
export function seasonAt(id: string): { to: '/seasons/$programme/$year'; params: { programme: string; year: string } } {
  const mark = id.lastIndexOf('/')
  return { to: '/seasons/$programme/$year', params: { programme: id.slice(0, mark), year: id.slice(mark + 1) } }
}
