// What comes around a notice, in a real browser: the publicity as everybody sees it, a correction through all its hands, a
// letter to a town that its county then reads.
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { approveNotice, draftNotice, issueNotice } from '#server/season/notice.ts'
import { confirmDecisions, decideSeason, departFromProposal, publiciseSeason } from '#server/season/act.ts'
import { loadSeason, seasonIds } from '#server/season/load.ts'
import { workOut } from '#server/season/propose.ts'
import { approveCorrection, reviewCorrection } from '#server/notice/correction-act.ts'
import { getProgramme, loadProgrammes } from '#server/policies.ts'
import { listCases } from '#server/supervision/cases.ts'
import { placeOfTown } from '#server/views/place.ts'
import type { Tx } from '#server/db/connect.ts'
import { confirmIdentity, demonstration } from './demonstration.ts'

const number = '演示发〔2027〕7号'
let season = ''
let warned = ''
/** a town whose operator has a demonstration account */
let operated = ''

/** The demonstration's season, shown to the public in March. */
const demo = demonstration('2027-03-02T02:00:00.000Z', async tx => {
  for (const id of await seasonIds(tx)) if ((await loadSeason(tx, id)).demo) season = id
  const { proposals } = await workOut(tx, await loadSeason(tx, season), '2027-03-01')
  for (const proposal of proposals.filter(other => other.outcome === null)) await departFromProposal(tx, season, { town: proposal.town.id, outcome: '保留', reason: '保留观察一年' }, who('2027-03-01', 'h'))
  await publiciseSeason(tx, season, { from: '2027-03-02', until: '2027-03-06' }, who('2027-03-01', 'h'))
  warned = await warnedTown(tx)
  const post = await tx.selectFrom('post').select('towns').where('role', '=', 'operator').executeTakeFirst()
  operated = proposals.find(proposal => post?.towns.includes(proposal.town.id))?.town.name ?? ''
})

function who(day: string, person: string) {
  return { actor: `演示（${person}）`, person: `p-${person}`, today: day, now: `${day}T03:00:00.000Z` }
}

/** A warned town of the county whose clerk has a demonstration account, if there is one; any other. */
async function warnedTown(tx: Tx): Promise<string> {
  const { proposals } = await workOut(tx, await loadSeason(tx, season), '2027-03-01')
  const all = proposals.filter(proposal => proposal.outcome === 'warned')
  const clerk = await tx.selectFrom('post').select('division').where('role', '=', 'county').executeTakeFirst()
  for (const proposal of all) if ((await placeOfTown(tx, proposal.town.id, '2027-03-01')).county === clerk?.division) return proposal.town.name
  return all[0]?.town.name ?? ''
}

