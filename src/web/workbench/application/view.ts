// What the pages of 申报 show by choice, as it stands in the address.

export const callTabs = ['applications', 'list', 'publicity', 'notice', 'assessors', 'record'] as const
export const caseTabs = ['form', 'review', 'comments', 'record'] as const
export type CallTab = (typeof callTabs)[number]
export type CaseTab = (typeof caseTabs)[number]

export type View<Tab> = {
  tab?: Tab
  /** the step whose dialog is open */
  do?: string
}
/** Of a call's page: the table's too. */
export type CallSearch = View<CallTab> & { /** key of a column, with − for falling */ sort?: string; stage?: string; q?: string }

export function readCallView(raw: Record<string, unknown>): CallSearch {
  const given = (['do', 'sort', 'stage', 'q'] as const).flatMap(key => (typeof raw[key] === 'string' && raw[key] !== '' ? [[key, raw[key]] as const] : []))
  return { ...tabOf(callTabs, raw), ...Object.fromEntries(given) }
}

export function readCaseView(raw: Record<string, unknown>): View<CaseTab> {
  return { ...tabOf(caseTabs, raw), ...(typeof raw['do'] === 'string' && raw['do'] ? { do: raw['do'] } : {}) }
}

function tabOf<Tab extends string>(tabs: readonly Tab[], raw: Record<string, unknown>): { tab?: Tab } {
  const tab = tabs.find(value => value === raw['tab'])
  return tab ? { tab } : {}
}
