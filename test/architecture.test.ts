// The rules of the house, as tests: who may import whom, how long a file may be, what must not be said where.
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).map(path => path.replaceAll('\\', '/')).sort()
const text = (path: string): string => readFileSync(join(root, path), 'utf8')

/** room → the rooms it may import from (its own is always allowed) */
const mayImport: Record<string, string[]> = {
  'core/base': [],
  'core/policy': ['core/base'],
  'core/register': ['core/base', 'core/policy'],
  'core/access': ['core/base', 'core/register'],
  'core/intake': ['core/base', 'core/policy', 'core/register'],
  'core/evaluation': ['core/base', 'core/policy', 'core/register'],
  'core/decision': ['core/base', 'core/policy', 'core/register', 'core/evaluation'],
  'core/reporting': ['core/base', 'core/policy', 'core/register', 'core/evaluation', 'core/access'],
  'core/attachment': ['core/base'],
  'core/comment': ['core/base', 'core/register', 'core/access', 'core/attachment'],
  'core/supervision': ['core/base', 'core/policy', 'core/register', 'core/access', 'core/attachment'],
  'core/document': ['core/base', 'core/policy', 'core/evaluation'],
  'core/application': ['core/base', 'core/policy', 'core/register', 'core/access', 'core/attachment', 'core/intake', 'core/evaluation', 'core/document'],
  'core/notice': ['core/base', 'core/policy', 'core/register', 'core/access', 'core/attachment', 'core/intake', 'core/document', 'core/supervision'],
  'core/season': ['core/base', 'core/policy', 'core/register', 'core/access', 'core/attachment', 'core/evaluation', 'core/decision', 'core/document'],
  'core/proof': ['core/base', 'core/policy', 'core/register', 'core/intake', 'core/evaluation', 'core/decision', 'core/document', 'core/season'],
  'core/pack': ['core/base', 'core/policy', 'core/register', 'core/access', 'core/evaluation', 'core/decision', 'core/document', 'core/application', 'core/reporting', 'core/supervision'],
  'contract': ['core'],
  'server': ['core', 'contract'],
  'web': ['core', 'contract'],
  'cli': ['core', 'contract', 'server'],
}

const tests = (path: string): boolean => /\.(test|fixture)\.tsx?$/.test(path)

function roomOf(path: string): string {
  const [, layer, folder] = path.split('/') as [string, string, string]
  return layer === 'core' ? `core/${folder}` : layer
}

function importsOf(path: string): string[] {
  const found = [...text(path).matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(match => match[1] as string)
  return found.flatMap(name => {
    if (name.startsWith('#')) return [`src/${name.slice(1)}`]
    if (name.startsWith('.')) return [relative(root, resolve(root, dirname(path), name)).replaceAll('\\', '/')]
    return []
  }).filter(name => name.startsWith('src/'))
}

describe('architecture', () => {
  it('imports follow the arrows', () => {
    const wrong = sources.filter(path => !tests(path)).flatMap(path => {
      const room = roomOf(path)
      const allowed = [room, ...(mayImport[room] ?? [])]
      return importsOf(path).filter(target => !allowed.some(name => `${roomOf(target)}/`.startsWith(`${name}/`))).map(target => `${path} → ${target}`)
    })
    expect(wrong).toEqual([])
  })

  it('every room is in the table', () => {
    expect([...new Set(sources.map(roomOf))].filter(room => !(room in mayImport))).toEqual([])
  })

  it('a file over 300 lines is a missing noun', () => {
    expect(sources.filter(path => !tests(path)).map(path => [path, text(path).split('\n').length] as const).filter(([, lines]) => lines > 301)).toEqual([])
  })

  it('core is pure: no Node, no React', () => {
    const impure = sources.filter(path => path.startsWith('src/core/') && !tests(path)).filter(path => /from '(node:|react|fastify|kysely|pg')/.test(text(path)))
    expect(impure).toEqual([])
  })

  it('one file writes the log', () => {
    expect(sources.filter(path => !tests(path) && /insert\s+into\s+event\b|insertInto\('event'\)/i.test(text(path)))).toEqual(['src/server/log/append.ts'])
  })

  it('no programme of the real world is named in code', () => {
    const real = globSync('policies/*', { cwd: root }).map(path => path.replace(/^policies[\\/]/, '')).filter(name => !name.startsWith('示例'))
    expect(real.length).toBeGreaterThan(0)
    expect(sources.filter(path => !tests(path)).filter(path => real.some(name => text(path).includes(name)))).toEqual([])
  })

  it('nothing is left undone or switched off', () => {
    const marks = /\bTO[D]O\b|FIX[M]E|@ts-(?:ignore|nocheck)|\b(?:it|test|describe)\.(?:only|skip|todo)\(/
    const all = [...sources, ...globSync('test/**/*.ts', { cwd: root })]
    expect(all.filter(path => marks.test(text(path)))).toEqual([])
  })
})
