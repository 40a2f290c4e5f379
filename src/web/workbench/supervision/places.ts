// 监督 has six places: each a list and its cases. What is shown by choice stands in the address.
import type { Permission } from '#core/access/permission.ts'

type Place = { word: string; /** lets one in */ permission: Permission; /** begins a case */ begins: readonly { id: string; label: string; permission: Permission }[]; /** said where there is none yet */ empty: string }

export const places = {
  rounds: { word: '检查', permission: 'supervision.read', begins: [{ id: 'plan', label: '安排检查', permission: 'supervision.plan' }], empty: '还没有检查。由省级经办安排、省级复核批准，这里列出每次检查看了哪些小镇、发现了什么。' },
  rectifications: { word: '整改', permission: 'supervision.read', begins: [{ id: 'open-warning', label: '就警告立案', permission: 'supervision.order' }], empty: '还没有整改。检查发现须整改的，或小镇被警告的，由省级经办立案，这里列出措施、期限与复查。' },
  misuses: { word: '冠名问题', permission: 'misuse.read', begins: [{ id: 'open-misuse', label: '就发现立案', permission: 'misuse.handle' }], empty: '还没有冠名问题。发现或接到举报后立案，这里列出核实、处置与落实。' },
  reports: { word: '举报', permission: 'report.read', begins: [], empty: '还没有举报。公众在公开网站提交之后在这里；没有受理的只有受理人看得到。' },
  appeals: { word: '申诉', permission: 'objection.read', begins: [{ id: 'appeal', label: '提出申诉', permission: 'objection.file' }], empty: '还没有申诉。决定公布之后，小镇所在地可以在期限内申诉，由没有参与原决定的人办理。' },
  supports: { word: '预算内投资支持', permission: 'support.read', begins: [{ id: 'request', label: '申请支持', permission: 'support.request' }], empty: '还没有申请。县级主管部门可以为在册小镇的基础设施项目申请，能不能申请逐条说明。' },
} as const satisfies Record<string, Place>
export type PlaceId = keyof typeof places

export function placeOf(id: string): PlaceId | null {
  return id in places ? id as PlaceId : null
}

export type ListSearch = { q?: string; stage?: string; programme?: string; late?: '1'; /** key of a column, with − for falling */ sort?: string; /** what is being begun */ do?: string }
export type CaseSearch = { /** the step whose dialog is open */ do?: string; /** the finding it is about */ of?: string }

export function readListView(raw: Record<string, unknown>): ListSearch {
  const given = (['q', 'stage', 'programme', 'sort', 'do'] as const).flatMap(key => (typeof raw[key] === 'string' && raw[key] !== '' ? [[key, raw[key]] as const] : []))
  return { ...Object.fromEntries(given), ...(raw['late'] ? { late: '1' } : {}) }
}

export function readCaseView(raw: Record<string, unknown>): CaseSearch {
  return Object.fromEntries((['do', 'of'] as const).flatMap(key => (typeof raw[key] === 'string' && raw[key] !== '' ? [[key, raw[key]] as const] : [])))
}

export function listAt(place: PlaceId): { to: '/supervision/$place'; params: { place: string } } {
  return { to: '/supervision/$place', params: { place } }
}

export function caseAt(place: PlaceId, id: string): { to: '/supervision/$place/$id'; params: { place: string; id: string } } {
  return { to: '/supervision/$place/$id', params: { place, id } }
}

/** Where a file of a case is found, by its hash. */
export function filesAt(place: PlaceId, id: string): string {
  return `/api/${place}/${id}/files`
}
