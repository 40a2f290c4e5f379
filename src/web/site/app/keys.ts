// Arrow keys move between the rows of the list; Ctrl+K (⌘K) goes to the search field.

export function moveInTable(): void {
  document.addEventListener('keydown', event => {
    const row = (event.target as Element).closest<HTMLTableRowElement>('[data-table] tbody tr')
    const body = row?.parentElement
    if (!row || !body) return
    const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling, Home: body.firstElementChild, End: body.lastElementChild }[event.key]
    const link = next?.querySelector<HTMLAnchorElement>('.c-name a')
    if (!link) return
    event.preventDefault()
    link.focus()
  })
}

export function openSearch(): void {
  document.addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
    const field = document.querySelector<HTMLInputElement>('main input[type=search]')
    if (!field) return
    event.preventDefault()
    field.focus()
    field.select()
  })
}
