// Changes of one page (filters, order, pages, day) replace its main region in place: the address changes,
// focus and scroll stay, and the count is said aloud.

const swapped = ['.masthead', '#main', '.foot'] as const
let running: AbortController | null = null
let shown = location.pathname + location.search

export function swapLinksAndForms(): void {
  document.addEventListener('click', event => {
    const link = (event.target as Element).closest('a')
    if (link && isPlainClick(event) && isSamePage(link)) {
      event.preventDefault()
      void go(link.href, 'push')
    }
  })
  document.addEventListener('submit', event => {
    const form = event.target as HTMLFormElement
    if (!form.matches('[data-swap]')) return
    event.preventDefault()
    void go(addressOf(form), 'push')
  })
  document.addEventListener('change', event => {
    const form = autoForm(event.target)
    if (form && !(event.target as Element).matches('[type=search]')) void go(addressOf(form), 'push')
  })
  let pause = 0
  document.addEventListener('input', event => {
    const form = autoForm(event.target)
    if (!form || !(event.target as Element).matches('[type=search]') || (event as InputEvent).isComposing) return
    clearTimeout(pause)
    pause = window.setTimeout(() => void go(addressOf(form), 'replace'), 180)
  })
  document.addEventListener('compositionend', event => event.target?.dispatchEvent(new InputEvent('input', { bubbles: true })))
  addEventListener('popstate', () => {
    // A change of the fragment alone is the browser's own business.
    if (location.pathname + location.search !== shown) void go(location.href, 'none')
  })
}

/** Shows another address of the page one is on; leaves by an ordinary visit when that fails. */
export async function go(href: string, history: 'push' | 'replace' | 'none'): Promise<void> {
  running?.abort()
  const mine = running = new AbortController()
  const main = document.getElementById('main')
  const waiting = window.setTimeout(() => main?.setAttribute('aria-busy', 'true'), 150)
  try {
    const response = await fetch(href, { signal: mine.signal, headers: { accept: 'text/html' } })
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    if (mine.signal.aborted) return
    if (history === 'push') window.history.pushState(null, '', href)
    if (history === 'replace') window.history.replaceState(null, '', href)
    shown = location.pathname + location.search
    replace(page)
  } catch {
    if (!mine.signal.aborted) location.href = href
  } finally {
    clearTimeout(waiting)
    document.getElementById('main')?.removeAttribute('aria-busy')
  }
}

function replace(page: Document): void {
  const focus = focusKey(document.activeElement)
  const typed = document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'search' ? document.activeElement : null
  const [value, caret] = [typed?.value, typed?.selectionStart]
  document.title = page.title
  for (const selector of swapped) {
    const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)]
    if (old && fresh) old.replaceChildren(...fresh.childNodes)
  }
  document.body.className = page.body.className
  const again = focus ? [...document.querySelectorAll<HTMLElement>('a, input, button, summary')].find(element => focusKey(element) === focus) : null
  again?.focus({ preventScroll: true })
  if (typed && again instanceof HTMLInputElement && value !== undefined) {
    again.value = value
    again.setSelectionRange(caret ?? null, caret ?? null)
  }
  const live = document.getElementById('live')
  if (live) live.textContent = document.querySelector('[data-count]')?.textContent ?? document.querySelector('.as-of summary')?.textContent ?? ''
  document.dispatchEvent(new Event('swapped'))
}

/** Tells a control across two renderings: by form member, else by its words and region. */
function focusKey(element: Element | null): string | null {
  if (element instanceof HTMLInputElement) return `${element.name}=${element.type === 'checkbox' ? element.value : ''}`
  if (!element || element === document.body || element.id === 'main') return null
  return `${element.tagName} ${element.closest('nav, table, form, details')?.className ?? ''} ${element.textContent?.replaceAll(/[\d,]+$/g, '')}`
}

function addressOf(form: HTMLFormElement): string {
  const address = new URL(form.action)
  for (const [name, value] of new FormData(form)) {
    const before = address.searchParams.get(name)
    if (value) address.searchParams.set(name, before ? `${before},${String(value)}` : String(value))
  }
  address.search = address.search.replaceAll('%2C', ',')
  return address.href
}

function autoForm(target: EventTarget | null): HTMLFormElement | null {
  return matchMedia('(min-width: 821px)').matches ? (target as Element).closest<HTMLFormElement>('form[data-auto]') : null
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey && !event.defaultPrevented
}

function isSamePage(link: HTMLAnchorElement): boolean {
  return link.origin === location.origin && link.pathname === location.pathname && !link.hash && !link.hasAttribute('download') && !link.target && !!link.closest('#main')
}
