// Two programs by different hands: the page's own proof of the log and the engine's say the same of every bundle.
import fc from 'fast-check'
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonical as engineCanonical, type Json } from '#core/base/canonical.ts'
import type { Bundle } from '#core/proof/bundle.ts'
import { changed, checkSignature, logOf, publicKey, seasonBundle, seasonParts, stepsOf, strangeKey } from '#core/proof/bundle.fixture.ts'
import { bundleOf } from '#core/proof/bundle-of.ts'
import { checkHashes } from '#core/proof/check-hashes.ts'
import { checkLog } from '#core/proof/check-log.ts'
import type { Check } from '#core/proof/difference.ts'
import { checkSignature as checkInBrowser } from './cryptography.ts'
import { verifyEd25519 } from './ed25519.ts'
import { canonical, proveLog } from './log-proof.ts'

const bundle = seasonBundle()
const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const sha512 = async (bytes: Uint8Array): Promise<Uint8Array> => new Uint8Array(createHash('sha512').update(bytes).digest())
const told = (checks: readonly Check[]): unknown => checks.map(({ what, count, differences }) => [what, count, differences.map(({ code, where }) => `${code} ${where}`).sort()])

async function agree(one: Bundle, key?: string): Promise<boolean> {
  const [engine, page] = [[...checkHashes(one), ...checkLog(one, { publicKey: key, checkSignature })], (await proveLog(one, key)).checks]
  expect(told(page)).toEqual(told(engine))
  return page.every(check => check.differences.length === 0)
}

describe('the page and the engine agree', () => {
  it('on a bundle in order', async () => {
    expect(await agree(bundle)).toBe(true)
    expect(await agree(bundle, publicKey)).toBe(true)
    expect((await proveLog(bundle)).signedBy).toBe('browser')
  })

  const changes: Record<string, (copy: Bundle) => void> = {
    'a fact': copy => { Object.assign(copy.snapshot.towns[0]?.facts['grade'] as object, { value: 'basic' }) },
    'a town dropped': copy => { copy.snapshot.towns.shift() },
    'a town dropped everywhere': copy => { for (const list of [copy.snapshot.towns, copy.snapshot.grades, copy.snapshot.units ?? [], copy.results.proposals, copy.results.decisions, copy.results.evaluation?.units ?? []]) list.shift() },
    'a town more': copy => { copy.snapshot.grades.push({ town: 'x', grade: 'y', source: 'z' }) },
    'the season': copy => { copy.season.year = 2022 },
    'an event': copy => { (copy.log.events[2] as { actor: string }).actor = '张三' },
    'an event dropped': copy => { copy.log.events.splice(2, 1); copy.log.proofs.splice(2, 1) },
    'the last event dropped': copy => { copy.log.events.pop() },
    'events in another order': copy => { copy.log.events.reverse() },
    'a path': copy => { copy.log.proofs[1]?.path.pop() },
    'a path longer at its root': copy => { copy.log.proofs[1]?.path.push('00'.repeat(32)) },
    'a path longer at its leaf': copy => { copy.log.proofs[1]?.path.unshift('00'.repeat(32)) },
    'another spelling of the same signature': copy => { copy.log.checkpoint = copy.log.checkpoint.replace(/(.)=\n$/, (_, last: string) => `${base64.charAt(base64.indexOf(last) + 1)}=\n`) },
    'the signature': copy => { copy.log.checkpoint = copy.log.checkpoint.replace(/.{10}\n$/, 'AAAAAAAAA=\n') },
    'the size': copy => { copy.log.checkpoint = copy.log.checkpoint.replace(/\n\d+\n/, '\n99\n') },
    'the end of the note': copy => { copy.log.checkpoint = copy.log.checkpoint.trimEnd() },
    'the key': copy => { copy.log.publicKey = strangeKey },
    'the key, malformed': copy => { copy.log.publicKey = 'x' },
    'no decisions': copy => { copy.results.decisions = [] },
    'no notice': copy => { copy.notice = null },
  }
  it.each(Object.keys(changes))('on %s', async name => {
    expect(await agree(changed(bundle, changes[name] as (copy: Bundle) => void))).toBe(false)
  })
  it.each([1, 2, 5, 9])('on a checkpoint of only the first %i facts', async size => {
    const parts = seasonParts()
    expect(await agree(bundleOf({ ...parts, log: logOf(stepsOf(parts), size) }))).toBe(false)
    const empty = logOf(stepsOf(parts), size)
    expect(await agree(bundleOf({ ...parts, log: { ...empty, events: empty.events.map(one => ({ ...one, path: [] })) } }))).toBe(false)
  })
  it('on a key that is not the published one', async () => {
    expect(await agree(bundle, strangeKey)).toBe(false)
  })

  it('on the log changed anywhere', async () => {
    const digits = (text: string, at: number): string => `${text.slice(0, at)}${text[at] === '0' ? '1' : '0'}${text.slice(at + 1)}`
    await fc.assert(fc.asyncProperty(fc.nat(), fc.nat(), fc.constantFrom('path', 'previous', 'note', 'key'), async (i, at, what) => !await agree(changed(bundle, copy => {
      const { events, proofs } = copy.log
      const [event, proof] = [events[i % events.length] as { previous: string }, proofs[i % proofs.length] as { path: string[] }]
      if (what === 'path') proof.path[at % proof.path.length] = digits(proof.path[at % proof.path.length] as string, i % 64)
      if (what === 'previous') event.previous = digits(event.previous, at % 64)
      if (what === 'note') copy.log.checkpoint = digits(copy.log.checkpoint, at % copy.log.checkpoint.length)
      if (what === 'key') copy.log.publicKey = digits(copy.log.publicKey, at % copy.log.publicKey.length)
    }))), { numRuns: 150 })
  })

  it('on the canonical form of any JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), value => canonical(value) === engineCanonical(value as Json)))
  })
})

