// The time rail as a slider: drag along it, or step with the arrow keys.
import { go } from './swap.ts'

export function slide(): void {
  let over: HTMLAnchorElement | null = null
  let from = 0
  document.addEventListener('pointerdown', event => {
    if (event.button === 0 && (event.target as Element).closest('[data-rail]')) {
      over = nearest(event.clientX)
      from = event.clientX
    }
  })
  document.addEventListener('pointermove', event => {
    if (!over || event.pointerType !== 'mouse') return
    over = nearest(event.clientX)
    for (const stop of stops()) stop.toggleAttribute('data-over', stop === over)
  })
  document.addEventListener('pointerup', event => {
    const target = over
    over = null
    for (const stop of stops()) stop.removeAttribute('data-over')
    if (target && event.pointerType === 'mouse' && Math.abs(event.clientX - from) > 8) void go(target.href, 'push')
  })
  document.addEventListener('dragstart', event => {
    if ((event.target as Element).closest?.('[data-rail]')) event.preventDefault()
  })
  document.addEventListener('keydown', event => {
    const all = stops()
    const at = all.indexOf(event.target as HTMLAnchorElement)
    const next = at < 0 ? undefined : { ArrowLeft: all[at - 1], ArrowRight: all[at + 1], Home: all[0], End: all.at(-1) }[event.key]
    if (!next) return
    event.preventDefault()
    next.focus()
    void go(next.href, 'push')
  })
}

function stops(): HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>('[data-rail] a')]
}

function nearest(x: number): HTMLAnchorElement | null {
  const distance = (stop: Element): number => {
    const { left, width } = stop.getBoundingClientRect()
    return Math.abs(left + width / 2 - x)
  }
  return stops().sort((a, b) => distance(a) - distance(b))[0] ?? null
}
