// The site for everyone: without a mouse, without a script, on a phone, on paper, read aloud.
import { describe, expect, inject, it } from 'vitest'
import { seriousByDayAndNight, visit } from './browser.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** One address of every kind of page. */
async function everyPage(): Promise<string[]> {
  const get = async (path: string): Promise<{ towns?: { id: string }[]; notices?: { id: string }[] }> => (await fetch(inject('address') + path)).json() as Promise<object>
  const { towns } = await get('/api/public/towns?status=eliminated&size=1')
  const { notices } = await get('/api/public/notices')
  return ['/', '/?map=grade', '/towns', '/towns?status=all&sort=-grade', '/towns?q=zzzz', `/towns/${towns?.[0]?.id}`, '/notices', ...(notices ?? []).map(({ id }) => `/notices/${id}`), '/verify', '/verify?name=梅花鹿', '/open-data', '/report', '/nowhere']
}

describe('every page', () => {
  it('has nothing serious for axe, by day and by night, and fits a phone and the widths between', async () => {
    for (const path of await everyPage()) {
      await visit(path, async page => {
        expect([path, await seriousByDayAndNight(page)]).toEqual([path, []])
        for (const width of [320, 390, 768, 1024]) {
          await page.setViewportSize({ width, height: 844 })
          expect([path, width, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, width, width])
        }
      }, { reducedMotion: 'reduce' })
    }
  }, 180_000)
})

describe('without a mouse', () => {
  it('skip link, then the rows by arrow keys', () => visit('/towns', async page => {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('跳到正文')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    const names = page.locator('table.towns tbody .c-name a')
    await names.first().focus()
    await page.keyboard.press('ArrowDown')
    const second = await names.nth(1).textContent()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(second)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: second ?? '' }).waitFor()
  }))

  it('the rail steps with the arrow keys', () => visit('/towns', async page => {
    await page.locator('[data-rail] a').last().focus()
    await page.keyboard.press('ArrowLeft')
    await page.waitForURL(/valid=/)
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('[data-rail]') !== null)).toBe(true)
  }))
})

describe('without JavaScript', () => {
  it('filters, order, day and look-up are plain forms and links', () => visit('/towns', async page => {
    const rows = page.locator('table.towns tbody tr')
    await page.getByRole('group', { name: '等级' }).getByLabel('优秀').check()
    await page.getByRole('button', { name: '筛选' }).click()
    await page.waitForURL(/grade=/)
    expect(await rows.count()).toBe(9)
    await page.getByRole('columnheader', { name: '名称' }).getByRole('link').click()
    await page.waitForURL(/sort=name/)
    expect(await rows.count()).toBe(9)
    await page.goto('/verify')
    await page.locator('#verify-name').fill('长春市申法智能制造小镇')
    await page.getByRole('button', { name: '核验' }).click()
    expect(await page.locator('.answer').textContent()).toContain('中法')
  }, { javaScriptEnabled: false }))
})

describe('on a phone', () => {
  it('the list is cards, filters open on demand', () => visit('/towns', async page => {
    expect(await page.locator('table.towns thead').isVisible()).toBe(false)
    await page.getByRole('link', { name: '筛选' }).click()
    await page.getByRole('group', { name: '等级' }).getByLabel('优秀').check()
    await page.getByRole('button', { name: '筛选' }).click()
    await page.waitForURL(/grade=/)
    await expect.poll(() => page.locator('table.towns tbody tr').count()).toBe(9)
  }, phone))
})

describe('on paper', () => {
  it('a list and a town print without controls, with their source at the foot', async () => {
    const [, , list, , , town] = await everyPage()
    for (const path of [list, town] as string[]) {
      await visit(path, async page => {
        await page.emulateMedia({ media: 'print' })
        expect(await page.locator('.masthead nav').isVisible()).toBe(false)
        expect(await page.locator('.foot .source').textContent()).toMatch(/截至 \d{4}年\d{1,2}月\d{1,2}日 · 依据/)
        expect((await page.pdf({ format: 'A4', preferCSSPageSize: true })).length).toBeGreaterThan(10_000)
      })
    }
  })
})

describe('light to carry', () => {
  it('the first list page with its style and script stays under 100 KB as sent', () => visit('/towns', async page => {
    const sizes = await page.evaluate(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(entry => (entry as PerformanceResourceTiming).transferSize))
    expect(sizes.length).toBeGreaterThanOrEqual(3)
    expect((await page.request.get('/towns')).headers()['content-encoding']).toMatch(/br|gzip/)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(100 * 1024)
  }))
})
