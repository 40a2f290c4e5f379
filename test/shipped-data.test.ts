// The data that ships, as data: divisions, where every listed town stands, map tiles, industries, answers.
// How it enters the register is tested in test/database/first-load.test.ts.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inForce } from '#core/register/division.ts'
import { loadIndustries, loadPlaces } from '#server/places.ts'
import { shippedAnswers, shippedNotices } from '#server/shipped-notices.ts'
import { countyTileOf, countyTiles, tiles } from '#web/site/map-tiles.ts'

const places = loadPlaces()
const [first, second] = shippedNotices().map(({ notice }) => notice)
const listed = first?.lists[0]?.towns ?? []
const evaluated = (second?.lists ?? []).slice(0, 5).flatMap(list => list.towns)
const tally = (values: readonly (string | null | undefined)[]): Record<string, number> => Object.fromEntries([...Map.groupBy(values, value => String(value))].map(([value, group]) => [value, group.length]))

describe('divisions', () => {
  it('are the nine prefectures and sixty counties of any day', () => {
    for (const day of ['2019-02-03', '2020-06-18', '2020-06-19', '2026-01-01']) {
      const statutory = places.all.filter(row => inForce(row, day) && /^\d{6}$/.test(row.code))
      expect(tally(statutory.map(row => row.level))).toEqual({ province: 1, prefecture: 9, county: 60, zone: 9 })
    }
  })

  it('stand under the prefecture their code says', () => {
    const odd = places.all.filter(row => (row.level === 'county' || row.level === 'zone') && /^\d{6}$/.test(row.code) && row.parent !== `${row.code.slice(0, 4)}00`)
    expect(odd).toEqual([])
  })

  it('move 公主岭 from 四平 to 长春 on 2020-06-19, apart before', () => {
    const find = (on: string): unknown => places.find('公主岭市大岭汽车物流小镇', on)
    expect(find('2020-06-18')).toMatchObject({ division: '220381', prefecture: '220381' })
    expect(find('2020-06-19')).toMatchObject({ division: '220184', prefecture: '220100' })
    expect(places.all.find(row => row.code === '220381')?.parent).toBe('220300')
  })
})

describe('every town of the lists', () => {
  it('of 2019 stands where its group heading says', () => {
    expect(listed).toHaveLength(55)
    const wrong = listed.filter(({ name, prefecture }) => {
      const found = places.find(name, '2019-02-03')
      return !found?.prefecture || ![places.nameOf(found.prefecture), places.shortOf(found.prefecture)].includes(prefecture ?? '')
    })
    expect(wrong).toEqual([])
  })

  it('of 2023 has a prefecture by its name', () => {
    expect(evaluated).toHaveLength(84)
    const found = evaluated.map(({ name }) => places.find(name, '2024-07-31')?.prefecture)
    expect(tally(found.map(code => (code ? places.shortOf(code) : code)))).toEqual({ 长春市: 17, 吉林市: 18, 通化市: 11, 白山市: 8, 延边州: 8, 辽源市: 6, 松原市: 5, 白城市: 4, 四平市: 3, 长白山: 2, 梅河口市: 2 })
  })

  it.each([
    ['前郭县查干湖生态小镇', '220721', '前郭县', '查干湖生态小镇'],
    ['长白县边贸小镇', '220623', '长白县', '边贸小镇'],
    ['长白山池西冰雪运动小镇', null, '长白山', '池西冰雪运动小镇'],
    ['二道白河休闲运动小镇', null, '二道白河', '休闲运动小镇'],
    ['伊通县樱桃小镇', '220323', '伊通县', '樱桃小镇'],
    ['江源区松花石小镇', '220605', '江源区', '松花石小镇'],
    ['中新食品区奶酪小镇', '220273', '中新食品区', '奶酪小镇'],
    ['延龙图新区海兰湖文旅小镇', 'ylt', '延龙图新区', '海兰湖文旅小镇'],
    ['通化市金厂冰雪运动小镇', null, '通化市', '金厂冰雪运动小镇'],
    ['通化县光华蓝莓小镇', '220521', '通化县', '光华蓝莓小镇'],
    ['吉林市左家北药小镇', null, '吉林市', '左家北药小镇'],
    ['长春市光电小镇', null, '长春市', '光电小镇'],
    ['九台市波泥河苗木花卉小镇', '220113', '九台市', '波泥河苗木花卉小镇'],
  ])('%s', (name, division, place, rest) => {
    expect(places.find(name, '2024-07-31')).toMatchObject({ division, place, rest })
  })
})

