// A demonstration of its own for the journeys of the workbench: the real server on a free port, with a clock that the
// journey moves.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { createContext } from '#cli/open.ts'
import { loadPages } from '#cli/verbs/serve.ts'
import { openDatabase, type Tx } from '#server/db/connect.ts'
import { loadShippedData } from '#server/first-load.ts'
import { createApp } from '#server/http/app.ts'
import type { Context } from '#server/http/context.ts'
import { loadDemoAccounts } from '#server/identity/demo.ts'
import { openIdentity } from '#server/identity/identity.ts'
import { loadDemoSeasons } from '#server/season/demo.ts'
import { ensureViews } from '#server/views/ensure.ts'
import { visit } from './browser.ts'

export type Demonstration = {
  /** ISO instant; the server's only clock */
  now: string
  address: string
  /** Signs a made-up account in with one click and hands over its desk. */
  as(role: string, journey: (page: Page) => Promise<void>): Promise<void>
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
  const shown: Demonstration = {
    now: start, address: '',
    transact: work => transact(work),
    visit: (path, journey, phone = false) => visit(path, journey, { baseURL: shown.address, ...(phone ? phoneScreen : {}) }),
    as: (role, journey) => shown.visit('/sign-in', async page => {
      await page.getByRole('region', { name: '演示账户' }).getByRole('button', { name: role, exact: true }).click()
      await page.getByRole('heading', { name: '待办' }).waitFor()
      await journey(page)
    }),
  }
  beforeAll(async () => {
    const database = await openDatabase({ folder, share: false })
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

/** Where the server asks once more who one is, the demonstration's password is already filled in. */
export async function confirmIdentity(page: Page): Promise<void> {
  await page.getByRole('dialog', { name: '再次确认身份' }).getByRole('button', { name: '确认', exact: true }).click()
}
