import { describe, expect, it } from 'vitest'
import { applicationProblems } from '#core/application/policy.ts'
import { allPacks } from '../season/policies.ts'
import { applicationsOf, policyFor } from './policies.ts'

const packs = allPacks().flatMap(pack => { const applications = applicationsOf(pack); return applications ? [{ pack, applications }] : [] })

describe('shipped applications.yaml', () => {
  it.each(packs.map(({ pack, applications }) => [pack.id, pack, applications] as const))('%s: whole, every article listed, every requirement there', (_, pack, applications) => {
    expect(pack.requirements && applicationProblems(applications, pack.requirements)).toEqual([])
    expect([applications.parts.length, applications.standards.filter(standard => !standard.bottomLine).length]).toEqual([5, 5])
    expect(applications.review.criteria.reduce((sum, { points }) => sum + points, 0)).toBe(100)
  })

  it('there are some, and the checker finds what is wrong', () => {
    expect(packs.length).toBeGreaterThan(1)
    const { applications, pack } = packs[0] as (typeof packs)[number]
    const broken = { ...applications, figures: ['nothing'], parts: [...applications.parts, { ...(applications.parts[0] as (typeof applications.parts)[number]), article: 'X 九' }], nameUse: { ...applications.nameUse, refused: ['never'] } }
    expect(pack.requirements && applicationProblems(broken, pack.requirements)).toEqual(['没有列出条文 X 九，请在 articles 里照录，或更正条款号', 'requirements.yaml 没有 nothing，请补上这项要求，或改用已有的', `parts ${applications.parts[0]?.id} 出现两次，请改成互不相同`, 'nameUse.options 没有 never，请补上这种答案，或从 refused 里删去'])
  })

  it('a programme that takes no applications says so', () => {
    const none = allPacks().find(pack => pack.programme && applicationsOf(pack) === null)
    if (none) expect(() => policyFor(none.id, '2030-01-01')).toThrow(/applications\.yaml/)
  })
})
