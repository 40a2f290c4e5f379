import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policy } from './application.fixture.ts'
import { checkContent, figuresOf } from './check.ts'
import type { Content, Project } from './content.ts'
import { investmentShare } from './investment.ts'

const { investment } = policy.applications
const project = (kind: string, amount: number): Project => ({ name: kind, kind, investment: amount, builder: '', from: null, until: null })
const share = (...projects: Project[]): ReturnType<typeof investmentShare> => investmentShare(projects, investment)
const contentOf = (...projects: Project[]): Content => Object.fromEntries(projects.map((one, i) => [`project.p${i}`, one]))

describe('the lead industry’s share', () => {
  it('counts lead projects over all of them; housing never counts', () => {
    expect(share(project('lead', 6200), project('housing', 3000), project('other', 800))).toMatchObject({ counted: 6200, excluded: 3000, total: 10_000, percent: 62 })
    expect(share()).toMatchObject({ percent: null })
  })

  it('is compared exactly and never printed larger than it is', () => {
    const edge = (lead: number, other: number): [number | null, boolean] => { const made = share(project('lead', lead), project('other', other)); return [made.percent, made.atLeast(50)] }
    expect(edge(5000, 5000)).toEqual([50, true])
    expect(edge(4999, 5001)).toEqual([49.99, false])
    expect(edge(4999.9999, 5000.0001)).toEqual([49.99, false])
    expect(edge(0.1 + 0.2, 0.3)).toEqual([50, true])
  })

  it('the denominator may leave out what never counts, where the policy says so', () => {
    expect(investmentShare([project('lead', 60), project('housing', 40), project('other', 40)], { ...investment, denominator: { ...investment.denominator, value: 'without-excluded' } })).toMatchObject({ total: 100, percent: 60 })
  })

  it('agrees with exact fractions', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom('lead', 'housing', 'other'), fc.nat(1e9)), { minLength: 1, maxLength: 8 }), list => {
      const made = share(...list.map(([kind, yuan]) => project(kind, yuan / 1e4)))
      const lead = list.filter(([kind]) => kind === 'lead').reduce((sum, [, yuan]) => sum + yuan, 0)
      const total = list.reduce((sum, [, yuan]) => sum + yuan, 0)
      expect(made.atLeast(50)).toBe(total > 0 && 2 * lead >= total)
    }))
  })

  it('stands beside every bound: below the province’s it is unmet, below the State’s a note, each with its document', () => {
    const at = (lead: number): string[] => checkContent(contentOf(project('lead', lead), project('other', 100 - lead)), policy).filter(finding => finding.field === 'project').map(finding => `${finding.severity} ${finding.article}`)
    expect([at(60), at(59), at(49)]).toEqual([[], ['note 国茶发〔2021〕2号 摘要'], ['unmet 云茶发〔2020〕1号 一', 'note 国茶发〔2021〕2号 摘要']])
    expect(figuresOf(contentOf(project('lead', 55), project('other', 45)), policy)[0]?.bounds.map(bound => [bound.bound, bound.met])).toEqual([['≥50%', true], ['≥60%', false]])
  })

  it('the numbers are those of the day', () => {
    expect(figuresOf({}, { ...policy, on: '2020-06-01' }).map(figure => figure.bounds.map(bound => bound.bound))).toEqual([['≥50%'], ['≤8km²']])
    const items = (on: string): string[] => checkContent({}, { ...policy, on }).filter(finding => finding.field.startsWith('check.')).map(finding => finding.field)
    expect([items('2021-06-30').includes('check.old-plan'), items('2021-07-01').includes('check.old-plan'), items('2021-07-01').includes('check.new-plan')]).toEqual([true, false, true])
  })
})
