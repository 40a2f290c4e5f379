// The browser of the journeys: an installed Chromium, one tab a test.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
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
