import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safe } from './next.ts'

describe('after signing in', () => {
  it('one comes back to the page one came from', () => {
    expect(decodeURI(safe('/seasons/茶镇/2030?tab=cuts'))).toBe('/seasons/茶镇/2030?tab=cuts')
    expect(safe(undefined)).toBe('/desk')
    expect(safe('/sign-in?next=/desk')).toBe('/desk')
  })

  it('whatever the address says, one stays with us', () => {
    const hostile = fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom('//evil.test', '/\\evil.test', '\\\\evil.test', 'javascript:alert(1)', '/\t/evil.test', ' //evil.test', '/.//evil.test'), fc.webPath().map(path => `/${path}`))
    fc.assert(fc.property(hostile, next => { expect(new URL(safe(next), 'https://ours.test').origin).toBe('https://ours.test') }))
  })
})
