// Suggestions while a name is typed: a list box under the field, by the combobox pattern.

type Suggestion = { id: string; name: string; prefecture: string | null }

export function suggest(): void {
  document.addEventListener('input', event => {
    const input = event.target as HTMLInputElement
    if (input.matches('[data-suggest]')) void offer(input)
  })
  document.addEventListener('keydown', event => {
    const input = event.target as HTMLInputElement
    if (input.matches?.('[data-suggest]')) move(input, event)
  })
  document.addEventListener('focusout', event => {
    if ((event.target as Element).matches('[data-suggest]')) window.setTimeout(close, 120)
  })
}

let asked = ''

async function offer(input: HTMLInputElement): Promise<void> {
  const name = asked = input.value.trim()
  if (!name) return close()
  const valid = new URLSearchParams(location.search).get('valid')
  const response = await fetch(`/api/public/towns?size=6&q=${encodeURIComponent(name)}${valid ? `&valid=${valid}` : ''}`)
  if (!response.ok || asked !== name) return
  const { towns } = await response.json() as { towns: Suggestion[] }
  show(input, towns)
}

function show(input: HTMLInputElement, towns: Suggestion[]): void {
  close()
  if (towns.length === 0) return
  const list = document.createElement('ul')
  list.className = 'suggest'
  list.id = 'suggestions'
  list.role = 'listbox'
  list.ariaLabel = '相近的名称'
  list.append(...towns.map((town, index) => option(input, town, index)))
  input.parentElement?.append(list)
  for (const [name, value] of [['role', 'combobox'], ['aria-expanded', 'true'], ['aria-controls', 'suggestions'], ['aria-autocomplete', 'list']] as const) input.setAttribute(name, value)
}

function option(input: HTMLInputElement, town: Suggestion, index: number): HTMLLIElement {
  const item = document.createElement('li')
  const place = document.createElement('small')
  item.id = `suggestion-${index}`
  item.role = 'option'
  item.dataset['name'] = town.name
  place.textContent = town.prefecture ?? ''
  item.append(town.name, place)
  item.addEventListener('mousedown', event => {
    event.preventDefault()
    choose(input, item)
  })
  return item
}

function move(input: HTMLInputElement, event: KeyboardEvent): void {
  const items = [...document.querySelectorAll<HTMLLIElement>('.suggest li')]
  if (items.length === 0) return
  const at = items.findIndex(item => item.ariaSelected === 'true')
  if (event.key === 'Escape') return close()
  if (event.key === 'Enter' && at >= 0) return choose(input, items[at] as HTMLLIElement)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step) return
  event.preventDefault()
  const next = items[(at + step + items.length) % items.length] as HTMLLIElement
  for (const item of items) item.ariaSelected = String(item === next)
  input.setAttribute('aria-activedescendant', next.id)
}

function choose(input: HTMLInputElement, item: HTMLLIElement): void {
  input.value = item.dataset['name'] ?? ''
  close()
  input.form?.requestSubmit()
}

function close(): void {
  document.querySelector('.suggest')?.remove()
  document.querySelector('[data-suggest][aria-expanded]')?.setAttribute('aria-expanded', 'false')
}
