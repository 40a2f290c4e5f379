// A bundle inside the verification page: one file that shows and proves a season.

const open = '<script type="application/json" id="bundle">'
const close = '</script>'

/**
 * The page with the bundle in its place. `<` is written as an escape, so that nothing in the data can end the element.
 * @param page the built page; throws where it has no place for a bundle: a build that went wrong
 * @param text the bundle as JSON
 */
export function embedBundle(page: string, text: string): string {
  const at = page.indexOf(`${open}${close}`)
  if (at < 0) throw new Error('the page has no place for a bundle')
  return `${page.slice(0, at)}${open}${text.trim().replaceAll('<', '\\u003c')}${page.slice(at + open.length)}`
}

/** The JSON that a page carries; null where the text is no page or its place is empty. */
export function readEmbedded(page: string): string | null {
  const at = page.trimStart().startsWith('<') ? page.indexOf(open) : -1
  if (at < 0) return null
  return page.slice(at + open.length, page.indexOf(close, at)) || null
}
