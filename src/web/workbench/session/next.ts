// Where to go after signing in.

/** Where a sign-in elsewhere keeps what it needs to come back. */
export const oidcMemory = { flow: 'zhenpu.oidc.flow', next: 'zhenpu.oidc.next' }

const here = 'https://here.invalid'

/** Only our own pages are gone to after signing in; read as a browser reads an address, which forgives tabs and backslashes. */
export function safe(next: string | undefined): string {
  const url = next?.startsWith('/') ? URL.parse(next, here) : null
  if (url?.origin !== here || url.pathname.startsWith('//') || url.pathname.startsWith('/sign-in')) return '/desk'
  return `${url.pathname}${url.search}${url.hash}`
}
