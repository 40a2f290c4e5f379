// What the public does: look through the list, travel in time, ask for a name.
import { describe, expect, inject, it } from 'vitest'
import { visit } from './browser.ts'

describe('from the home page to the document', () => {
  it('home → list → filter → town → document', () => visit('/', async page => {
    await page.getByRole('link', { name: /在册.*个小镇/ }).click()
    await page.getByRole('heading', { level: 1, name: '小镇清单' }).waitFor()
    const rows = page.locator('table.towns tbody tr')
    const all = await rows.count()
    await page.getByRole('group', { name: '等级' }).getByLabel('优秀').check()
    await page.waitForURL(/grade=/)
    await expect.poll(() => rows.count()).toBeLessThan(all)
    expect(await rows.count()).toBe(9)
    expect(await page.locator('[data-count]').textContent()).toContain('9')
    await rows.filter({ hasText: '中法智能制造小镇' }).getByRole('link').first().click()
    await page.getByRole('heading', { level: 1, name: /中法智能制造小镇/ }).waitFor()
    expect(await page.locator('.names').textContent()).toContain('申法')
    await page.locator('.acts .basis a').first().click()
    await page.getByRole('heading', { name: '校核发现' }).waitFor()
    expect(await page.locator('.finding.f-error').count()).toBe(1)
    expect(await page.locator('.printed-list .variant').first().textContent()).toContain('中法')
  }))

  it('sorting keeps the focus and goes back with the browser', () => visit('/towns', async page => {
    const head = page.getByRole('columnheader', { name: '名称' })
    await head.getByRole('link').click()
    await page.waitForURL(/sort=name/)
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('名称')
    await page.goBack()
    await expect.poll(() => head.getAttribute('aria-sort')).toBe(null)
  }))
})

describe('the time machine', () => {
  it.each([['2019-06-01', 55], ['2024-12-15', 84], ['2025-02-01', 77]])('%s: %i towns are listed', (valid, count) => visit(`/towns?valid=${valid}`, async page => {
    expect(await page.locator('table.towns tbody tr').count()).toBe(count)
    const links = await page.locator('main a[href^="/towns/"]').evaluateAll(all => all.map(link => link.getAttribute('href') ?? ''))
    expect(links.every(link => link.includes(`valid=${valid}`))).toBe(true)
  }))

  it('a stop of the rail changes the day in the address', () => visit('/towns', async page => {
    await page.locator('[data-rail] a').first().click()
    await page.waitForURL(/valid=2019-/)
    await expect.poll(() => page.locator('table.towns tbody tr').count()).toBe(55)
  }))

  it('a day before the first list says so', () => visit('/towns?valid=2018-01-01', async page => {
    expect(await page.locator('.nothing').textContent()).toContain('还没有小镇')
  }))
})

describe('is this name on the list?', () => {
  it('a printed variant leads to the registered town', () => visit('/', async page => {
    await page.getByRole('searchbox', { name: '这个名称在清单上吗？' }).or(page.getByRole('combobox')).fill('长春市申法智能制造小镇')
    await page.getByRole('button', { name: '核验' }).click()
    await page.waitForURL(/verify\?name=/)
    expect(await page.locator('.answer').textContent()).toContain('在清单上')
    expect(await page.locator('.answer').textContent()).toContain('长春市中法智能制造小镇')
  }))

  it('a part of a name shows what it may be, as printed or as registered', () => visit('/verify?name=申法', async page => {
    expect(await page.locator('.cards').textContent()).toContain('长春市中法智能制造小镇')
  }))

  it('a name nobody knows is refused plainly', () => visit('/verify?name=月球环形山小镇', async page => {
    expect(await page.locator('.answer h2').textContent()).toContain('不在清单上')
  }))

  it('suggestions can be chosen with the keyboard', () => visit('/verify', async page => {
    await page.locator('#verify-name').pressSequentially('袜业')
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/verify\?name=/)
    expect(await page.locator('.answer').textContent()).toContain('辽源市袜业小镇')
  }))
})

describe('what goes wrong is said', () => {
  it.each([['/towns/t-000000000000', 404], ['/nowhere', 404], ['/towns?valid=2024-13-01', 400]])('%s answers %i with a page', async (path, status) => {
    const response = await fetch(inject('address') + path, { headers: { accept: 'text/html' } })
    expect(response.status).toBe(status)
    expect(await response.text()).toContain('镇谱')
  })
})
