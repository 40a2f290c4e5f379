// Addresses of the site. Every link keeps the time machine's setting, so that what is shared is what was seen.
import type { Time } from './request.ts'

export type Params = Record<string, string | number | readonly string[] | null | undefined>

export const paths = {
  home: '/',
  towns: '/towns',
  town: (id: string): string => `/towns/${encodeURIComponent(id)}`,
  notices: '/notices',
  notice: (id: string): string => `/notices/${encodeURIComponent(id)}`,
  publicities: '/publicity',
  publicity: (id: string): string => `/publicity/${id.split('/').map(encodeURIComponent).join('/')}`,
  verify: '/verify',
  openData: '/open-data',
  report: '/report',
  reportStatus: '/report/status',
  trial: '/try',
} as const

export function address(path: string, time: Time, params: Params = {}): string {
  return withQuery(path, { ...params, valid: time.valid, known: time.known })
}

/** Members that are empty are left out; lists travel as one comma-separated member. */
export function withQuery(path: string, params: Params): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '')
    if (text) query.set(name, text)
  }
  const tail = query.toString().replaceAll('%2C', ',')
  return tail ? `${path}?${tail}` : path
}
