// A whole quarter in the browser: the county downloads its template, brings it back with errors, mends, submits; the
// prefecture returns it with a word on a field; levels approve, departments confirm, the province accepts; then a change.
import { readFile } from 'node:fs/promises'
import { readXlsx, writeXlsx } from 'hucre'
import type { Download, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { loadDemoReports } from '#server/reporting/demo.ts'
import { serious } from './browser.ts'
import { demonstration, sound } from './demonstration.ts'

const demo = demonstration('2026-11-21T02:00:00.000Z', loadDemoReports)
let path = ''

/** Somebody's view of the report, signed in as one of the demonstration's accounts. */
const as = (role: string, work: (page: Page) => Promise<void>, at = path): Promise<void> => demo.as(role, work, at)

/** The figures of the period before, copied forward; `spoil` by code for the first town. */
async function filled(download: Download, spoil: Record<string, string> = {}): Promise<Buffer> {
  const book = await readXlsx(await readFile(await download.path()), { readStyles: true })
  return Buffer.from(await writeXlsx({ sheets: book.sheets.map(sheet => {
    if (sheet.name !== '填报表') return { ...sheet }
    const rows = sheet.rows as unknown[][]
    const codes = rows[3] as string[]
    const cells = new Map(sheet.cells)
    for (let row = 4; row < rows.length; row++) {
      for (const [column, code] of codes.entries()) {
        const before = rows[row]?.[codes.indexOf(`${code}·上期`)] as string | number | null | undefined
        const value = (row === 4 ? spoil[code] : undefined) ?? (code === '说明' ? '与上期持平' : before)
        if (code && !code.endsWith('上期') && code !== '代码' && value !== null && value !== undefined) cells.set(`${row},${column}`, { ...cells.get(`${row},${column}`), value, type: typeof value === 'number' ? 'number' : 'string' })
      }
    }
    for (const [key, cell] of cells) if (cell.formula) cells.delete(key)
    return { ...sheet, cells }
  }) as never }))
}

async function bring(page: Page, bytes: Buffer): Promise<void> {
  await page.getByLabel('填好的模板').setInputFiles({ name: '填报.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: bytes })
  await page.getByRole('dialog', { name: /校核结果/ }).waitFor()
}

async function template(page: Page): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载填报模板' }).click()])
  return download
}

/** Takes a step whose dialog has a button of its own. */
async function step(page: Page, name: string | RegExp, button: string, fill: (dialog: ReturnType<Page['getByRole']>) => Promise<void> = async () => {}): Promise<void> {
  await page.getByRole('complementary', { name: '可办' }).getByRole('button', { name }).click()
  const dialog = page.getByRole('dialog')
  await fill(dialog)
  await dialog.getByRole('button', { name: button, exact: true }).click()
  await dialog.waitFor({ state: 'hidden' })
}

const stage = (page: Page): Promise<string | null> => page.locator('.state-word b').textContent()

describe('a quarter', () => {
  it('the county finds its report, brings a workbook with errors, mends it and submits', async () => {
    await as('县级主管部门', async page => {
      await page.getByRole('link', { name: /报送.*季报/ }).click()
      await page.getByRole('table', { name: '填报表' }).waitFor()
      path = new URL(page.url()).pathname
      expect(await serious(page)).toEqual([])
      const bytes = await template(page)
      await bring(page, await filled(bytes, { Q1: '3万', Q7: '很多' }))
      const dialog = page.getByRole('dialog', { name: /校核结果/ })
      await dialog.getByText('现在什么都没有导入').waitFor()
      expect(await dialog.locator('tr.k-refused td:first-child').allTextContents()).toEqual([expect.stringMatching(/^[A-Z]+5$/), expect.stringMatching(/^[A-Z]+5$/)])
      const [copy] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: '下载批注副本' }).click()])
      expect((await readXlsx(await readFile(await copy.path()))).sheets[0]?.name).toBe('问题清单')
      await dialog.getByRole('button', { name: '不导入' }).click()
      await bring(page, await filled(bytes))
      await page.getByRole('dialog', { name: /校核结果/ }).getByRole('button', { name: /^导入 \d+ 处改动$/ }).click()
      await page.getByText(/^已导入 \d+ 格/).waitFor()
      await bring(page, await filled(bytes))
      await page.getByText('文件里的数据与已保存的完全相同').waitFor()
      await page.getByRole('dialog', { name: /校核结果/ }).locator('.buttons').getByRole('button', { name: '关闭' }).click()
      await step(page, '报送', '报送')
      await page.getByText('已报送。').waitFor()
      expect(await stage(page)).toMatch(/^待市（州）/)
    }, '/reporting')
  })

  it('the prefecture returns it with a word on a field; the county answers it in the field', async () => {
    await as('市（州）主管部门', async page => {
      await page.locator('td[data-indicator="Q7"] button').first().click()
      const inspector = page.getByRole('region', { name: '选中的格' })
      await inspector.getByLabel('批注').fill('与名录库不一致')
      await inspector.getByRole('button', { name: '添加批注' }).click()
      await step(page, /^退回/, '退回', async dialog => {
        await dialog.getByText('与名录库不一致').waitFor()
        await dialog.getByLabel('理由').fill('企业数请核对')
      })
      expect(await stage(page)).toMatch(/^待县级/)
    })
    await as('县级主管部门', async page => {
      await page.getByText('未答批注 1').waitFor()
      await page.getByRole('button', { name: /与名录库不一致/ }).click()
      const field = page.locator('td[data-indicator="Q7"] input').first()
      await field.fill(String(Number(await field.inputValue()) + 1))
      await field.press('Enter')
      await page.getByText('未答批注 1').waitFor({ state: 'hidden' })
      await step(page, '报送', '报送')
    })
  })

  it('levels approve, departments confirm, the province accepts', async () => {
    await as('省级经办', async page => {
      await page.getByRole('table', { name: '填报表' }).waitFor()
      expect(await page.getByRole('button', { name: /通过/ }).count()).toBe(0)
    })
    await as('市（州）主管部门', page => step(page, '审核通过', '审核通过'))
    await as('省级有关部门', async page => {
      await step(page, '部门确认', '确认')
      await step(page, '部门确认', '确认')
      expect(await page.locator('.departments .done').count()).toBe(2)
    })
    await as('省级经办', async page => {
      await step(page, '验收通过', '验收通过')
      expect(await stage(page)).toBe('已验收')
    })
  })

  it('a later change needs an unlocking, shows as a difference and lets the signatures lapse', async () => {
    await as('县级主管部门', async page => {
      expect(await page.locator('.grid input').count()).toBe(0)
      await step(page, '申请解锁', '提交申请', async dialog => {
        await dialog.locator('#unlock-towns').click()
        await page.locator('.ant-select-item-option').first().click()
        await dialog.getByLabel('理由').fill('名录库更正')
        await dialog.getByLabel('改到哪一天').fill('2099-12-31')
      })
      await page.getByText('解锁申请，待省级处理').waitFor()
    })
    await as('省级经办', page => step(page, '处理解锁申请', '同意', dialog => dialog.getByLabel('理由').fill('同意')))
    await as('县级主管部门', async page => {
      const field = page.locator('td[data-indicator="Q6"] input').first()
      await field.fill('1')
      await field.press('Enter')
      await page.getByText('签过之后内容有改动，签名失效').waitFor()
      expect(await stage(page)).toMatch(/^有改动，待县级/)
    })
    await as('省级经办', async page => {
      await page.getByText(/在建项目数：\d+ → 1/).waitFor()
      await page.getByRole('tab', { name: '办理记录' }).click()
      expect(await page.locator('.record li').count()).toBeGreaterThan(9)
    })
  })

  it('every page, wide and on a phone, is sound; there the board is cards', () => as('市（州）主管部门', async page => {
    await sound(page, [path, '/reporting', path.slice(0, path.lastIndexOf('/'))])
    await page.locator('.name-link').first().waitFor()
    expect(await page.getByRole('table').locator('thead').evaluate(head => getComputedStyle(head).position)).toBe('absolute')
  }))
})
