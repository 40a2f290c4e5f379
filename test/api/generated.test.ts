import { describe, expect, it } from 'vitest'
import { problemMessages } from '#core/base/problem.ts'
import { terms } from '#core/base/terms.ts'
import { stale } from '#cli/verbs/generate.ts'

describe('generated files', () => {
  it('are current (npm run generate)', () => expect(stale()).toEqual([]))
})

describe('catalogues', () => {
  it('have each word and each problem once', () => {
    expect(new Set(terms.map(term => term.english)).size).toBe(terms.length)
    expect(new Set(Object.values(problemMessages)).size).toBe(Object.keys(problemMessages).length)
  })
  it('speak Chinese to users', () => {
    expect(Object.entries(problemMessages).filter(([, message]) => !/[\u4e00-\u9fff]/.test(message))).toEqual([])
  })
})
