// 试算 in a real browser: everything it does, and that nothing leaves the machine while it does.
import { readFileSync } from 'node:fs'
import { readXlsx } from 'hucre'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { seriousByDayAndNight, visit } from './browser.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** Loads made-up data; `scheme` by its place among those that ship. */
async function begin(page: Page, towns: string, scheme = 0): Promise<void> {
  if (scheme) {
    await page.locator('#scheme').click()
    await page.locator('.ant-select-item-option').nth(scheme).click()
  }
  await page.locator('.drop').getByRole('button', { name: `${towns} 个` }).click()
  await page.locator('table.data tbody tr').nth(5).waitFor({ timeout: 40_000 })
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await page.keyboard.press(key)
}

describe('a trial', () => {
  it('weights → ranks → explanation → robustness → comparison → file, and nothing is sent', () => visit('/try', async page => {
    await page.getByRole('heading', { name: '放入数据表' }).waitFor()
    await page.waitForLoadState('networkidle')
    const sent: string[] = []
    const said: string[] = []
    page.context().on('request', request => { if (!request.url().startsWith('blob:')) sent.push(request.url()) })
    page.on('console', message => { if (message.type() === 'error') said.push(message.text()) })
    await begin(page, '84')
    const rows = page.locator('table.data tbody tr')
    expect(await rows.count()).toBe(84)
    expect(await page.locator('.chip').textContent()).toContain('演示数据')

    const hash = page.locator('.facts code')
    const official = await hash.textContent()
    await page.getByRole('slider').first().focus()
    await press(page, 'ArrowRight', 30)
    await page.getByText('权重已改动，不再是').waitFor()
    await page.getByRole('columnheader', { name: '变动' }).waitFor()
    await expect.poll(() => page.locator('table.data .up').count()).toBeGreaterThan(0)
    expect(await hash.textContent()).not.toBe(official)
    const sum = await page.locator('.weights .dimension > .slider:first-child output').allTextContents()
    expect(sum.reduce((all, text) => all + Number(text), 0)).toBeCloseTo(100, 1)

    await rows.nth(2).getByRole('button').click()
    const basis = page.getByRole('dialog')
    await basis.locator('.part').first().waitFor()
    expect(await basis.locator('.part .sheet-cell').first().textContent()).toMatch(/^演示数据!C\d+$/)
    await page.keyboard.press('Escape')
    // A cell opens at its own line; by the keyboard too.
    await rows.nth(4).locator('td.c-dim').nth(2).click()
    await expect.poll(() => basis.locator('.pointed > summary').textContent()).toContain('C 建设主体')
    await page.keyboard.press('Escape')
    await rows.nth(4).locator('.name').focus()
    await press(page, 'ArrowDown', 1)
    await press(page, 'ArrowRight', 2)
    await page.keyboard.press('Enter')
    await basis.locator('.total.pointed').waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('tab', { name: '稳健性' }).click()
    await page.getByText('1,000 次').click()
    await page.getByRole('button', { name: '开始计算' }).click()
    await page.locator('.kinds').waitFor()
    const kinds = await page.locator('.kinds b').allTextContents()
    expect(kinds.reduce((all, text) => all + Number(text), 0)).toBe(84)
    expect(await page.getByRole('img', { name: /^名次 \d+ 到 \d+，现在 \d+$/ }).count()).toBe(84)

    // Where the movement comes from, once there is more than one thing that moves; both years together.
    await page.getByText('这次只变动了权重').waitFor()
    await page.getByLabel('数据误差').fill('5')
    await page.locator('.robust-order').getByRole('button', { name: '演示数据' }).click()
    await page.getByText('演示数据，84 个相同').waitFor()
    await page.getByRole('button', { name: '重新计算' }).click()
    await page.getByRole('columnheader', { name: '两年同时' }).waitFor()
    await page.getByRole('button', { name: '分出各占多少' }).click()
    await page.getByRole('button', { name: '取消' }).click()
    await page.getByRole('button', { name: '分出各占多少' }).click()
    await page.getByRole('table', { name: '名次变动的来源' }).waitFor({ timeout: 60_000 })
    expect(await page.locator('.matters .lead').textContent()).toMatch(/名次的变动主要来自(权重|数据误差)：单独占 \d+%/)

    await page.getByRole('tab', { name: '比较' }).click()
    await page.locator('#other').click()
    await page.getByText('同一套，原来的权重').click()
    await page.getByText('个越过分界').waitFor()
    expect(await page.locator('.summary .says').textContent()).toContain('Spearman')

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出' }).click().then(() => page.getByRole('menuitem', { name: /Excel/ }).click())])
    expect(download.suggestedFilename()).toContain('演示数据')
    const book = await readXlsx(new Uint8Array(readFileSync(await download.path())))
    const remarks = book.sheets[0]?.rows.flat().join('\n') ?? ''
    expect(remarks).toContain('1000 次抽样，种子 1')
    expect(remarks).toContain('权重已在试算中改动')

    await page.getByRole('button', { name: '恢复原权重' }).click()
    await expect.poll(() => hash.textContent()).toBe(official)
    expect(sent).toEqual([])
    expect(said).toEqual([])
  }))

  it('the browser may connect to nothing, and styles need a nonce of their own', async () => {
    const policies = await Promise.all([1, 2].map(async () => (await fetch(`${inject('address')}/try`)).headers.get('content-security-policy') ?? ''))
    expect(policies[0]).toContain("connect-src 'none'")
    expect(policies[0]).not.toContain('unsafe')
    expect(policies[0]).not.toBe(policies[1])
  })

  it('points at cells of a file of one’s own, and at faults of a scheme', () => visit('/try', async page => {
    const yaml = page.locator('.setup input[type=file]').first()
    await yaml.setInputFiles({ name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from('id: x\ntitle: 半份\n') })
    await page.getByRole('alert').getByText('version：缺少这一项').waitFor()
    await page.locator('#scheme').click()
    await page.locator('.ant-select-item-option').filter({ hasText: '虚构' }).click()
    await page.locator('.drop input[type=file]').setInputFiles({ name: '填报.csv', mimeType: 'text/csv', buffer: Buffer.from('名称,类别,A1,A2\n甲镇,芽类,约五成,6\n乙镇,叶类,45,5\n') })
    await page.getByRole('tab', { name: /数据问题/ }).click()
    expect(await page.locator('tr', { hasText: '约五成' }).textContent()).toContain('数据!C2')
  }))

  it('draws can be cancelled and begun again', () => visit('/try', async page => {
    await begin(page, '2,000')
    await page.getByRole('tab', { name: '稳健性' }).click()
    await page.getByText('10,000 次').click()
    await page.getByRole('button', { name: '开始计算' }).click()
    await page.getByText(/[\d,]+ \/ 10,000 次，还要/).waitFor()
    await page.getByRole('button', { name: '取消' }).click()
    expect(await page.getByRole('progressbar').count()).toBe(0)
    await page.getByRole('button', { name: '开始计算' }).click()
    await page.getByText(/[\d,]+ \/ 10,000 次，还要/).waitFor()
  }))

  it('20,000 towns: few rows in the page, the last one within reach', () => visit('/try', async page => {
    await begin(page, '20,000', 2)
    expect(await page.locator('table.data tbody tr').count()).toBeLessThan(80)
    await page.locator('.pane').evaluate(pane => pane.scrollTo(0, pane.scrollHeight))
    await expect.poll(() => page.locator('table.data tbody tr[aria-rowindex="20001"]').count()).toBe(1)
    await page.getByRole('searchbox', { name: '按名称筛选' }).fill('云溪')
    await expect.poll(() => page.locator('.counted').textContent()).toMatch(/^\d+ \/ 20,000 个$/)
    expect(new URL(page.url()).searchParams.get('q')).toBe('云溪')
  }))
})

describe('for everyone', () => {
  it('has nothing serious for axe, by day and by night', () => visit('/try', async page => {
    const sound = async (where: string): Promise<void> => expect([where, await seriousByDayAndNight(page)]).toEqual([where, []])
    await sound('start')
    await begin(page, '84')
    await sound('results')
    await page.locator('table.data .name').nth(1).click()
    await page.locator('.basis .part').first().waitFor()
    await sound('basis')
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: '稳健性' }).click()
    await page.getByRole('button', { name: '开始计算' }).click()
    await page.locator('.kinds').waitFor()
    await sound('robustness')
  }, { reducedMotion: 'reduce' }))

  it('fits a phone and the widths between', () => visit('/try', async page => {
    await begin(page, '84')
    for (const width of [320, 390, 768, 1024]) {
      await page.setViewportSize({ width, height: 844 })
      expect([width, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([width, width])
    }
  }, phone))

  it('rows by arrow keys', () => visit('/try', async page => {
    await begin(page, '84')
    const names = page.locator('table.data .name')
    await names.first().focus()
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(await names.nth(1).textContent())
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText(await names.nth(1).textContent() ?? '').first().waitFor()
  }))
})
