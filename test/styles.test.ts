// Style sheets share one room: a class is described in one file, and what is described is borne.
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const read = (pattern: string): [string, string][] => globSync(pattern, { cwd: root }).sort().map(path => [path.replaceAll('\\', '/'), readFileSync(resolve(root, path), 'utf8')])
/** Whatever a component, a policy's code or a fact's type may put into a class. */
const words = new Set(read('src/{web,core,contract,server}/**/*.{ts,tsx,html}').concat(read('policies/**/*.yaml')).flatMap(([, text]) => [...text.match(/[\w-]+/g) ?? [], ...text.match(/[a-z]+/g) ?? []]))
/** Classes made of a code: `m-` of a mark, `k-` of a kind, `s-` of a state, `c-` of a column. */
const made = /^(m|k|s|c|f|p|a|g|o|is|noted|tag)-/

/** The selectors outside of @media and other conditions, each alone. */
function selectorsOf(css: string): string[] {
  const found: string[] = []
  let depth = 0
  let from = 0
  const text = css.replaceAll(/\/\*[\s\S]*?\*\/|@import[^;]*;/g, '')
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    const selectors = text.slice(from, index).trim()
    if (brace === '{' && depth === 0 && !selectors.startsWith('@')) found.push(...selectors.split(/,(?![^(]*\))/).map(one => one.trim()))
    depth += brace === '{' ? 1 : -1
    from = index + 1
  }
  return found
}

describe.each(['src/web/workbench/styles', 'src/web/site/styles', 'src/web/proof'])('the styles in %s', folder => {
  const sheets = [...read(`${folder}/*.css`), ...(folder.includes('proof') ? [] : read('src/web/styles/*.css'))]

  it('describe a class in one file: two that meant different things by one word would meet on a page', () => {
    const places = new Map<string, Set<string>>()
    for (const [path, css] of sheets) for (const selector of selectorsOf(css)) if (/^\.[\w-]+$/.test(selector)) places.set(selector, (places.get(selector) ?? new Set()).add(path))
    expect([...places].filter(([, paths]) => paths.size > 1).map(([selector, paths]) => `${selector}: ${[...paths].join(', ')}`)).toEqual([])
  })

  // On paper it has a contrast of 3.8: an edge, a mark, never a word.
  it('give no words the amber of a mark', () => {
    const amber = sheets.flatMap(([, css]) => [...css.matchAll(/([^{}]+)\{[^{}]*(?<![\w-])color: var\(--basic\)/g)].map(([, selectors = '']) => selectors.trim()))
    expect(amber.filter(selectors => !selectors.split(',').every(one => /::(before|after)$/.test(one.trim()) || one.trim().startsWith('.m-')))).toEqual([])
  })

  it('describe no class that nothing bears', () => {
    const classes = new Set(sheets.flatMap(([, css]) => [...css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/\.([a-zA-Z_][\w-]*)/g)].map(match => match[1] as string)))
    expect([...classes].filter(name => !words.has(name) && !name.startsWith('ant-') && !(made.test(name) && words.has(name.replace(made, ''))))).toEqual([])
  })
})
