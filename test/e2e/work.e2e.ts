// The desk, messages and acting on several reports at once, in the browser; on a desk and on a phone.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { followLog } from '#server/notification/follow.ts'
import { loadDemoReports } from '#server/reporting/demo.ts'
import { demonstration } from './demonstration.ts'

const demo = demonstration('2026-11-21T02:00:00.000Z', async (tx, context) => {
  await loadDemoReports(tx, context)
  while ((await followLog(tx, context)).more) { /* until the log is followed */ }
})

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`)
}

const fits = (page: Page): Promise<boolean> => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)

describe('an official in the morning', () => {
  it('sees what waits, folded where there is much of a kind; opens a message, which is read from then on', async () => {
    await demo.as('省级经办', async page => {
      const waits = page.getByRole('region', { name: /等我办理 \d+/ })
      await waits.getByRole('link', { name: /^验收/ }).first().waitFor()
      expect(await waits.getByRole('link', { name: /^验收/ }).filter({ visible: true }).count()).toBe(6)
      await waits.getByText(/^还有 \d+ 件要验收/).click()
      expect(await waits.getByRole('link', { name: /^验收/ }).filter({ visible: true }).count()).toBeGreaterThan(10)
      await page.getByRole('region', { name: '到期' }).getByText(/等 \d+ 件/).first().waitFor()
      expect(await serious(page)).toEqual([])
      const bell = page.getByRole('link', { name: /^消息，\d+ 条未读/ })
      const before = Number(/\d+/.exec(await bell.getAttribute('aria-label') ?? '')?.[0])
      await bell.click()
      await page.getByRole('heading', { name: '消息' }).waitFor()
      expect(await serious(page)).toEqual([])
      // Many alike are one message, and lead to the desk.
      await page.getByRole('listitem').getByRole('link', { name: /请验收.*等 \d+ 件/ }).click()
      await page.waitForURL(/\/desk/)
      await page.getByRole('link', { name: `消息，${before - 1} 条未读` }).waitFor()
      await page.goto('/messages')
      await page.getByRole('button', { name: '全部标为已读' }).click()
      await page.getByRole('link', { name: '消息', exact: true }).waitFor()
    })
  })

  it('acts on several reports at once, with a result for each', async () => {
    await demo.as('省级经办', async page => {
      await page.goto('/reporting')
      await page.getByRole('link', { name: /第三季度.*逾期/ }).first().click()
      const together = page.getByRole('group', { name: '批量办理' })
      await together.getByRole('button', { name: '全部选中' }).click()
      await together.getByRole('button', { name: '批量审核通过' }).click()
      await page.getByRole('dialog').getByRole('button', { name: '审核通过' }).click()
      const results = page.getByRole('list', { name: '逐件结果' })
      await page.getByText(/件没有办成/).waitFor()
      expect(await results.getByText(/还缺部门确认/).count()).toBeGreaterThan(1)
      await page.getByRole('button', { name: '知道了' }).click()
      const boxes = page.getByRole('checkbox', { name: /^选中/ })
      await boxes.nth(0).check()
      await boxes.nth(1).check()
      await together.getByRole('button', { name: '批量退回' }).click()
      await page.getByRole('dialog').getByLabel(/理由/).fill('请补充说明')
      await page.getByRole('dialog').getByRole('button', { name: '退回', exact: true }).click()
      await page.getByText('已办 2 件').waitFor()
      expect(await serious(page)).toEqual([])
    })
  })

  it('on a phone nothing runs over the side', async () => {
    await demo.visit('/try', async page => {
      await page.request.post('/api/session', { data: { username: 'province-handler', password: 'tea-town-demo' }, headers: { origin: demo.address } })
      for (const path of ['/desk', '/messages', '/account', '/reporting']) {
        await page.goto(path)
        await page.locator('h1').waitFor()
        expect([path, await fits(page), await serious(page)]).toEqual([path, true, []])
      }
    }, true)
  })
})
