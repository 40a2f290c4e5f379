import { describe, expect, it } from 'vitest'
import type { TownDetail } from '#contract/towns.ts'
import { lifeOf } from './town-life.ts'

const basis = { document: 'd', documentNumber: null, documentTitle: null, place: null, printed: null, inferred: null }
type Act = TownDetail['acts'][number]

function act(position: number, type: string, effective: string, data: Act['data'] = {}, change: Partial<Act> = {}): Act {
  return { position, type, title: type, effective, dating: 'exact', recorded: '2025-01-01T00:00:00.000Z', basis, corrects: null, data, ...change }
}

function town(acts: Act[], reapplyFrom: string | null = null): TownDetail {
  return {
    id: 't', name: '云雾茶小镇', names: [], prefecture: null, division: null, divisionCode: null, prefectureCode: null, category: null, townType: null,
    status: 'listed', batch: null, since: '2020-01-01', sinceDating: 'exact', grade: null, warned: false, programme: 'p', spellings: [], grades: [],
    warning: null, reapplyFrom, links: [], acts, neighbours: [],
  } as TownDetail
}

const lane = (life: ReturnType<typeof lifeOf>, title: string) => life.lanes.find(each => each.title === title)

describe('a town’s life', () => {
  it('each state lasts until the next, the last until the day asked about', () => {
    const life = lifeOf(town([act(1, 'town.listed', '2020-01-01', { category: '培育类' }), act(2, 'town.eliminated', '2021-01-01')], '2022-01-01'), '2021-07-01', grade => grade)
    const [listed, eliminated] = lane(life, '清单')?.items ?? []
    expect(listed).toMatchObject({ word: '在册', from: 0, open: false })
    expect(eliminated).toMatchObject({ word: '淘汰', open: true })
    expect(listed?.kind === 'span' && eliminated?.kind === 'span' && listed.to === eliminated.from).toBe(true)
    expect(lane(life, '类别')?.items).toHaveLength(1)
    expect(lane(life, '处理')?.items[0]).toMatchObject({ word: '不受理申请' })
  })

  it('an unknown category is said, not left blank', () => {
    const life = lifeOf(town([act(1, 'town.listed', '2020-01-01', { category: null }, { dating: 'no-later-than' })]), '2021-01-01', grade => grade)
    expect(lane(life, '类别')?.items[0]).toMatchObject({ word: '未载明', fuzzy: true })
  })

  it('a later document that only confirms the listing changes nothing', () => {
    const life = lifeOf(town([act(1, 'town.listed', '2020-01-01', { category: '培育类' }), act(2, 'town.listed', '2022-01-01', { category: null })]), '2023-01-01', grade => grade)
    expect(lane(life, '清单')?.items).toHaveLength(1)
    expect(lane(life, '类别')?.items.map(({ word }) => word)).toEqual(['培育类'])
  })

  it('grades near each other stand on rows of their own', () => {
    const life = lifeOf(town([act(1, 'town.listed', '2020-01-01'), act(2, 'town.graded', '2024-06-01', { year: 2023, grade: '甲' }), act(3, 'town.graded', '2024-12-01', { year: 2024, grade: '乙' })]), '2025-01-01', grade => grade)
    expect(lane(life, '评估')?.items.map(item => item.kind === 'point' ? item.row : null)).toEqual([0, 1])
    expect(lane(life, '评估')?.rows).toBe(1)
  })

  it('a grade that only says “not this one” is not drawn', () => {
    const life = lifeOf(town([act(1, 'town.listed', '2020-01-01'), act(2, 'town.graded', '2022-01-01', { year: 2021, grade: '甲', negated: true })]), '2025-01-01', grade => grade)
    expect(lane(life, '评估')).toBeUndefined()
  })
})