describe('Ed25519', () => {
  const hex = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'hex'))
  // RFC 8032 §7.1, tests 1 to 3.
  const vectors: [string, string, string][] = [
    ['d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', '', 'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'],
    ['3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', '72', '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'],
    ['fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025', 'af82', '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a'],
  ]
  it('by the page’s own arithmetic: the published vectors', async () => {
    for (const [key, message, signature] of vectors) {
      expect(await verifyEd25519(hex(key), hex(message), hex(signature), sha512)).toBe(true)
      expect(await verifyEd25519(hex(key), hex(`${message}00`), hex(signature), sha512)).toBe(false)
    }
  })
  it('by the page, by the browser and by the engine: the same of any signature', async () => {
    const { privateKey, publicKey: made } = generateKeyPairSync('ed25519')
    const key = Uint8Array.from(made.export({ type: 'spki', format: 'der' }).subarray(-32))
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 100 }), fc.option(fc.nat(511)), async (bytes, flip) => {
      const message = Uint8Array.from(bytes)
      const signature = Uint8Array.from(sign(null, message, privateKey))
      if (flip !== null) signature[flip >> 3] = (signature[flip >> 3] as number) ^ (1 << (flip & 7))
      const page = await verifyEd25519(key, message, signature, sha512)
      expect([page, (await checkInBrowser(key, message, signature)).valid, checkSignature(key, message, signature)]).toEqual(Array.from({ length: 3 }, () => flip === null))
    }), { numRuns: 40 })
  })
  it('refuses a sum beyond the order of the group: no second signature for one', async () => {
    const [key, message, signature] = (vectors[0] as [string, string, string]).map(hex) as [Uint8Array, Uint8Array, Uint8Array]
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    let s = Buffer.from(signature.subarray(32)).reverse().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) + order
    const forged = Uint8Array.from(signature)
    for (let i = 32; i < 64; i += 1, s >>= 8n) forged[i] = Number(s & 255n)
    expect(await verifyEd25519(key, message, forged, sha512)).toBe(false)
  })
})
