// Supervision in a real browser: a citizen reports without a script or an account, others find out, dispose and close, the
// citizen asks; and one finding is put right, each step by whoever may take it.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { loadDemoSupervision } from '#server/supervision/demo.ts'
import { visit } from './browser.ts'
import { confirmIdentity, demonstration } from './demonstration.ts'

const demo = demonstration('2027-03-01T02:00:00.000Z', loadDemoSupervision)
const name = '云岭小镇'
let receipt = ''
let misuse = ''
let rectification = ''

const png = { name: '现场.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64') }

type How = { confirm?: boolean; fill?: Record<string, string>; pick?: Record<string, string>; select?: Record<string, string>; file?: boolean }

/** Takes a step that the page offers; its dialog says what will happen. */
async function take(page: Page, step: string, { confirm = false, fill = {}, pick = {}, select = {}, file = false }: How = {}): Promise<void> {
  await page.getByRole('complementary', { name: '可办' }).getByRole('button', { name: step, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: new RegExp(`^${step} ·`) })
  for (const [group, label] of Object.entries(pick)) await dialog.getByRole('radiogroup', { name: group }).getByRole('radio', { name: new RegExp(`^${label}`) }).check()
  for (const [label, option] of Object.entries(select)) await choose(page, dialog.getByLabel(label), option)
  for (const [label, text] of Object.entries(fill)) await dialog.getByLabel(label).fill(text)
  if (file) {
    await dialog.locator('input[type=file]').setInputFiles(png)
    await dialog.locator('.file-list li').getByText('现场.png').waitFor()
  }
  await dialog.getByRole('button', { name: step, exact: true }).click()
  if (confirm) await confirmIdentity(page)
  await page.getByRole('status').filter({ hasText: `已办理：${step}` }).waitFor()
}

