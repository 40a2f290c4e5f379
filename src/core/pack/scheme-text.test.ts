import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { describe, expect, it } from 'vitest'
import { readSchemeText } from './scheme-text.ts'

const text = readFileSync('policies/示例-茶镇/schemes/demo.yaml', 'utf8')
type Tree = Record<string, unknown> | unknown[]

/** Every key of the file, as a path. */
function pathsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const own = [...path, Array.isArray(value) ? Number(key) : key]
    return [...(Array.isArray(value) ? [] : [own]), ...pathsOf(inner, own)]
  })
}

function without(path: readonly (string | number)[]): unknown {
  const tree = parse(text) as Tree
  const holder = path.slice(0, -1).reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], tree) as Record<string | number, unknown>
  delete holder[path.at(-1) as string]
  return tree
}

describe('a scheme that lacks a named choice', () => {
  it.each(pathsOf(parse(text)).map(path => [path.join('.'), path] as const))('%s is refused, by name and line', (name, path) => {
    const { scheme, faults } = readSchemeText('own.yaml', stringify(without(path)))
    expect(scheme).toBeNull()
    expect(faults.join('\n')).toContain(String(path.at(-1)) === '芽类' || String(path.at(-1)) === '叶类' || path.at(-1) === 'weight' ? '权重' : path.at(-1) === 'weightError' ? 'weightError' : name)
    expect(faults.every(fault => /^第 \d+ 行 /.test(fault))).toBe(true)
  })
  it('as it stands is read, and a number that does not fit is told at its line', () => {
    expect(readSchemeText('own.yaml', text)).toMatchObject({ faults: [] })
    const line = text.split('\n').findIndex(own => own.startsWith('precision')) + 1
    expect(readSchemeText('own.yaml', text.replace('precision: 2', 'precision: 二')).faults).toEqual([expect.stringMatching(new RegExp(`^第 ${line} 行 precision：`))])
    expect(readSchemeText('own.yaml', text.replace('weight: 30,', 'weight: 29.99,')).faults).toEqual([expect.stringMatching(/芽类：权重合计 99\.99，应为 100/), expect.stringMatching(/叶类：权重合计 99\.99/)])
    expect(readSchemeText('own.yaml', `${text}\n  坏: [`).faults).toEqual([expect.stringMatching(/^第 \d+ 行 /)])
  })
})
