// Texts that a browser would run, in every field that takes one; then every page that shows them. Nothing runs, nothing is
// even stopped by the policy on the way, and the public's pages have none of it.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { type Client, createClient } from '#contract/client.ts'
import { hostileTexts, plant, type Planted } from '../api/plant.ts'
import { demonstration } from './demonstration.ts'

const demo = demonstration('2025-10-09T02:00:00.000Z')
const mark = '暗号'
let count = 0
/** Each field another one of the texts, with its name beside it. */
const hostile = (field: string): string => `${mark}${field}${hostileTexts[(count += 1) % hostileTexts.length] ?? ''}`

async function as(role: string): Promise<Client> {
  let cookie = ''
  const send = async (method: string, url: string, body: string | null): Promise<{ status: number; body: unknown }> => {
    const answered = await fetch(demo.address + url, { method, ...(body === null ? {} : { body }), headers: { origin: demo.address, ...(body === null ? {} : { 'content-type': 'application/json' }), ...(cookie ? { cookie } : {}) } })
    cookie = [cookie, ...answered.headers.getSetCookie().map(text => text.split(';')[0] ?? '')].filter(Boolean).join('; ')
    return { status: answered.status, body: await answered.json() }
  }
  const client = createClient(({ method, url, body }) => send(method, url, body))
  const password = 'tea-town-demo'
  await client.signIn({ username: role, password })
  await client.confirmSession({ password })
  return client
}

const ran: string[] = []
/** Whatever runs, or is kept from running by the page's policy, is noted. */
async function watch(page: Page): Promise<void> {
  page.on('dialog', dialog => { ran.push(`${page.url()} ${dialog.message()}`); void dialog.dismiss() })
  page.on('console', message => { if (/Content Security Policy|Refused to/.test(message.text())) ran.push(`${page.url()} ${message.text()}`) })
  page.on('request', request => { if (!request.url().startsWith(demo.address) && !request.url().startsWith('data:')) ran.push(`${page.url()} → ${request.url()}`) })
}

describe('texts that a browser would run', () => {
  it('run on no page of the workbench, and are seen there as they were typed', async () => {
    const county = (await (await as('county')).session({})).posts[0]?.division ?? ''
    const planted: Planted = await plant(as, field => hostile(field), { county, name: '公主岭市云雾小镇' })
    const season = `/seasons/${planted.season}`
    const pages: Record<string, [path: string, shows: boolean][]> = {
      省级经办: [['/desk', false], ['/seasons', false], [season, false], [`${season}?tab=record`, false], [`/calls/${planted.call}`, false], [`/applications/${planted.application}`, false], ['/reporting', false], [`/reporting/${planted.submission}`, true], ['/audit', false]],
      系统管理员: [['/accounts', true], ['/accounts?tab=organisations', true], ['/accounts?tab=emergencies', true]],
      审计管理员: [['/audit', false], ['/audit?tab=access', true], ['/audit?tab=emergencies', true], [`/applications/${planted.application}`, false]],
      县级主管部门: [[`/applications/${planted.application}`, true], [`/reporting/${planted.submission}`, true]],
    }
    for (const [role, own] of Object.entries(pages)) {
      await demo.as(role, async page => {
        await watch(page)
        for (const [path, shows] of own) {
          await page.goto(path, { waitUntil: 'networkidle' })
          if (shows) await expect.poll(async () => [path, await page.evaluate(word => [document.body.innerText, ...[...document.querySelectorAll('input, textarea')].map(field => (field as HTMLInputElement).value)].some(text => text.includes(word)), mark)], { timeout: 8000 }).toEqual([path, true])
        }
      })
    }
    expect(ran).toEqual([])
  }, 120_000)

  it('are nowhere on the public’s pages, in its files and programs', async () => {
    const seen: string[] = []
    const paths = ['/', '/towns', '/towns?status=all', '/notices', '/verify', `/verify?name=${encodeURIComponent(mark)}`, '/open-data', '/proof', '/sign-in', '/try', '/api/openapi.json', '/api/public/towns?status=all&size=500', '/api/public/towns.csv', '/api/public/towns.json', '/api/public/towns.geojson', '/api/public/overview', '/api/public/notices', '/api/public/calls', '/api/public/log']
    for (const path of paths) {
      const answered = await fetch(demo.address + path)
      const text = await answered.text()
      // What was asked for stands on the page again, and only that.
      if (text.replaceAll(new RegExp(`${mark}(?![a-z])`, 'g'), '').includes(mark)) seen.push(path)
      expect([path, /unsafe-inline|unsafe-eval/.test(answered.headers.get('content-security-policy') ?? '')]).toEqual([path, false])
      for (const [, asset] of text.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)) if ((await (await fetch(demo.address + asset)).text()).includes(mark)) seen.push(asset ?? '')
    }
    expect(seen).toEqual([])
  })
})