/** Takes an option of a list, typing where one may. */
async function choose(page: Page, list: ReturnType<Page['getByLabel']>, option: string): Promise<void> {
  await list.click()
  if (await list.isEditable()) await list.fill(option)
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: option }).first().click()
}

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`)
}

const stateOf = (page: Page, word: string): Promise<void> => page.locator('.state-word b').getByText(word, { exact: true }).waitFor()

/** A page of the public site without a script. */
const plainly = (path: string, journey: (page: Page) => Promise<void>, more = {}): Promise<void> => visit(path, journey, { baseURL: demo.address, javaScriptEnabled: false, ...more })

describe('a misused name, from the citizen back to the citizen', () => {
  it('is reported without an account and without a script; nothing typed is lost; the code is shown once', () => plainly(`/verify?name=${encodeURIComponent(name)}`, async page => {
    await page.locator('main').getByRole('link', { name: '举报' }).click()
    expect(await page.getByLabel('使用的名称').inputValue()).toBe(name)
    await page.getByLabel('地点').fill('县城东边')
    await page.getByLabel('情况').fill('有招牌')
    await page.getByRole('button', { name: '提交举报' }).click()
    await page.getByRole('alert').getByRole('link', { name: '情况' }).waitFor()
    expect(await page.getByLabel('地点').inputValue()).toBe('县城东边')
    expect(await page.getByLabel('情况').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('情况').fill('售楼处的招牌写着省级特色小镇，我住在对面。')
    await page.getByLabel('联系方式').fill('13900002222')
    await page.getByRole('button', { name: '提交举报' }).click()
    receipt = await page.locator('.receipt output').textContent() as string
    expect(receipt).toMatch(/^(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
    expect(page.url()).not.toContain(receipt)
  }))

  it('is taken from our own pages alone, and forms nowhere else', async () => {
    const post = async (path: string, origin: string): Promise<number> => (await fetch(demo.address + path, { method: 'POST', headers: { origin, 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ name: '某小镇', text: '别处的网页替人举报，说了十个字。' }) })).status
    expect([await post('/report', 'https://elsewhere.example'), await post('/api/public/reports', demo.address), await post('/towns', demo.address)]).toEqual([403, 415, 405])
  })

  it('the receiver takes it, and passes it on in other words', () => demo.as('审计管理员', async page => {
    await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: /^受理/ }).first().waitFor()
    await page.goto('/supervision/reports')
    await page.getByRole('table', { name: '举报' }).getByRole('link').first().click()
    await page.getByText('我住在对面').waitFor()
    expect(await page.getByText('13900002222').count()).toBe(0)
    await page.getByLabel('查看联系方式的理由').fill('补问招牌的位置')
    await page.getByRole('button', { name: '查看', exact: true }).click()
    await page.getByText('13900002222').waitFor()
    await take(page, '受理')
    await take(page, '转交核查', { select: { 所在地: '公主岭', 情形: '自行冠名' }, fill: { 案情: '接到线索，售楼处招牌自称小镇。', 告诉举报人的话: '已转交核查。' } })
    await stateOf(page, '正在核查')
    await page.getByRole('link', { name: '冠名问题案卷' }).click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
    misuse = new URL(page.url()).pathname
  }))

  it('the prefecture verifies with a photograph and proposes; another person orders; the county carries out; it is closed', async () => {
    await demo.as('市（州）主管部门', async page => {
      await page.goto(misuse)
      expect(await page.getByText('我住在对面').count()).toBe(0)
      await take(page, '查实', { fill: { 核实情况: '现场有招牌。' }, file: true })
      await take(page, '提出处置', { pick: { 处置: '更名' }, fill: { 要求: '拆除招牌，更名。' } })
      expect(await page.locator('.greyed').filter({ hasText: '批准处置' }).textContent()).toContain('省级复核')
    })
    await demo.as('省级复核', async page => {
      await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: new RegExp(`批准处置.*${name}`) }).click()
      await take(page, '批准处置', { confirm: true })
    })
    await demo.as('县级主管部门', async page => {
      await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: new RegExp(`报告处置结果.*${name}`) }).click()
      await take(page, '报告处置结果', { fill: { 落实情况: '招牌已拆。', 新名称: '云岭家园' } })
    })
    await demo.as('省级复核', async page => {
      await page.goto(misuse)
      await take(page, '办结', { fill: { 核验意见: '属实。' }, confirm: true })
      await stateOf(page, '已办结')
      expect(await page.locator('.record > li').count()).toBe(6)
      expect(await serious(page)).toEqual([])
    })
  })

  it('the reporter is answered, and asks by the code', async () => {
    await demo.as('审计管理员', async page => {
      await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: /^答复/ }).click()
      await take(page, '答复', { fill: { 告诉举报人的话: '招牌已经拆除，改名云岭家园。' } })
    })
    await plainly('/report/status', async page => {
      await page.getByLabel('查询码').fill('AAAA-BBBB-CCCC-DDDD')
      await page.getByRole('button', { name: '查询' }).click()
      await page.getByRole('alert').getByText('没有这个查询码').waitFor()
      await page.getByLabel('查询码').fill(receipt.toLowerCase())
      await page.getByRole('button', { name: '查询' }).click()
      await page.getByRole('heading', { name: '已答复' }).waitFor()
      await page.getByText('招牌已经拆除').waitFor()
      expect(page.url()).not.toContain(receipt)
    })
  })
})

describe('putting right, from the finding to the end', () => {
  it('a finding with evidence is followed, and a measure proposed', () => demo.as('省级经办', async page => {
    await page.goto('/supervision/rounds')
    await page.getByRole('table', { name: '检查' }).getByRole('link').first().click()
    await page.getByRole('complementary', { name: '可办' }).waitFor()
    await page.getByRole('button', { name: /^记录检查情况：/ }).first().click()
    const dialog = page.getByRole('dialog', { name: /^记录检查情况/ })
    await dialog.getByLabel('检查情况').fill('看了园区与台账。')
    await dialog.getByRole('button', { name: '加一处发现' }).click()
    await choose(page, dialog.getByLabel('发现 1 的检查内容'), '主导产业')
    await choose(page, dialog.getByLabel('发现 1 的程度'), '长期不见效')
    await dialog.getByLabel('发现 1 的情况').fill('园区空置。')
    await dialog.locator('input[type=file]').setInputFiles(png)
    await dialog.locator('.file-list li').getByText('现场.png').waitFor()
    expect(await serious(page)).toEqual([])
    await dialog.getByRole('button', { name: '记录检查情况', exact: true }).click()
    await page.getByRole('status').filter({ hasText: '已办理' }).waitFor()
    await page.getByRole('button', { name: '立案整改：发现3' }).click()
    await page.getByRole('dialog', { name: /^立案整改/ }).getByRole('button', { name: '立案整改', exact: true }).click()
    await page.getByRole('status').filter({ hasText: '已办理：立案整改' }).waitFor()
    await page.getByRole('link', { name: '已立案整改' }).nth(2).click()
    await stateOf(page, '已立案')
    rectification = new URL(page.url()).pathname
    await take(page, '提出措施', { fill: { 要求: '盘活园区。' } })
    expect(await page.locator('.greyed').filter({ hasText: '批准措施' }).textContent()).toContain('省级复核')
  }))

  it('ordered by another, reported by the county, looked at by the prefecture, struck off', async () => {
    await demo.as('省级复核', async page => {
      await page.goto(rectification)
      await take(page, '批准措施', { confirm: true })
    })
    await demo.as('县级主管部门', async page => {
      await page.goto(rectification)
      await take(page, '报告整改情况', { fill: { 整改情况: '园区已有三家企业入驻。' }, file: true })
    })
    await demo.as('市（州）主管部门', async page => {
      await page.goto(rectification)
      await take(page, '复查', { pick: { 结果: '通过' }, fill: { 复查情况: '属实。' } })
    })
    await demo.as('省级复核', async page => {
      await page.goto(rectification)
      await take(page, '销号', { fill: { 理由: '改到位了。' }, confirm: true })
      await stateOf(page, '已销号')
      expect(await page.locator('.record > li').allTextContents()).toEqual(['立案整改', '提出措施', '批准措施', '报告整改情况', '复查：通过', '销号'].map(step => expect.stringContaining(step)))
      const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.record').getByRole('link', { name: '现场.png' }).click()])
      expect(file.suggestedFilename()).toBe('现场.png')
    })
  })

  it('what is late is marked, and found by itself', () => demo.as('县级主管部门', async page => {
    await page.getByRole('region', { name: '等我办理' }).locator('.late').first().waitFor()
    await page.goto('/supervision/rectifications')
    const rows = page.getByRole('table', { name: '整改' }).locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(3)
    await page.getByLabel(/只看逾期/).check()
    await expect.poll(() => rows.count()).toBe(1)
    await rows.getByText('已逾期').waitFor()
    expect(page.url()).toContain('late=')
  }))
})

describe('every page', () => {
  it.each([['rounds', '省级经办'], ['rectifications', '省级经办'], ['misuses', '省级经办'], ['reports', '审计管理员'], ['appeals', '省级经办'], ['supports', '省级经办']])('of %s, wide and on a phone, is sound', (place, role) => demo.as(role, async page => {
    await page.goto(`/supervision/${place}`)
    for (const open of [false, true]) {
      if (open) await page.locator('table.data tbody a.name').last().click()
      await page.locator(open ? '.record > li' : 'table.data').first().waitFor()
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        if (open || width === 1440) expect([open, width, await serious(page)]).toEqual([open, width, []])
        expect([open, width, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([open, width, width])
      }
    }
  }))

  it('an appeal shows the decision and what it comes to when worked out again; a case prints whole', () => demo.as('省级经办', async page => {
    await page.goto('/supervision/appeals')
    await page.locator('table.data tbody a.name').first().click()
    await page.getByText('与原决定一致').waitFor()
    await page.locator('.why blockquote').first().waitFor()
    await page.goto('/supervision/rounds')
    await page.locator('table.data tbody a.name').first().click()
    await page.locator('.record > li').first().waitFor()
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('complementary', { name: '可办' }).isVisible()).toBe(false)
    expect((await page.pdf({ format: 'A4', preferCSSPageSize: true })).length).toBeGreaterThan(10_000)
  }))

  it('of the public site is sound, wide and on a phone', async () => {
    for (const path of ['/report', '/report/status']) {
      await demo.visit(path, async page => {
        for (const refused of [false, true]) {
          if (refused) await page.locator('.tell button').click()
          if (refused) await page.getByRole('alert').waitFor()
          for (const width of [390, 1440]) {
            await page.setViewportSize({ width, height: 900 })
            expect([path, refused, width, await serious(page)]).toEqual([path, refused, width, []])
            expect([path, refused, width, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([path, refused, width, width])
          }
        }
      })
    }
  })
})
