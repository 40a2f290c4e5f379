// The browser of the journeys: an installed Chromium, one tab a test.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, inject } from 'vitest'

let browser: Promise<Browser> | null = null

afterAll(async () => {
  await (await browser)?.close()
  browser = null
})

/** Opens a path of the application in a new tab, hands it over, and closes it. */
export async function visit(path: string, journey: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
  browser ??= launch()
  const context = await (await browser).newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: inject('address'), ...options })
  context.setDefaultTimeout(15_000)
  try {
    const page = await context.newPage()
    await page.goto(path)
    await journey(page)
  } finally {
    await context.close()
  }
}

/** What keeps people with a disability out, as axe sees it. @param rules only these */
export async function serious(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`)
}

/** By day everything, by night the colours, which alone are others. */
export async function seriousByDayAndNight(page: Page): Promise<string[]> {
  const day = await serious(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const night = await serious(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
  return [...day, ...night.map(one => `dark: ${one}`)]
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: executable(),
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
}

function executable(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/snap/bin']
  const found = [process.env['CHROMIUM'], ...folders.flatMap(folder => names.map(name => join(folder, name))), chromium.executablePath()]
    .find((path): path is string => Boolean(path) && existsSync(path as string))
  if (!found) throw new Error('no Chromium found: install one, or name it in CHROMIUM')
  return found
}
