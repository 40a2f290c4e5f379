// A demonstration of its own for the journeys of the workbench: the real server on a free port, with a clock that the
// journey moves.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { createContext } from '#cli/open.ts'
import { loadPages } from '#cli/verbs/serve.ts'
import type { Tx } from '#server/db/connect.ts'
import { loadShippedData } from '#server/first-load.ts'
import { createApp } from '#server/http/app.ts'
import type { Context } from '#server/http/context.ts'
import { loadDemoAccounts } from '#server/identity/demo.ts'
import { openIdentity } from '#server/identity/identity.ts'
import { loadDemoSeasons } from '#server/season/demo.ts'
import { ensureViews } from '#server/views/ensure.ts'
import { scratchDatabase } from '../database/scratch.ts'
import { serious, visit } from './browser.ts'

export type Demonstration = {
  /** ISO instant; the server's only clock */
  now: string
  address: string
  /** Signs a made-up account in and hands over its desk, or the page at another path. */
  as(role: string, journey: (page: Page) => Promise<void>, path?: string): Promise<void>
  /** Does something behind the pages, to come to where a journey begins. */
  transact(work: (tx: Tx) => Promise<void>): Promise<void>
  visit(path: string, journey: (page: Page) => Promise<void>, phone?: boolean): Promise<void>
}

const phoneScreen = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** One server for the file that asks for it. @param prepare more that a journey finds there */
export function demonstration(start: string, prepare: (tx: Tx, context: Context) => Promise<void> = async () => {}): Demonstration {
  const folder = mkdtempSync(join(tmpdir(), 'zhenpu-demo-'))
  let close = async (): Promise<void> => {}
  let transact: Demonstration['transact'] = async () => {}
  let people: ReturnType<typeof peopleAt> | null = null
  const shown: Demonstration = {
    now: start, address: '',
    transact: work => transact(work),
    visit: (path, journey, phone = false) => visit(path, journey, { baseURL: shown.address, ...(phone ? phoneScreen : {}) }),
    // Through the interface: the door itself is gone through once, by `throughTheDoor`.
    as: (role, journey, path = '/desk') => shown.visit('about:blank', async page => {
      people ??= peopleAt(shown.address)
      const { password, accounts } = await people
      const username = accounts.find(account => account.role === role)?.username
      const signed = await page.request.post('/api/session', { data: { username, password }, headers: { origin: shown.address } })
      expect([role, signed.status()]).toEqual([role, 200])
      await page.goto(path)
      await journey(page)
    }),
  }
  beforeAll(async () => {
    const database = await scratchDatabase()
    const context = { ...createContext(folder), demo: true, identity: openIdentity(folder, { demo: true, env: {} }), now: () => shown.now }
    await ensureViews(database)
    await loadShippedData(database, context.now)
    await loadDemoAccounts(database, context)
    await database.transaction(tx => loadDemoSeasons(tx, context.now))
    await database.transaction(tx => prepare(tx, context))
    const app = await createApp({ database, context, pages: await loadPages() })
    transact = work => database.transaction(work)
    shown.address = await app.listen({ host: '127.0.0.1', port: 0 })
    close = async () => { await app.close(); await database.close() }
  })
  afterAll(async () => {
    await close()
    rmSync(folder, { recursive: true, force: true })
  })
  return shown
}

/** Who plays which role. */
async function peopleAt(address: string): Promise<{ password: string; accounts: { username: string; role: string }[] }> {
  return (await (await fetch(`${address}/api/sign-in`)).json() as { demo: Awaited<ReturnType<typeof peopleAt>> }).demo
}

/** The demonstration's own door: one click for each role. */
export async function throughTheDoor(page: Page, role: string): Promise<void> {
  await page.getByRole('region', { name: '演示账户' }).getByRole('button', { name: role, exact: true }).click()
  await page.getByRole('heading', { name: '待办' }).waitFor()
}

/** Every page, drawn to its end, has nothing serious for axe and does not scroll sideways: at a desk, then on a phone. */
export async function sound(page: Page, paths: readonly string[]): Promise<void> {
  const desk = page.viewportSize() as { width: number; height: number }
  for (const path of paths) {
    await page.setViewportSize(desk)
    await page.goto(path)
    await page.locator('h1').first().waitFor()
    await page.locator('.waiting-lines').first().waitFor({ state: 'detached' })
    expect([path, 'desk', await serious(page)]).toEqual([path, 'desk', []])
    await page.setViewportSize(phoneScreen.viewport)
    expect([path, 'phone', await serious(page)]).toEqual([path, 'phone', []])
    expect([path, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, phoneScreen.viewport.width])
  }
}

/** Where the server asks once more who one is, the demonstration's password is already filled in. */
export async function confirmIdentity(page: Page): Promise<void> {
  await page.getByRole('dialog', { name: '再次确认身份' }).getByRole('button', { name: '确认', exact: true }).click()
}
