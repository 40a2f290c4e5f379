// Elements from data. Texts are always set as text, so that nothing in a bundle can become markup.

export type Child = Node | string | null | false | readonly Child[]
type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void) | undefined>>

/** `h('p', { class: 'quiet' }, '…')`; an attribute that is a function listens to the event of its name. */
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (value === true) element.setAttribute(name, '')
    else if (typeof value === 'string') element.setAttribute(name, value)
  }
  put(element, children)
  return element
}

export function put(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (isList(child)) put(parent, child)
    else if (child) parent.appendChild(typeof child === 'string' ? document.createTextNode(child) : child)
  }
}

function isList(child: Child): child is readonly Child[] {
  return Array.isArray(child)
}
