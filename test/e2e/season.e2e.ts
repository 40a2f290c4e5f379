// A year's work in a real browser, each step by whoever may take it: from the proposals to the notice that is public.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { serious } from './browser.ts'
import { confirmIdentity, demonstration, sound, throughTheDoor } from './demonstration.ts'

const demo = demonstration('2027-03-01T02:00:00.000Z')

/** Goes from the desk to the step that waits there. */
async function open(page: Page, step: string): Promise<void> {
  await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: step }).click()
}

/** Takes the step whose dialog is open. */
async function take(page: Page, step: string, stage: string): Promise<void> {
  await page.getByRole('dialog', { name: step }).getByRole('button', { name: step, exact: true }).click()
  if (step !== '公示') await confirmIdentity(page)
  await page.locator('.state-word').getByText(stage).waitFor()
}

describe('a season, from proposals to the register', () => {
  it('proposals: towns that rules leave open block; each is decided with a reason; then publicity', () => demo.as('省级经办', async page => {
    await open(page, '公示')
    const dialog = page.getByRole('dialog', { name: '公示' })
    await dialog.getByText(/\d+ 个办不了/).waitFor()
    expect(await dialog.getByRole('button', { name: '公示', exact: true }).isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: '取消' }).click()

    await page.getByRole('button', { name: /选中这 \d+ 个/ }).click()
    await page.getByRole('button', { name: '照拟办或另作处理' }).click()
    const depart = page.getByRole('dialog', { name: /个小镇/ })
    await depart.getByLabel('结果').click()
    await page.getByTitle('保留').last().click()
    const record = depart.getByRole('button', { name: /^记录/ })
    expect(await record.isDisabled()).toBe(true)
    await depart.getByLabel('理由').fill('规划类没有先例，会议决定保留观察一年')
    await record.click()
    await page.locator('.k-departed').waitFor()
    expect(await page.locator('.k-open').count()).toBe(0)

    await page.locator('table.data .name').first().click()
    const basis = page.getByRole('dialog').filter({ hasText: '本年度等级' })
    await basis.locator('.why .fact').first().waitFor()
    expect(await serious(page)).toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('complementary', { name: '可办' }).getByRole('button', { name: '公示' }).click()
    await page.getByRole('dialog', { name: '公示' }).getByText('每个小镇都有结果').waitFor()
    await take(page, '公示', '公示中')
  }))

  it('the step that must wait says until when', () => demo.as('省级复核', async page => {
    await page.getByRole('link', { name: /公示中/ }).click()
    const greyed = page.getByRole('complementary', { name: '可办' }).locator('.greyed').filter({ hasText: '复核决定' })
    expect(await greyed.textContent()).toContain('公示期内不能复核（至 2027年3月6日）')
  }, '/seasons'))

  it('confirmed by one, decided by another', async () => {
    demo.now = '2027-03-08T02:00:00.000Z'
    await demo.as('省级复核', async page => { await open(page, '复核决定'); await take(page, '复核决定', '已复核') })
    await demo.as('领导小组', async page => { await open(page, '审定决定'); await take(page, '审定决定', '已审定') })
  })

  it('the notice: a list that no longer says what was decided is found as one types', () => demo.as('省级经办', async page => {
    await open(page, '起草公文')
    const check = page.getByRole('complementary', { name: '校核' })
    await check.getByText('没有错误，名单与审定的决定一致').waitFor()
    await page.getByLabel('文号').fill('演示发〔2027〕7号')
    // The paragraphs that begin with a count are the lists.
    const list = page.locator('.w-paragraph').filter({ has: page.locator('.w-lead') }).first().getByRole('textbox', { name: /^第 \d+ 段$/ })
    const text = await list.inputValue()
    const first = text.split('、')[0] as string
    await list.fill(text.slice(first.length + 1))
    await check.getByText(`名单缺少${first}`).waitFor()
    expect(await check.locator('.verdict').textContent()).toContain('不能签发')
    await list.fill(text)
    await check.getByText('没有错误，名单与审定的决定一致').waitFor()
    expect(await serious(page)).toEqual([])
    await page.getByRole('button', { name: '保存草稿' }).click()
    await page.locator('.state-word').getByText('公文已拟稿').waitFor()
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 Word' }).click()])
    expect(file.suggestedFilename()).toBe('演示发〔2027〕7号.docx')
  }))

  it('signed, issued, public: the notice and the towns of its lists', async () => {
    let excellent = ''
    await demo.as('领导小组', async page => { await open(page, '签发公文'); await take(page, '签发公文', '公文已签发') })
    await demo.as('省级复核', async page => {
      await open(page, '印发公文')
      const dialog = page.getByRole('dialog', { name: '印发公文' })
      expect(await dialog.locator('.facts-of').textContent()).toContain('演示发〔2027〕7号')
      await take(page, '印发公文', '已印发')
      excellent = await page.locator('table.data tr').filter({ hasText: '优秀' }).locator('.name').first().textContent() as string
    })
    await demo.visit('/notices', async page => {
      await page.locator('.demo-band').getByText('演示数据').waitFor()
      await page.getByRole('listitem').filter({ hasText: '演示发〔2027〕7号' }).getByRole('link').first().click()
      await page.getByText(excellent).first().waitFor()
    })
    await demo.visit(`/towns?q=${encodeURIComponent(excellent)}`, async page => {
      await page.getByRole('link', { name: excellent }).first().click()
      await page.getByText(/2024年度评估：优秀/).first().waitFor()
    })
  })

  it('another setting: what would have come out otherwise, without a trace', () => demo.as('审计管理员', async page => {
    await page.getByRole('link', { name: /已印发.*演示数据/ }).click()
    await page.getByRole('link', { name: '推演' }).click()
    await page.getByLabel(/成长类不合格/).click()
    await page.locator('.ant-select-item-option:not(.ant-select-item-option-selected)').first().click()
    await page.getByText(/个小镇的结果会不同|结果都一样/).waitFor()
    expect(await page.getByRole('complementary', { name: '可办' }).getByRole('button').count()).toBe(0)
  }, '/seasons'))

  it('every tab, wide and on a phone, is sound', () => demo.visit('/sign-in', async page => {
    await throughTheDoor(page, '省级经办')
    await page.goto('/seasons')
    const season = await page.getByRole('link', { name: /已印发.*演示数据/ }).getAttribute('href') as string
    await sound(page, ['/desk', '/seasons', ...['proposals', 'cuts', 'publicity', 'notice', 'replay', 'rules', 'record'].map(tab => `${season}?tab=${tab}`), '/account'])
  }), 180_000)
})
