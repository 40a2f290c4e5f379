// An application in a real browser, each step by whoever may take it: from the call to the list on the public site.
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { serious } from './browser.ts'
import { confirmIdentity, demonstration, sound } from './demonstration.ts'

const demo = demonstration('2027-03-01T02:00:00.000Z')
const name = '云雾松子'
let town = ''
let call = ''
let application = ''

const pdf = (title: string): { name: string; mimeType: string; buffer: Buffer } => ({ name: `${title}.pdf`, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%% ${title}\n%%EOF\n`) })

/** Takes a step that the page offers; its dialog says what will happen. */
async function take(page: Page, step: string, { button = step, confirm = false, fill = {} }: { button?: string; confirm?: boolean; fill?: Record<string, string> } = {}): Promise<void> {
  await page.getByRole('complementary', { name: '可办' }).getByRole('button', { name: button, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: step })
  for (const [label, text] of Object.entries(fill)) await dialog.getByLabel(label).fill(text)
  await dialog.getByRole('button', { name: step, exact: true }).click()
  if (confirm) await confirmIdentity(page)
  await page.getByRole('status').filter({ hasText: `已办理：${step}` }).waitFor()
}

const saved = async (page: Page): Promise<void> => page.locator('.save-state').getByText('已保存', { exact: true }).waitFor()

/** One of the choices of a list, by the keyboard. */
async function choose(list: Locator, place: number): Promise<void> {
  await list.press('ArrowDown')
  for (let i = 0; i < place; i++) await list.press('ArrowDown')
  await list.press('Enter')
}

/** Runs in the browser: what the first expert did by hand the others do through the interface; the last gives far less. */
async function signAsTheOthers(id: string): Promise<number> {
  const ask = async <T,>(method: string, path: string, body?: unknown): Promise<T | null> => {
    const answered = await fetch(path, { method, ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}) })
    return answered.ok ? await answered.json() as T : null
  }
  const ways = await ask<{ demo: { password: string; accounts: { username: string; role: string }[] } }>('GET', '/api/sign-in')
  const { password = '', accounts = [] } = ways?.demo ?? {}
  let signed = 0
  for (const { username } of accounts.filter(({ role }) => role.startsWith('评审专家'))) {
    await ask('POST', '/api/session', { username, password })
    const sheet = await ask<{ version: number; signed: boolean; criteria: { id: string }[] }>('GET', `/api/reviews/${id}/sheet`)
    if (!sheet || sheet.signed) continue
    const points = signed === 3 ? 2 : 13 - (signed % 2)
    await ask('PATCH', `/api/reviews/${id}/sheet`, { version: 0, scores: Object.fromEntries(sheet.criteria.map(criterion => [criterion.id, points])), opinion: '可以。' })
    await ask('POST', '/api/session/confirm', { password })
    if (await ask('POST', `/api/reviews/${id}/sheet/sign`, { version: 1 })) signed += 1
  }
  return signed
}

describe('an application, from the call to the list', () => {
  it('the call is planned by one and published by another', async () => {
    await demo.as('省级经办', async page => {
      await page.getByText('还没有申报批次').waitFor()
      await page.getByRole('button', { name: '筹备批次' }).click()
      const dialog = page.getByRole('dialog', { name: '筹备批次' })
      await dialog.getByLabel('批次').fill('9')
      await dialog.getByLabel('名称').fill('第九批申报')
      await dialog.getByLabel('县级报送截止').fill('2027-03-20')
      await dialog.getByLabel('市（州）推荐截止').fill('2027-03-10')
      expect(await dialog.getByRole('button', { name: '筹备', exact: true }).isDisabled()).toBe(true)
      await dialog.getByLabel('市（州）推荐截止').fill('2027-03-25')
      await dialog.getByLabel('评审截止').fill('2027-04-10')
      await dialog.getByRole('button', { name: '筹备', exact: true }).click()
      await page.locator('.state-word').getByText('筹备中').waitFor()
      call = new URL(page.url()).pathname
    }, '/calls')
    await demo.as('省级复核', page => take(page, '发布申报通知', { confirm: true }), call)
  })

  it('the county fills in: shares as one types, conflicts shown, what is missing jumps to its place', () => demo.as('县级主管部门', async page => {
    await page.getByRole('button', { name: '开始申报' }).click()
    const start = page.getByRole('dialog', { name: '开始申报' })
    const place = await start.locator('b').textContent() as string
    town = `${place}${name}小镇`
    await start.getByLabel('小镇名称').fill(town)
    await start.getByRole('button', { name: '开始', exact: true }).click()
    await page.getByRole('heading', { name: town }).waitFor()
    application = new URL(page.url()).pathname

    // Somebody else has the same form open, and writes into the same field first.
    const other = await page.context().newPage()
    await other.goto(application)
    await other.getByLabel('主导产业', { exact: true }).fill('蓝莓')
    await saved(other)
    await page.getByLabel('主导产业', { exact: true }).fill('松子')
    const conflict = page.locator('.conflict')
    await conflict.getByText('蓝莓').waitFor()
    await conflict.getByRole('button', { name: '保存我写的' }).click()
    await saved(page)
    await other.close()

    const missing = page.getByRole('region', { name: '还要处理的' })
    await missing.getByText(/^还缺 \d+ 项$/).click()
    await missing.getByRole('button', { name: '还没有填写申报类别。' }).click()
    expect(await page.evaluate(() => document.activeElement?.closest('.form-field')?.id)).toBe('f-category')
    for (const group of ['申报类别', '镇的类型', '名称使用情况']) await page.getByRole('radiogroup', { name: group }).getByRole('radio').first().check()

    await page.getByRole('button', { name: '加一个投资主体' }).click()
    await page.locator('.investor-row').getByLabel('名称').fill('松岭食品有限公司')
    await choose(page.locator('.investor-row').getByLabel('所有制'), 0)
    for (const [i, [project, kind, amount]] of ([['松子加工园', 0, '5800'], ['住宅', 2, '4200']] as const).entries()) {
      await page.getByRole('button', { name: '加一个项目' }).click()
      const row = page.locator('.project-row').nth(i)
      await row.getByLabel('项目').fill(project)
      await choose(row.getByLabel('类别'), kind)
      await row.getByLabel('投资（万元）').fill(amount)
    }
    await page.locator('.share-figure').getByText('58%').waitFor()
    expect(await page.locator('.bounds li').allTextContents()).toEqual([expect.stringMatching(/省 ≥50%达到/), expect.stringMatching(/国家 ≥60%未达到/)])
    await page.locator('.project-row').nth(0).getByLabel('投资（万元）').fill('6500')
    await page.locator('.share-figure').getByText('60.74%').waitFor()

    for (const [i, input] of (await page.locator('.material input[type=file]').all()).entries()) await input.setInputFiles(pdf(`材料${i + 1}`))
    await expect.poll(() => page.locator('.file-list li').count(), { timeout: 20_000 }).toBe(5)
    for (const text of await page.locator('.material textarea').all()) await text.fill('依山建园，五年成镇。')
    for (const item of await page.locator('.check-item').all()) await item.getByRole('radio', { name: '符合', exact: true }).check()
    await page.getByText('必报内容齐全').waitFor()
    await saved(page)
    expect(await serious(page)).toEqual([])
    await take(page, '报送')
    await page.locator('.state-word').getByText('待市（州）推荐').waitFor()
  }, call))

  it('the prefecture returns it with a remark on a field; the county mends; it is recommended', async () => {
    await demo.as('市（州）主管部门', async page => {
      await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: new RegExp(`推荐.*${town}`) }).click()
      await page.getByRole('button', { name: '批注：主导产业', exact: true }).click()
      await page.getByLabel('对“主导产业”的批注').fill('请写明产量')
      await page.getByRole('button', { name: '记下' }).click()
      await page.getByRole('complementary', { name: '可办' }).getByText('1 条批注').waitFor()
      await take(page, '退回', { fill: { 理由: '请补正' } })
    })
    await demo.as('县级主管部门', async page => {
      await page.locator('.said-note').getByText('请写明产量').waitFor()
      await page.getByLabel('主导产业', { exact: true }).fill('松子，年产三千吨')
      await saved(page)
      await take(page, '报送')
    }, application)
    await demo.as('市（州）主管部门', async page => {
      await page.locator('.said-note.answered').getByText('请写明产量').waitFor()
      await take(page, '推荐', { confirm: true })
    }, application)
  })

  it('the province checks; experts are drawn by a public number', async () => {
    await demo.as('省级经办', async page => {
      await take(page, '审核通过')
      await page.getByRole('link', { name: '专家评审' }).click()
      await page.getByRole('button', { name: '确定抽取范围' }).click()
      await page.getByText(/可抽取 \d+ 人/).waitFor()
    }, application)
    await demo.as('省级复核', async page => {
      await page.getByLabel('公开号码').fill('483')
      await page.getByLabel('号码出处').fill('2027年3月1日公开摇号第60期')
      await page.getByRole('button', { name: '抽取', exact: true }).click()
      await page.getByText(/已抽取 5 位专家/).waitFor()
    }, `${application}?tab=review`)
  })

  it('each of them scores alone and signs', async () => {
    let drawn = false
    for (const role of ['评审专家', '评审专家2', '评审专家3']) {
      if (drawn) break
      await demo.as(role, async page => {
        const sheet = page.getByRole('region', { name: '我的评审表' })
        await sheet.getByRole('listitem').or(page.getByRole('alert')).first().waitFor()
        drawn = await sheet.getByRole('listitem').count() > 0
        if (!drawn) return
        for (const input of await sheet.locator('.criteria input').all()) await input.fill('12')
        await sheet.getByLabel('评审意见').fill('产业基础好，建议补链。')
        await saved(page)
        expect(await serious(page)).toEqual([])
        await sheet.getByRole('button', { name: '签署', exact: true }).click()
        await page.getByRole('dialog', { name: '签署评审表' }).getByRole('button', { name: '签署' }).click()
        await confirmIdentity(page)
        await page.getByText('已签署，不能再改').waitFor()
        expect(await page.getByText('请等全部签署').count()).toBe(0)
      }, `${application}?tab=review`)
    }
    await demo.visit('/sign-in', async page => expect(await page.evaluate(signAsTheOthers, application.split('/').at(-1) as string)).toBe(4))
    await demo.as('省级经办', page => take(page, '汇总评审'), application)
    await demo.as('省级复核', async page => {
      await page.locator('.result output').waitFor()
      expect(await page.locator('.outlying').count()).toBe(1)
      await page.getByText('只作提示，不自动剔除').waitFor()
      await page.getByRole('button', { name: '查看专家身份' }).click()
      await confirmIdentity(page)
      await page.getByRole('cell', { name: /^演示·评审专家/ }).first().waitFor()
      expect(await page.getByText(/^演示·评审专家/).count()).toBeGreaterThanOrEqual(5)
    }, `${application}?tab=review`)
  })

  it('the list: proposed, stood by by the prefecture, publicised; confirmed after the days, not before', async () => {
    await demo.as('省级经办', async page => {
      await page.getByRole('region', { name: '拟定名单' }).getByRole('button', { name: '拟定名单', exact: true }).click()
      await page.getByText('还有 1 个没有得到所属市（州）认定').waitFor()
    }, `${call}?tab=list`)
    await demo.as('市（州）主管部门', async page => {
      await page.getByRole('complementary', { name: '可办' }).getByRole('button', { name: '联合认定' }).click()
      const dialog = page.getByRole('dialog', { name: /联合认定/ })
      await dialog.getByLabel('同意列入', { exact: true }).check()
      await dialog.getByRole('button', { name: '联合认定' }).click()
      await confirmIdentity(page)
      await page.getByRole('status').filter({ hasText: '已办理' }).waitFor()
    }, application)
    await demo.as('省级经办', page => take(page, '公示'), call)
    await demo.as('省级复核', async page => {
      expect(await page.locator('.greyed').filter({ hasText: '确认名单' }).textContent()).toContain('公示期内不能确认名单（至 2027年3月5日）')
    }, call)
    demo.now = '2027-03-06T02:00:00.000Z'
    await demo.as('省级复核', page => take(page, '确认名单', { confirm: true }), call)
  })

  it('approved by the government, written up, signed, issued: the towns are public', async () => {
    await demo.as('领导小组', async page => {
      await page.getByRole('complementary', { name: '可办' }).getByRole('button', { name: '登记省政府审定' }).click()
      const dialog = page.getByRole('dialog', { name: '登记省政府审定' })
      for (const [label, text] of Object.entries({ 文号: '演政〔2027〕3号', 文件名称: '关于第九批名单的批复', 发文机关: '省人民政府' })) await dialog.getByLabel(label, { exact: true }).fill(text)
      await dialog.locator('input[type=file]').setInputFiles(pdf('批复'))
      await dialog.getByText('换一份扫描件').waitFor()
      await dialog.getByRole('button', { name: '登记省政府审定' }).click()
      await confirmIdentity(page)
      await page.locator('.state-word').getByText('省政府已审定').waitFor()
    }, call)
    await demo.as('省级经办', async page => {
      await page.getByLabel('文号').fill('演示发〔2027〕9号')
      await page.getByRole('form', { name: '起草公文' }).getByRole('button', { name: '起草公文' }).click()
      await page.getByRole('complementary', { name: '校核' }).getByText('没有错误，名单与审定的一致').waitFor()
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 Word' }).click()])
      expect(file.suggestedFilename()).toMatch(/\.docx$/)
    }, `${call}?tab=notice`)
    await demo.as('领导小组', page => take(page, '签发公文', { confirm: true }), call)
    await demo.as('省级复核', page => take(page, '印发公文', { confirm: true }), call)
    await demo.visit(`/towns?q=${encodeURIComponent(town)}`, async page => { await page.getByRole('link', { name: town }).first().waitFor() })
    await demo.visit('/notices', async page => { await page.getByRole('listitem').filter({ hasText: '演示发〔2027〕9号' }).first().waitFor() })
    await demo.as('县级主管部门', async page => {
      await page.getByText('列入名单').first().waitFor()
      expect(await page.getByText('评审专家').count()).toBe(0)
    }, `${application}?tab=record`)
  })

  it('every page, wide and on a phone, is sound', () => demo.as('省级复核', page => sound(page, ['/calls', ...['applications', 'list', 'publicity', 'notice', 'assessors', 'record'].map(tab => `${call}?tab=${tab}`), ...['form', 'review', 'record'].map(tab => `${application}?tab=${tab}`)])), 180_000)
})
