import fc from 'fast-check'
import { expect, it } from 'vitest'
import { embedBundle, readEmbedded } from './embed.ts'

const page = '<!doctype html><title>x</title><script type="application/json" id="bundle"></script><script type="module">1</script>'

it('any JSON goes into the page and comes out again, and ends no element', () => {
  const hostile = fc.oneof(fc.string(), fc.constantFrom('</script><script>alert(1)</script>', '<!--<script>', '$&', '$1', '\u2028', '</SCRIPT >'))
  fc.assert(fc.property(fc.jsonValue(), fc.dictionary(hostile, hostile), (value, texts) => {
    const json = JSON.stringify([value, texts])
    const made = embedBundle(page, json)
    expect(JSON.parse(readEmbedded(made) ?? '')).toEqual(JSON.parse(json))
    expect(made.match(/<\/?script/gi)).toHaveLength(4)
    expect(made).not.toContain('<!--')
  }))
})

it('a page without a place for it is a build that went wrong', () => {
  expect(() => embedBundle('<!doctype html>', '{}')).toThrow()
  expect([readEmbedded(page), readEmbedded('{}'), readEmbedded('')]).toEqual([null, null, null])
})
