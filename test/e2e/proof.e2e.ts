// Somebody without the server: opens the verification page from a disk, offline, and gives it a bundle.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { changed, publicKey, seasonBundle } from '#core/proof/bundle.fixture.ts'
import { bundleText } from '#core/proof/bundle-of.ts'
import { embedBundle } from '#core/proof/embed.ts'
import { visit } from './browser.ts'

const built = resolve('dist/proof/verify.html')
const folder = mkdtempSync(join(tmpdir(), 'zhenpu-proof-'))
afterAll(() => rmSync(folder, { recursive: true }))
const bundle = seasonBundle(84)
const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const offline = { offline: true }
const address = (path: string): string => pathToFileURL(path).href

describe('the verification page, from a disk and offline', () => {
  it('finds a bundle in order and shows why a town was decided so', () => visit(address(built), async page => {
    const wrong: string[] = []
    page.on('request', request => { if (!/^(file|data):/.test(request.url())) wrong.push(request.url()) })
    page.on('console', message => wrong.push(message.text()))
    page.on('pageerror', error => wrong.push(error.message))
    await page.setInputFiles('#file', file('season.json.gz', gzipSync(bundleText(bundle))))
    await page.getByRole('heading', { name: '材料完好' }).waitFor()
    expect(await page.locator('.outcomes .line').count()).toBe(84)
    await page.getByRole('button', { name: '云溪市山泉酿造小镇', exact: false }).first().click()
    expect(await page.locator('.reasons:visible').textContent()).toMatch(/另作处理：拟办“警告”，决定“保留”[^]*首年不合格/)
    await page.getByLabel('登记方公布的公钥').fill(publicKey)
    await page.getByRole('button', { name: '核对', exact: true }).click()
    await page.getByText('与您提供的公钥相符').waitFor()
    expect(wrong).toEqual([])
  }, offline))

  it('names what was changed', () => visit(address(built), async page => {
    await page.setInputFiles('#file', file('changed.json', bundleText(changed(bundle, copy => { Object.assign(copy.snapshot.towns[0]?.facts['grade'] as object, { value: 'basic' }) }))))
    await page.getByRole('heading', { name: /有 \d+ 处不符/ }).waitFor()
    expect(await page.locator('.differences').textContent()).toContain('云溪市白茶小镇：拟办记为“晋级”，重算得“保留”')
    expect(await page.locator('.line.bad').first().textContent()).toContain('云溪市白茶小镇')
  }, offline))

  it('carries a bundle inside itself, and says of other files what they are', () => visit(address(file('season.html', embedBundle(readFileSync(built, 'utf8'), bundleText(bundle)))), async page => {
    await page.getByRole('heading', { name: '材料完好' }).waitFor()
    await page.getByRole('button', { name: '核验另一份' }).click()
    await page.setInputFiles('#file', file('none.txt', '不是'))
    await page.getByRole('alert').waitFor()
  }, offline))

  it('checks the signature itself where the browser cannot', () => visit('about:blank', async page => {
    await page.addInitScript('const own = crypto.subtle.importKey.bind(crypto.subtle); crypto.subtle.importKey = (...words) => words[2]?.name === "Ed25519" ? Promise.reject(new DOMException("no", "NotSupportedError")) : own(...words)')
    await page.goto(address(file('season.html', embedBundle(readFileSync(built, 'utf8'), bundleText(bundle)))))
    await page.getByRole('heading', { name: '材料完好' }).waitFor()
    await page.getByText('签名由本页自带的算法核对').waitFor()
  }, offline))
})
