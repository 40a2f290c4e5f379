// Whatever single thing is changed in a bundle, it is found; whatever its spelling, an unchanged one is in order.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inclusionProof } from '#core/base/merkle.ts'
import { leafHash } from '#core/base/merkle.ts'
import { auditPaths } from './audit-paths.ts'
import { checkSignature, seasonBundle } from './bundle.fixture.ts'
import { verifyBundle } from './verify.ts'

const bundle = seasonBundle()
const verify = (value: unknown): boolean => verifyBundle(value, { checkSignature }).ok

type Path = (string | number)[]

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => leavesOf(item, [...path, i]))
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key]))
  return [path]
}

type Edit = (leaf: unknown) => unknown
const edits: Record<string, Edit> = {
  'another type': leaf => (typeof leaf === 'string' ? 1 : '别的'),
  'nothing': leaf => (leaf === null ? 0 : null),
  'more': leaf => (typeof leaf === 'number' ? leaf + 1 : typeof leaf === 'boolean' ? !leaf : `${String(leaf)}。`),
  'one character': leaf => (typeof leaf === 'string' && leaf ? `${leaf.startsWith('0') ? '1' : '0'}${leaf.slice(1)}` : leaf === 0 ? 2 : -1),
  'less': leaf => (typeof leaf === 'string' && leaf ? leaf.slice(0, -1) : typeof leaf === 'number' ? leaf - 0.5 : !leaf),
}

function withLeaf(path: Path, edit: Edit | null): unknown {
  const copy: unknown = structuredClone(bundle)
  let parent = copy as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>
  const last = path.at(-1) as string | number
  if (edit) parent[last] = edit(parent[last])
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete parent[last]
  return copy
}

const anyLeaf = fc.constantFrom(...leavesOf(bundle))

it('a change of any one leaf is never in order', () => {
  fc.assert(fc.property(anyLeaf, fc.constantFrom(...Object.keys(edits)), (path, edit) => !verify(withLeaf(path, edits[edit] as Edit))), { numRuns: 600 })
})

it('nor is a bundle that lacks any one member', () => {
  fc.assert(fc.property(anyLeaf, fc.nat(), (path, depth) => !verify(withLeaf(path.slice(0, 1 + (depth % path.length)), null))), { numRuns: 300 })
})

it('nor one with a member more', () => {
  fc.assert(fc.property(anyLeaf, path => {
    const copy = structuredClone(bundle) as unknown
    let parent = copy as Record<string | number, unknown>
    for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>
    if (Array.isArray(parent)) parent.push('多')
    else parent['多'] = '多'
    return !verify(copy)
  }), { numRuns: 150 })
})

it('the order of members, white space and escapes do not matter', () => {
  const shuffled = (value: unknown, seed: number): unknown => {
    if (Array.isArray(value)) return value.map(item => shuffled(item, seed))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shuffled(member, seed)] as const).sort(([a], [b]) => ((a.length * 7 + seed) % 5) - ((b.length * 7 + seed) % 5) || (seed % 2 ? (a < b ? 1 : -1) : 0)))
  }
  fc.assert(fc.property(fc.nat(100), fc.integer({ min: 0, max: 4 }), fc.boolean(), (seed, indent, escape) => {
    const text = JSON.stringify(shuffled(bundle, seed), null, indent)
    return verify(JSON.parse(escape ? text.replaceAll(/[\u0080-\uffff]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`) : text))
  }), { numRuns: 20 })
})

it('whatever JSON comes, there is a verdict', () => {
  fc.assert(fc.property(fc.jsonValue(), value => !verify(value)))
  fc.assert(fc.property(anyLeaf, fc.jsonValue(), (path, value) => { expect(typeof verify(withLeaf(path.slice(0, 3), () => value))).toBe('boolean') }), { numRuns: 100 })
})

it('audit paths made together are those of RFC 6962', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 70 }), fc.array(fc.nat(), { maxLength: 5 }), (size, chosen) => {
    const leaves = Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(i)))
    const indices = chosen.map(index => index % size)
    expect(auditPaths(leaves, indices)).toEqual(indices.map(index => inclusionProof(leaves, index)))
  }))
})
