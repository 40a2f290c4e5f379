// Remembers which columns one has hidden, on this device.
import { go } from './swap.ts'

const key = 'zhenpu.columns'

export function rememberColumns(): void {
  document.addEventListener('click', event => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('[data-columns] a')
    if (link) localStorage.setItem(key, new URL(link.href).searchParams.get('hide') ?? '')
  }, { capture: true })
  const address = new URL(location.href)
  const hidden = localStorage.getItem(key)
  if (!hidden || address.searchParams.has('hide') || !document.querySelector('[data-columns]')) return
  address.searchParams.set('hide', hidden)
  void go(address.href.replaceAll('%2C', ','), 'replace')
}
