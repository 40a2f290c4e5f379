import { describe, expect, it } from 'vitest'
import { addDays } from '../base/plain-date.ts'
import { appealFault } from './appeal.ts'
import { dispositionFault, type Misuse } from './misuse.ts'
import { policyFaults } from './policy.ts'
import { Amount, eligibilityOf, type SupportFacts } from './support.ts'
import { policy } from './supervision.fixture.ts'

describe('the policy as data', () => {
  it('is refused where a name leads nowhere, a line has no ground, an article is not quoted', () => {
    const broken = structuredClone(policy)
    broken.severities[1] = { id: 'minor', label: '一般', rung: 'nowhere' }
    broken.ladder[0] = { ...broken.ladder[0], days: 999, article: 'T9 九' } as (typeof broken.ladder)[number]
    broken.misuse.kinds[0]?.dispositions.push('burn')
    broken.checklist.push(broken.checklist[0] as (typeof broken.checklist)[number])
    expect(policyFaults(broken)).toEqual(['checklist 里 tea 出现两次，请改成互不相同', 'minor 没有条款也没有理由，请写 article 或 reason', 'guidance 引用的条款 T9 九 没有列出，请在 articles 里照录，或更正条款号', '没有措施 nowhere，请改用 ladder 里的 guidance、order、interview、circular', 'guidance 的期限（days）超过最长期限（most），请改小', 'unlisted-name 没有处置 burn，请改用 dispositions 里的 reapply、rename、cleanup、struck-off'])
    expect(policyFaults(policy)).toEqual([])
  })

  it('says which disposition fits which misuse', () => {
    const misuse = (kind: string): Misuse => ({ kind }) as Misuse
    expect([dispositionFault(misuse('unlisted-name'), 'rename', policy), dispositionFault(misuse('unlisted-name'), 'struck-off', policy)?.code, dispositionFault(misuse('real-estate'), 'struck-off', policy), dispositionFault(misuse('real-estate'), 'x', policy)?.code]).toEqual([null, 'misuse.disposition', null, 'supervision.word'])
  })

  it('appeals are open from publication to their last day', () => {
    const asked = (published: string | null, today: string): unknown => appealFault('s', published, policy, today)?.code ?? null
    expect([asked(null, '2030-06-01'), asked('2030-06-01', '2030-06-01'), asked('2030-06-01', '2030-06-16'), asked('2030-06-01', '2030-06-17')]).toEqual(['appeal.not-published', null, null, 'appeal.late'])
  })
})

describe('eligibility for money', () => {
  const sound: SupportFacts = { listed: true, status: '在册', warned: null, openCases: 0, use: 'infrastructure' }
  const unmet = (more: Partial<SupportFacts>): string[] => eligibilityOf({ ...sound, ...more }, policy).filter(condition => !condition.met).map(condition => condition.id)
  it('asks every condition, and says why not with the article', () => {
    expect(eligibilityOf(sound, policy)).toHaveLength(policy.support.conditions.length)
    expect([unmet({}), unmet({ listed: false }), unmet({ warned: { year: 2029 } }), unmet({ openCases: 2 }), unmet({ use: 'industry' }), unmet({ use: '?' })]).toEqual([[], ['listed'], ['not-warned'], ['cured'], ['use'], ['use']])
    expect(eligibilityOf({ ...sound, warned: { year: 2029 } }, policy)[1]).toEqual({ id: 'not-warned', label: '没有警告', met: false, why: '2029 年度被警告，尚未解除', article: '警告期间先整改' })
  })
  it.each([['0', false], ['0.00', false], ['0.01', true], ['1200.5', true], ['1.234', false], ['1e3', false], ['-1', false], ['01', false], ['', false]])('amount %j', (text, good) => expect(Amount.safeParse(text).success).toBe(good))
})

it('days are counted over months and years', () => {
  expect([addDays('2024-02-28', 1), addDays('2024-02-28', 2), addDays('2023-12-31', 1), addDays('2024-12-16', 365), addDays('2024-01-31', 0)]).toEqual(['2024-02-29', '2024-03-01', '2024-01-01', '2025-12-16', '2024-01-31'])
})
