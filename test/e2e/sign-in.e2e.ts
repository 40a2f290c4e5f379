// Coming in: an account is made, invited, given a role by one and agreed to by another; its owner sets a password, registers
// a second factor, signs in with both.
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { serious } from './browser.ts'
import { confirmIdentity, demonstration } from './demonstration.ts'

const demo = demonstration('2027-03-01T02:00:00.000Z')
const password = '春山如笑听风吟 2027'

const codeNow = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.parse(demo.now) })

/** Picks an option of a labelled list. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).last().click()
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click()
}

describe('an account, from invitation to the desk', () => {
  let [link, secret] = ['', '']

  it('made by one administrator: the link is shown once', () => demo.as('系统管理员', async page => {
    await page.getByRole('link', { name: '账户', exact: true }).click()
    await page.getByRole('button', { name: '建立账户' }).click()
    const dialog = page.getByRole('dialog', { name: '建立账户' })
    await dialog.getByLabel('姓名').fill('林晓舟')
    await dialog.getByLabel('用户名').fill('lin.xiaozhou')
    await dialog.getByRole('button', { name: '建立账户' }).click()
    await confirmIdentity(page)
    link = await dialog.getByLabel('一次性链接').inputValue()
    expect(link).toMatch(/\/invitation#.{20,}$/)
    await dialog.getByRole('button', { name: '已交付，关闭' }).click()
    expect(await page.getByRole('row', { name: /林晓舟/ }).textContent()).toContain('还没有设口令')
    expect(await serious(page)).toEqual([])
  }))

  it('its owner sets a password, which must be good, and registers one-time codes', () => demo.visit(link.replace(/^.*(?=\/invitation)/, ''), async page => {
    await page.getByLabel('新口令').fill('太短')
    await page.getByRole('button', { name: '设定并登录' }).click()
    await page.getByText('这个口令不能用').waitFor()
    await page.getByLabel('新口令').fill(password)
    await page.getByRole('button', { name: '设定并登录' }).click()
    await page.getByRole('button', { name: '登记动态口令' }).click()
    secret = ((await page.locator('.secret').textContent()) as string).replaceAll(' ', '')
    await page.getByLabel('验证器显示的 6 位数字').fill(codeNow(secret))
    await page.getByRole('button', { name: '启用' }).click()
    await page.getByText('已启用').waitFor()
    expect(await serious(page)).toEqual([])
    await page.getByRole('link', { name: '进入工作台' }).or(page.getByRole('button', { name: '进入工作台' })).click()
    await page.getByText('目前没有任何任职').waitFor()
  }))

  it('used up', () => demo.visit(link.replace(/^.*(?=\/invitation)/, ''), async page => {
    await page.getByText('一次性链接无效、已用过或已过期').waitFor()
  }))

  it('given a role by a second, agreed to by a third', async () => {
    await demo.as('安全管理员', async page => {
      await page.getByRole('button', { name: '林晓舟' }).click()
      await page.getByRole('button', { name: '提出授予角色' }).click()
      await choose(page, '角色', '省级复核')
      await page.getByRole('button', { name: '提出，待另一人同意' }).click()
      await confirmIdentity(page)
      await page.locator('.tag').getByText('待同意').waitFor()
      await page.getByRole('button', { name: '同意', exact: true }).click()
      await page.getByText(/职责分离第4条/).waitFor()
    }, '/accounts')
    await demo.as('领导小组', async page => {
      await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: /同意授予角色.*林晓舟/ }).click()
      await page.getByRole('button', { name: '同意', exact: true }).click()
      await confirmIdentity(page)
      await page.getByRole('button', { name: '收回' }).waitFor()
    })
  })

  it('signs in with password and code; a wrong one is said and nothing typed is lost', () => demo.visit('/sign-in?next=/seasons', async page => {
    demo.now = '2027-03-01T02:10:00.000Z'
    await page.getByLabel('用户名').fill('lin.xiaozhou')
    await page.getByLabel('口令', { exact: true }).fill('不是这一个口令')
    await page.locator('button[type=submit]').click()
    await page.getByText('用户名或口令不对').waitFor()
    expect(await page.getByLabel('用户名').inputValue()).toBe('lin.xiaozhou')
    await page.getByLabel('口令', { exact: true }).fill(password)
    await page.locator('button[type=submit]').click()
    await page.getByLabel('动态口令').fill('000000')
    await page.locator('button[type=submit]').click()
    await page.getByText('验证没有通过').waitFor()
    await page.getByLabel('动态口令').fill(codeNow(secret))
    await page.locator('button[type=submit]').click()
    await page.getByRole('heading', { name: '年度', exact: true }).waitFor()
    await page.goto('/account')
    await page.getByText('口令和动态口令').waitFor()
    await page.getByRole('button', { name: /林晓舟/ }).click()
    await page.getByText('退出登录').click()
    await page.waitForURL(/\/sign-in$/)
    await page.getByRole('heading', { name: '登录', exact: true }).waitFor()
    await page.goto('/desk')
    await page.waitForURL(/sign-in\?next=%2Fdesk/)
  }))

  it('every line of it stands in the access log', () => demo.as('审计管理员', async page => {
    await page.getByRole('link', { name: '审计' }).click()
    await page.getByRole('link', { name: '访问日志' }).click()
    const log = page.getByRole('table', { name: '访问日志' })
    for (const kind of ['建立账户', '发一次性链接', '设口令', '登记动态口令', '提出授予角色', '授予角色', '登录失败', '拒绝']) await log.getByRole('cell', { name: kind, exact: true }).first().waitFor()
    expect(await serious(page)).toEqual([])
  }))

  it('a role is lent in need by two people, and the auditor sees it at work', async () => {
    await demo.as('系统管理员', async page => {
      await page.goto('/accounts?tab=emergencies')
      await page.getByRole('button', { name: '提出应急处置' }).click()
      await page.getByRole('combobox', { name: '借给谁', exact: true }).fill('省级经办')
      await page.keyboard.press('Enter')
      await choose(page, '什么角色', '省级复核')
      await page.getByLabel('事由').fill('复核人员突发疾病，公示期满须当日复核')
      await page.getByRole('button', { name: '提出，待另一人同意' }).click()
      await confirmIdentity(page)
      const lent = page.getByRole('region', { name: '演示·省级经办借用省级复核' })
      await lent.getByText('待同意').waitFor()
      expect(await serious(page)).toEqual([])
    })
    await demo.as('安全管理员', async page => {
      await page.goto('/accounts?tab=emergencies')
      await page.getByRole('button', { name: '同意', exact: true }).click()
      await confirmIdentity(page)
      await page.getByText('已同意，待启用').waitFor()
    })
    await demo.as('系统管理员', async page => {
      await page.goto('/accounts?tab=emergencies')
      await page.getByRole('button', { name: '启用' }).click()
      await confirmIdentity(page)
      await page.getByText('启用中').waitFor()
    })
    await demo.as('审计管理员', async page => {
      await page.goto('/audit?tab=emergencies')
      await page.getByText('启用中').waitFor()
      expect(await page.getByRole('button', { name: '提前结束' }).isDisabled()).toBe(true)
      await page.getByRole('link', { name: '登记日志' }).click()
      await page.getByRole('table', { name: '登记日志' }).getByRole('button', { name: '应急处置 · 启用' }).click()
      await page.getByText('前一条摘要').waitFor()
      expect(await serious(page)).toEqual([])
    })
  })

  it('failing too often: how long to wait is counted down, and nobody is locked out', () => demo.visit('/sign-in', async page => {
    await page.getByLabel('用户名').fill('expert')
    await page.getByLabel('口令', { exact: true }).fill('猜一个口令')
    const enter = page.locator('button[type=submit]')
    const refusals: number[] = []
    page.on('response', response => { if (response.url().endsWith('/api/session')) refusals.push(response.status()) })
    for (let tries = 1; tries <= 8; tries++) {
      await enter.click()
      await expect.poll(() => refusals.length).toBe(tries)
      await page.getByRole('alert').waitFor()
      if (await page.getByText(/请 \d+ 秒后再试/).isVisible()) break
    }
    await page.getByText(/请 \d+ 秒后再试/).waitFor()
    expect(await enter.isDisabled()).toBe(true)
  }))
})