describe('the drawn maps', () => {
  const codes = (on: string): { division: string | null; prefecture: string | null }[] => [...listed, ...evaluated].flatMap(({ name }) => places.find(name, on) ?? [])

  it('have a tile for every place with towns', () => {
    const all = [...codes('2019-02-03'), ...codes('2024-07-31')]
    expect(all.filter(({ prefecture }) => !(prefecture && prefecture in tiles))).toEqual([])
    expect(all.filter(place => !countyTileOf(place))).toEqual([])
  })

  it('have a tile for every county, the urban districts on their city’s', () => {
    const missing = places.all.filter(row => row.level === 'county' && !countyTileOf({ division: row.code, prefecture: row.parent ?? null }))
    expect(missing).toEqual([])
    expect(Object.keys(countyTiles).filter(code => !places.all.some(row => row.code === code))).toEqual([])
    expect(Object.keys(tiles).filter(code => !places.all.some(row => row.code === code))).toEqual([])
  })

  it.each([['prefectures', tiles], ['counties', countyTiles]])('give no two %s one place, save a place under its old and its new code', (_, drawn) => {
    const shared = [...Map.groupBy(Object.keys(drawn), code => String(drawn[code])).values()].filter(group => group.length > 1)
    const successors = shared.filter(([a, b, ...more]) => more.length || ![a, b].some(code => places.all.some(row => row.code === code && [a, b].includes(row.becomes))))
    expect(successors).toEqual([])
  })

  it('look like the province', () => {
    const at = (name: string): readonly [number, number] => {
      const tile = countyTileOf({ division: places.all.find(row => (row.short ?? row.name) === name)?.code ?? null, prefecture: null })
      if (!tile) throw new Error(`no tile for ${name}`)
      return tile
    }
    const westToEast = [['白城市', '松原市', '长春市', '吉林市', '蛟河市', '汪清县'], ['双辽市', '公主岭市', '双阳区', '吉林市'], ['辽源市', '梅河口市', '抚松县', '和龙市', '珲春市']]
    const northToSouth = [['镇赉县', '白城市', '通榆县', '双辽市', '四平市'], ['扶余市', '德惠市', '长春市', '双阳区', '磐石市', '梅河口市', '通化县', '集安市'], ['舒兰市', '吉林市', '桦甸市', '靖宇县', '江源区', '白山市']]
    for (const names of westToEast) expect(names.map(name => at(name)[0]), names.join()).toEqual(names.map(name => at(name)[0]).toSorted((a, b) => a - b))
    for (const names of northToSouth) expect(names.map(name => at(name)[1]), names.join()).toEqual(names.map(name => at(name)[1]).toSorted((a, b) => a - b))
  })
})

describe('industries by name', () => {
  it('are told by every name but two', () => {
    const silent = [...listed, ...evaluated].filter(({ name }) => loadIndustries().of(name).length === 0).map(({ name }) => name)
    expect(silent).toEqual(['吉林市瑞士小镇', '前郭县查干湖生态小镇'])
  })

  it('are not told by the name of a statutory place', () => {
    const wrong = places.all.filter(row => row.level !== 'zone').flatMap(row => [row.name, row.short ?? row.name, ...row.also]).filter(name => loadIndustries().of(name).length)
    expect(wrong).toEqual([])
  })
})

describe('answers given for the first load', () => {
  it('are about printed names, each with a reason', () => {
    const printed = new Set([...listed, ...(second?.lists.flatMap(list => list.towns) ?? [])].map(({ name }) => name))
    const { spellings, links } = shippedAnswers()
    const named = [...spellings.flatMap(({ registered, printed: forms }) => [registered, ...forms]), ...links.flatMap(({ from, to }) => [from, to])]
    expect(named.filter(name => !printed.has(name))).toEqual([])
    expect([...spellings, ...links].filter(({ reason }) => reason.length < 10)).toEqual([])
    expect(links.map(({ confidence, state }) => [confidence, state])).toEqual([['likely', 'proposed'], ['possible', 'proposed'], ['possible', 'proposed']])
  })
})

// The lists as an independent reading of the source texts has them.
const reading = join(import.meta.dirname, '../../shared/data')
describe.runIf(existsSync(reading))('against an independent reading', () => {
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(reading, file), 'utf8')) as T
  type Towns = { batch1: { no: number; name: string; prefecture: string; category: string; townType: string }[]; evaluation2023: Record<string, unknown> }

  it('the first list is the same', () => {
    expect(listed.map(({ number: no, name, prefecture, category, townType }) => ({ no, name, prefecture, category, townType }))).toEqual(read<Towns>('towns.json').batch1)
  })

  it('the lists of the evaluation are the same', () => {
    const independent = read<Towns>('towns.json').evaluation2023
    const kinds = second?.lists.map(({ kind, towns }) => [kind, towns.map(({ name }) => name)]) ?? []
    expect(kinds.length).toBe(8)
    for (const [kind, names] of kinds) expect(Object.values(independent), String(kind)).toContainEqual(names)
  })
})