async function serious(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`)
}
const wide = async (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)

/** Chooses in one of the library's selects; `search` where its list is too long to show. */
async function choose(page: Page, label: string, name: string, search = false): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  if (search) await page.getByLabel(label, { exact: true }).fill(name)
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByTitle(name, { exact: true }).first().click()
}

describe('around a notice', () => {
  it('the publicity is open to everybody, says that nothing is decided, and works without scripts', async () => {
    await demo.visit('/', async page => {
      await page.getByRole('region', { name: '正在公示' }).getByRole('link', { name: /评估结果公示/ }).click()
      await page.getByText('公示中，尚未决定').first().waitFor()
      await page.getByText(warned).first().waitFor()
      expect([await serious(page), await wide(page)]).toEqual([[], 390])
    }, true)
  })

  it('a correction: what it would break is shown at once', async () => {
    demo.now = '2027-03-10T02:00:00.000Z'
    await demo.transact(async tx => {
      await confirmDecisions(tx, season, who('2027-03-08', 'r'))
      await decideSeason(tx, season, who('2027-03-08', 'l'))
      await draftNotice(tx, season, { number, signedOn: '2027-03-09', fieldwork: { year: 2026, month: 11 } }, who('2027-03-09', 'h'))
      await approveNotice(tx, season, who('2027-03-09', 'l'))
      await issueNotice(tx, season, who('2027-03-09', 'r'))
    })
    await demo.as('省级经办', async page => {
      await page.goto(`/seasons/${season}?tab=notice`)
      await page.getByRole('button', { name: '提出更正' }).click()
      const dialog = page.getByRole('dialog', { name: /^更正/ })
      await choose(page, '第 1 处的名单', '不合格名单')
      await choose(page, '第 1 处原印', warned, true)
      await dialog.getByText(/更正带来 \d+ 处错误/).waitFor()
      await dialog.getByRole('button', { name: '再加一处' }).click()
      await choose(page, '第 2 处的名单', '基本合格名单')
      await choose(page, '第 2 处应为', warned, true)
      await dialog.getByRole('button', { name: '再加一处' }).click()
      await choose(page, '第 3 处的名单', '警告名单')
      await choose(page, '第 3 处原印', warned, true)
      await dialog.getByText('更正没有带来新的错误').waitFor()
      await dialog.getByLabel(/^说明/).fill('漏计一项投资')
      await dialog.getByLabel(/^文号/).fill('演示发〔2027〕8号')
      await page.locator('.check[aria-busy=false]').waitFor()
      expect(await serious(page)).toEqual([])
      await dialog.getByRole('button', { name: '提出更正' }).click()
      await page.getByRole('heading', { name: '更正 演示发〔2027〕8号' }).waitFor()
      expect(await page.getByRole('list', { name: '登记随之改变的小镇' }).textContent()).toContain(warned)
      expect(await serious(page)).toEqual([])
    })
  })

  it('reviewed, approved, issued by others; both documents lead to each other, and the town’s life says so', async () => {
    await demo.transact(async tx => {
      const [state] = await listCases(tx, 'correction')
      const programme = getProgramme(loadProgrammes(), season.slice(0, season.lastIndexOf('/')))
      await reviewCorrection(tx, state?.id ?? '', '已核对原件', programme, { ...who('2027-03-10', 'r2'), behalf: null, demo: true })
      await approveCorrection(tx, state?.id ?? '', programme, { ...who('2027-03-10', 'l2'), behalf: null, demo: true })
    })
    await demo.as('省级复核', async page => {
      await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: /印发更正/ }).click()
      await page.getByRole('complementary', { name: '校核与办理' }).getByRole('button', { name: '印发更正' }).click()
      const dialog = page.getByRole('dialog', { name: '印发更正' })
      await dialog.getByRole('button', { name: '印发更正', exact: true }).click()
      await confirmIdentity(page)
      await dialog.waitFor({ state: 'detached' })
    })
    await demo.visit('/notices', async page => {
      await page.getByRole('listitem').filter({ hasText: number }).getByRole('link').first().click()
      const amended = page.getByRole('region', { name: '更正' })
      await amended.getByText('已由').waitFor()
      expect(await amended.textContent()).toContain(warned)
      expect(await serious(page)).toEqual([])
      await amended.getByRole('link', { name: /关于更正/ }).click()
      await page.getByText('本文件更正').waitFor()
      expect(await page.getByRole('region', { name: '更正' }).textContent()).toContain(number)
    })
    await demo.visit(`/towns?q=${encodeURIComponent(warned)}`, async page => {
      await page.getByRole('link', { name: warned }).first().click()
      await page.getByText(/原登记为“2024年度评估：不合格”/).waitFor()
    }, true)
  })

  it('letters are drafted; an edit that loses a score is found; they are signed together', async () => {
    await demo.as('省级经办', async page => {
      await page.goto(`/seasons/${season}?tab=letters`)
      await page.getByRole('button', { name: '起草函件' }).click()
      const dialog = page.getByRole('dialog', { name: '起草函件' })
      for (const kind of ['警告函', '自愿退出通知']) await dialog.getByRole('checkbox', { name: kind }).uncheck()
      await dialog.getByLabel('警告的整改期限').fill('2027-06-30')
      await dialog.getByLabel('申请复核的期限').fill('2027-03-31')
      await dialog.getByRole('button', { name: '起草', exact: true }).click()
      await page.getByText(/已起草 \d+ 封函件/).waitFor()
      await page.getByRole('region', { name: '评估结果反馈' }).getByRole('link').first().click()
      await page.getByText('该写明的都写明了').waitFor()
      await page.getByRole('button', { name: '修改函件' }).click()
      const first = page.getByLabel('第 1 段')
      await first.fill((await first.inputValue()).replace(/得分为[\d.]+分/, '得分为99.99分'))
      await page.getByText(/没有写出得分/).waitFor()
      await page.locator('.check[aria-busy=false]').waitFor()
      expect(await serious(page)).toEqual([])
    })
    await demo.as('领导小组', async page => {
      await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: /签发函件/ }).click()
      await page.getByRole('button', { name: /^签发 \d+ 封/ }).click()
      await confirmIdentity(page)
      await page.getByText(/已签发 \d+ 封函件/).waitFor({ timeout: 30_000 })
    })
  })

  it('a letter is sent, and its town answers', async () => {
    await demo.as('省级复核', async page => {
      await page.goto(`/seasons/${season}?tab=letters`)
      await page.getByRole('region', { name: '评估结果反馈' }).getByRole('link', { name: operated }).click()
      await page.getByRole('button', { name: '发出函件' }).click()
      await confirmIdentity(page)
      await page.getByText('已发出').first().waitFor()
    })
    await demo.as('建设主体', async page => {
      await page.getByRole('region', { name: '等我办理' }).getByRole('link', { name: /评估结果反馈/ }).first().click()
      await page.getByLabel(/^说明/).fill('没有异议')
      await page.getByRole('button', { name: '答复', exact: true }).click()
      await page.getByRole('region', { name: '答复' }).getByText('没有异议').waitFor()
      expect(await serious(page)).toEqual([])
    })
  })

  it('letters, what follows and the notice on a phone', async () => {
    await demo.visit('/sign-in', async page => {
      await page.getByRole('button', { name: '省级经办' }).click()
      await page.getByRole('heading', { name: '待办' }).waitFor()
      for (const tab of ['letters', 'follow', 'notice']) {
        await page.goto(`/seasons/${season}?tab=${tab}`)
        await page.waitForLoadState('networkidle')
        expect([tab, await serious(page), await wide(page)]).toEqual([tab, [], 390])
      }
    }, true)
  })
})
