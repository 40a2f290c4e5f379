// Held against what others published: their vectors where they are there, our own always.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runVector } from './run.ts'
import type { Vector } from './vector.ts'

const read = (file: string): Vector[] => [JSON.parse(readFileSync(file, 'utf8')) as Vector | Vector[]].flat()
const own = read('test/vectors/own.json')
const folder = '../shared/vectors'
const published = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')).flatMap(name => read(join(folder, name))) : []

describe('our own vectors', () => {
  it.each(own.map(vector => [vector.id, vector] as const))('%s', (_, vector) => {
    expect(runVector(vector)).toMatchObject({ result: 'pass' })
  })
  it('a wrong expectation fails', () => {
    const [first] = own as [Vector]
    expect(runVector({ ...first, expected: { matrix: [[1], [0.5], [0.001]] } })).toMatchObject({ result: 'fail', where: 'matrix[2][0]' })
    expect(runVector({ ...first, expected: { nothing: 1 } })).toMatchObject({ result: 'fail', error: Infinity })
    expect(runVector({ ...first, method: 'none' })).toMatchObject({ result: 'unsupported' })
  })
})

describe.runIf(published.length > 0)('published vectors', () => {
  it.each(published.map(vector => [vector.id, vector] as const))('%s', (_, vector) => {
    expect(runVector(vector)).toMatchObject({ result: 'pass' })
  })
})
