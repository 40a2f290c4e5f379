import { describe, expect, it } from 'vitest'
import { nameIndex } from '../intake/names.ts'
import { placesOf } from '../register/division.ts'
import type { Standing } from '../register/town.ts'
import { policy } from './application.fixture.ts'
import { eligibilityProblems, type EligibilityInput, type RegisteredTown } from './eligibility.ts'

const places = placesOf([
  { code: 'P', name: '云溪省', level: 'province', also: [], apart: false },
  { code: 'A', name: '茶州市', level: 'prefecture', parent: 'P', also: [], apart: false },
  { code: 'A1', name: '茶山县', level: 'county', parent: 'A', also: [], apart: false },
  { code: 'A2', name: '茶河县', level: 'county', parent: 'A', also: [], apart: false },
  { code: 'B', name: '竹州市', level: 'prefecture', parent: 'P', also: [], apart: false },
])
const begins = ['茶州市', '茶山县', '茶河县', '竹州市']
const standing = (status: Standing['status'], reapplyFrom: string | null): Standing => ({ programme: 'p', status, batch: 1, category: null, townType: null, since: '2020-01-01', sinceDating: 'exact', grades: [], warning: null, reapplyFrom, basis: { document: 'd' } })
const towns: RegisteredTown[] = [
  { id: 't1', name: '茶山县高山云雾小镇', standing: standing('listed', null) },
  { id: 't2', name: '茶山县古树红茶小镇', standing: standing('eliminated', '2030-06-02') },
  { id: 't3', name: '茶山县早春白茶小镇', standing: null },
]
const input = (name: string, more: Partial<EligibilityInput> = {}): EligibilityInput => ({
  id: 'a1', content: { name, 'name-use': 'none' }, division: 'A1', today: '2030-06-01', places, admitted: [],
  towns: nameIndex(towns.map(town => ({ item: town, names: [town.name] })), begins, '小镇'),
  others: nameIndex([{ item: { id: 'a2', name: '茶山县花间茉莉小镇' }, names: ['茶山县花间茉莉小镇'] }], begins, '小镇'), ...more,
})
const codes = (name: string, more: Partial<EligibilityInput> = {}): string[] => eligibilityProblems(input(name, more), policy).map(problem => problem.code)

describe('what may be accepted', () => {
  it.each([
    ['茶山县新芽小镇', []], ['茶州市新芽小镇', []], ['茶山县早春白茶小镇', []],
    ['茶河县新芽小镇', ['application.division']], ['竹州市新芽小镇', ['application.division']],
    ['茶山县新芽镇', ['application.name']], ['新芽小镇', ['application.name']], ['茶山县小镇', ['application.name']],
    ['茶山县高山云雾小镇', ['application.listed']], ['茶山县高山云零小镇', ['application.listed']],
    ['茶山县花间茉莉小镇', ['application.duplicate']], ['茶山县花间莱莉小镇', ['application.duplicate']],
    ['茶山县古树红茶小镇', ['application.banned']],
  ])('%s → %j', (name, expected) => expect(codes(name)).toEqual(expected))

  it('a ban ends on its day; the leading group may except from it', () => {
    expect(codes('茶山县古树红茶小镇', { today: '2030-06-02' })).toEqual([])
    expect(codes('茶山县古树红茶小镇', { admitted: ['banned'] })).toEqual([])
    expect(eligibilityProblems(input('茶山县古树红茶小镇'), policy)[0]?.params).toMatchObject({ until: '2030-06-02', article: '云茶发〔2020〕1号 四' })
  })

  it('a name in use off the list is cleared first', () => {
    expect(codes('茶山县新芽小镇', { content: { name: '茶山县新芽小镇', 'name-use': 'using' } })).toEqual(['application.name-use'])
    expect(codes('茶山县新芽小镇', { content: { name: '茶山县新芽小镇', 'name-use': 'former' } })).toEqual([])
  })

  it('its own name is no duplicate', () => expect(codes('茶山县花间茉莉小镇', { id: 'a2' })).toEqual([]))
})
