import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { gzipSync } from 'node:zlib'
import { Refusal } from '#core/base/problem.ts'
import { changed, publicKey, seasonBundle, strangeKey } from '#core/proof/bundle.fixture.ts'
import { bundleText } from '#core/proof/bundle-of.ts'
import { embedBundle } from '#core/proof/embed.ts'
import { verifyFile } from './verify-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhenpu-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))
const printed: string[] = []
beforeEach(() => {
  printed.length = 0
  vi.spyOn(process.stdout, 'write').mockImplementation(text => printed.push(String(text)) > 0)
  vi.spyOn(console, 'error').mockImplementation((text: string) => { printed.push(text) })
  return () => vi.restoreAllMocks()
})

const bundle = seasonBundle()
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const page = '<!doctype html><script type="application/json" id="bundle"></script>'

describe('zhenpu verify FILE', () => {
  it.each([['json', bundleText(bundle)], ['json.gz', gzipSync(bundleText(bundle))], ['html', embedBundle(page, bundleText(bundle))]])('finds a .%s in order', async (ending, content) => {
    expect(await verifyFile(file(`ok.${ending}`, content), { json: true, key: publicKey })).toBe(0)
    expect(JSON.parse(printed.join(''))).toMatchObject({ ok: true, differences: [] })
  })
  it('names what differs, also in words', async () => {
    const bad = file('bad.json', bundleText(changed(bundle, copy => { copy.results.decisions.pop() })))
    expect(await verifyFile(bad, { json: true })).toBe(1)
    expect(JSON.parse(printed.join(''))).toMatchObject({ ok: false, checked: expect.arrayContaining([{ what: '决定', count: 11, ok: false }]) as unknown })
    expect(await verifyFile(bad, {})).toBe(1)
    expect(printed.join('\n')).toMatch(/✗ 决定 11\n[^]*决定里少了 雾岭县星空营地小镇/)
  })
  it('takes the published key, or a file that holds it', async () => {
    const ok = file('ok.json', bundleText(bundle))
    expect(await verifyFile(ok, { key: file('log.key', `${publicKey}\n`) })).toBe(0)
    expect(printed.join('\n')).toMatch(/与公布的公钥相符/)
    expect(await verifyFile(ok, { key: strangeKey })).toBe(1)
  })
  it.each([['nothing', join(folder, 'none.json'), 'file.unreadable'], ['no JSON', file('no.json', '{"a":'), 'file.broken'], ['a cut archive', file('cut.gz', gzipSync(bundleText(bundle)).subarray(0, 500)), 'file.broken']])('refuses %s', async (_, path, code) => {
    await expect(verifyFile(path, {})).rejects.toSatisfy(error => error instanceof Refusal && error.problem.code === code)
  })
})
