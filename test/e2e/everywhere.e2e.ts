// What every case has, wherever it is: found from the masthead, talked about, its files looked at, printed whole.
import { AxeBuilder } from '@axe-core/playwright'
import { Document, Packer, Paragraph } from 'docx'
import { writeXlsx } from 'hucre'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { loadDemoApplications } from '#server/application/demo.ts'
import { png } from '#server/attachment/hostile.fixture.ts'
import { loadDemoReports } from '#server/reporting/demo.ts'
import { demonstration } from './demonstration.ts'

const demo = demonstration('2026-11-21T02:00:00.000Z', async (tx, context) => {
  await loadDemoApplications(tx, context)
  await loadDemoReports(tx, context)
})
let path = ''

async function as(username: string, work: (page: Page) => Promise<void>, at = '/desk', phone = false): Promise<void> {
  await demo.visit('/try', async page => {
    const signed = await page.request.post('/api/session', { data: { username, password: 'tea-town-demo' }, headers: { origin: demo.address } })
    expect([username, signed.status()]).toEqual([username, 200])
    await page.goto(at)
    await work(page)
  }, phone)
}

/** What keeps people with a disability out, as axe sees it. */
async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`)
}
/** What stands there already, apart from what is being written. */
const said = (page: Page): Locator => page.locator('.talk-list')
const widest = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)

describe('everywhere', () => {
  it('a case is found by its pinyin with the keyboard alone', () => as('province-handler', async page => {
    await page.getByRole('heading', { name: '待办' }).waitFor()
    const box = page.getByRole('combobox', { name: '查找' })
    await page.keyboard.press('/')
    await page.keyboard.type('songguo')
    const option = page.getByRole('option', { name: /松果/ })
    await option.waitFor()
    expect(await box.getAttribute('aria-expanded')).toBe('true')
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Escape')
    expect(await option.count()).toBe(0)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => option.getAttribute('aria-selected')).toBe('true')
    expect(await box.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/applications\//)
    path = new URL(page.url()).pathname
    await page.keyboard.press('Control+k')
    await page.keyboard.type('小镇')
    await page.getByRole('option', { name: '更多小镇' }).click()
    await page.waitForURL(/\/find\?/)
    await expect.poll(() => page.getByRole('region', { name: '小镇' }).getByRole('listitem').count()).toBe(50)
    expect(await serious(page)).toEqual([])
  }))

  it('what is said stays in one’s office or reaches everybody, with files that are looked at and never run', async () => {
    const docx = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('建设方案要点'), new Paragraph('<img src=x onerror="window.ran=1"><script>window.ran=1</script>')] }] }))
    const xlsx = Buffer.from(await writeXlsx({ sheets: [{ name: '台账', rows: [['项目', '万元'], ['茶园', 6200]] }] }))
    await as('province-handler', async page => {
      const ran: string[] = []
      page.on('dialog', dialog => { ran.push(dialog.message()); void dialog.dismiss() })
      await page.getByRole('textbox', { name: '留言内容' }).fill('省里先商量')
      await page.getByRole('button', { name: '留言', exact: true }).click()
      await said(page).getByText('省里先商量').waitFor()
      await page.locator('.talk-form input[type=file]').setInputFiles([{ name: '要点.docx', mimeType: 'x', buffer: docx }, { name: '台账.xlsx', mimeType: 'x', buffer: xlsx }, { name: '现场.png', mimeType: 'x', buffer: png() }])
      await expect.poll(() => page.locator('.talk-form .file-list li').count(), { timeout: 20_000 }).toBe(3)
      await page.getByRole('textbox', { name: '留言内容' }).fill('请各方看附件')
      await page.getByRole('radio', { name: /本件各方/ }).check()
      await page.getByRole('button', { name: '留言', exact: true }).click()
      await said(page).getByText('请各方看附件').waitFor()
      const dialog = page.getByRole('dialog')
      await said(page).getByRole('button', { name: '要点.docx' }).click()
      await dialog.getByText('建设方案要点').waitFor({ timeout: 20_000 })
      expect(await dialog.getByText('<script>').count()).toBe(1)
      expect(await serious(page)).toEqual([])
      await page.keyboard.press('Escape')
      await said(page).getByRole('button', { name: '台账.xlsx' }).click()
      await dialog.getByRole('cell', { name: '6200' }).waitFor({ timeout: 20_000 })
      await page.keyboard.press('Escape')
      await said(page).getByRole('button', { name: '现场.png' }).click()
      await page.locator('canvas[data-drawn]').waitFor({ state: 'attached', timeout: 20_000 })
      expect(await page.locator('canvas').getAttribute('data-drawn')).toBe('2×2')
      expect([ran, await page.evaluate(() => 'ran' in window)]).toEqual([[], false])
    }, `${path}?tab=comments`)
    await as('county', async page => {
      await said(page).getByText('请各方看附件').waitFor()
      expect(await said(page).getByText('省里先商量').count()).toBe(0)
      expect(await widest(page)).toBe(390)
      expect(await serious(page)).toEqual([])
      await page.getByRole('textbox', { name: '留言内容' }).fill('写错了')
      await page.getByRole('button', { name: '留言', exact: true }).click()
      await said(page).getByRole('button', { name: '撤回', exact: true }).click()
      await page.locator('.ant-popconfirm').getByRole('button', { name: '撤回' }).click()
      await page.getByText(/^已撤回/).waitFor()
      await page.getByRole('link', { name: '申报表' }).click()
      await page.locator('.file-list button.peek').first().click()
      await page.getByRole('dialog').getByText('PDF 不在这里显示').waitFor({ timeout: 20_000 })
    }, `${path}?tab=comments`, true)
  })

  it('its whole record prints on numbered sheets of A4', () => as('province-handler', async page => {
    await page.getByRole('link', { name: '打印案卷' }).click()
    const dossier = page.getByRole('article', { name: '申报案卷' })
    await dossier.waitFor()
    expect(await dossier.getByRole('row', { name: /推荐/ }).textContent()).toContain('条件较好')
    expect(await dossier.getByText(/^sha256:[0-9a-f]{64}$/).count()).toBeGreaterThan(3)
    expect(await dossier.getByText('演示数据', { exact: true }).count()).toBeGreaterThan(0)
    expect(await serious(page)).toEqual([])
    expect((await page.pdf({ preferCSSPageSize: true })).length).toBeGreaterThan(20_000)
    for (const [address, what] of [[`/print/season/${await demoSeason(page)}`, '年度案卷'], [`/print/submission/${await demoReport(page)}`, '报表案卷']] as const) {
      await page.goto(address)
      await page.getByRole('article', { name: what }).getByRole('table', { name: '办理记录' }).waitFor()
    }
    expect(await serious(page)).toEqual([])
  }, `${path}?tab=record`))

  it('on a phone 查找 is a page, and a record reads', () => as('county', async page => {
    await page.getByRole('link', { name: '查找' }).click()
    await page.getByRole('searchbox', { name: '查找' }).fill('松果')
    await page.getByRole('link', { name: /松果/ }).waitFor()
    expect(await widest(page)).toBe(390)
    expect(await serious(page)).toEqual([])
    await page.goto(path.replace('/applications/', '/print/application/'))
    await page.getByRole('article', { name: '申报案卷' }).waitFor()
    expect(await widest(page)).toBe(390)
  }, '/desk', true))
})

async function demoSeason(page: Page): Promise<string> {
  const { seasons } = await (await page.request.get('/api/seasons')).json() as { seasons: { id: string; demo: boolean }[] }
  return seasons.find(season => season.demo)?.id ?? ''
}

async function demoReport(page: Page): Promise<string> {
  const { groups } = await (await page.request.get(`/api/search?group=reporting&q=${encodeURIComponent('长春')}`)).json() as { groups: { hits: { kind: string; id: string }[] }[] }
  return groups[0]?.hits.find(hit => hit.kind === 'submission')?.id ?? ''
}
