// A made-up province: 青河县 moves from 云溪市 to 东岭市 in 2020, 石桥市 stands apart, 茶山 is no statutory division.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Division, divisionProblems, inForce, placesOf } from './division.ts'

const rows = [
  { code: '990000', name: '云溪省', level: 'province' },
  { code: '990100', name: '云溪市', level: 'prefecture', parent: '990000' },
  { code: '990121', name: '青河县', level: 'county', parent: '990100', to: '2020-06-19', becomes: '990221', why: '改由东岭市管辖' },
  { code: '990122', name: '云溪县', level: 'county', parent: '990100' },
  { code: '990171', name: '云溪高新区', level: 'zone', parent: '990100' },
  { code: '990181', name: '石桥市', level: 'county', parent: '990100', apart: true },
  { code: '990200', name: '东岭苗族自治州', level: 'prefecture', parent: '990000', short: '东岭州' },
  { code: '990221', name: '青河县', level: 'county', parent: '990200', from: '2020-06-19' },
  { code: '990222', name: '白水苗族自治县', level: 'county', parent: '990200', short: '白水县', also: ['白水寨'] },
  { code: 'cs', name: '茶山保护区', level: 'prefecture', parent: '990000', short: '茶山' },
].map(row => Division.parse(row))
const places = placesOf(rows)

describe('where a name says a town is', () => {
  it.each([
    // a county before the prefecture it begins like; the longest beginning wins
    ['云溪县白茶小镇', '2019-06-01', { division: '990122', prefecture: '990100', place: '云溪县', rest: '白茶小镇' }],
    ['云溪高新区白茶小镇', '2019-06-01', { division: '990171', prefecture: '990100', place: '云溪高新区', rest: '白茶小镇' }],
    // a prefecture alone does not tell the county
    ['云溪市白茶小镇', '2019-06-01', { division: null, prefecture: '990100', place: '云溪市', rest: '白茶小镇' }],
    // the divisions of the day
    ['青河县白茶小镇', '2020-06-18', { division: '990121', prefecture: '990100', place: '青河县', rest: '白茶小镇' }],
    ['青河县白茶小镇', '2020-06-19', { division: '990221', prefecture: '990200', place: '青河县', rest: '白茶小镇' }],
    // a place that lists set apart is its own group
    ['石桥市白茶小镇', '2019-06-01', { division: '990181', prefecture: '990181', place: '石桥市', rest: '白茶小镇' }],
    // short and further forms
    ['白水县白茶小镇', '2019-06-01', { division: '990222', prefecture: '990200', place: '白水县', rest: '白茶小镇' }],
    ['白水苗族自治县白茶小镇', '2019-06-01', { division: '990222', prefecture: '990200', place: '白水苗族自治县', rest: '白茶小镇' }],
    ['白水寨白茶小镇', '2019-06-01', { division: '990222', prefecture: '990200', place: '白水寨', rest: '白茶小镇' }],
    ['茶山白茶小镇', '2019-06-01', { division: null, prefecture: 'cs', place: '茶山', rest: '白茶小镇' }],
    ['茶山保护区白茶小镇', '2019-06-01', { division: null, prefecture: 'cs', place: '茶山保护区', rest: '白茶小镇' }],
    // the province is no place of a town, and neither is a place further on in the name
    ['云溪省白茶小镇', '2019-06-01', null],
    ['新建云溪市白茶小镇', '2019-06-01', null],
  ])('%s on %s', (name, on, place) => {
    expect(places.find(name, on)).toEqual(place)
  })

  it('never loses a character of the name', () => {
    fc.assert(fc.property(fc.constantFrom(...rows), fc.string(), fc.constantFrom('2019-06-01', '2024-06-01'), ({ name, short }, rest, on) => {
      const found = places.find(`${short ?? name}${rest}`, on)
      if (found) expect(found.place + found.rest).toBe(`${short ?? name}${rest}`)
    }))
  })
})

describe('a place over time', () => {
  it('says what it becomes, once', () => {
    expect(places.changesAfter('990121', '2019-06-01')).toEqual([{ division: '990221', prefecture: '990200', effective: '2020-06-19', why: '改由东岭市管辖' }])
    expect(places.changesAfter('990121', '2020-06-19')).toEqual([])
    expect(places.changesAfter('990122', '2019-06-01')).toEqual([])
  })

  it('is in force from its first day to the day before its last', () => {
    const [before, after] = [rows[2] as Division, rows[7] as Division]
    expect([inForce(before, '2020-06-18'), inForce(before, '2020-06-19'), inForce(after, '2020-06-18'), inForce(after, '2020-06-19')]).toEqual([true, false, false, true])
  })

  it('names codes, and shows an unknown one as it is', () => {
    expect([places.nameOf('990222'), places.shortOf('990222'), places.shortOf('990122'), places.nameOf('000000')]).toEqual(['白水苗族自治县', '白水县', '云溪县', '000000'])
    expect([places.prefectureOf('990222', '2019-06-01'), places.prefectureOf('990000', '2019-06-01'), places.prefectureOf('000000', '2019-06-01')]).toEqual(['990200', null, null])
  })
})

describe('a table of divisions', () => {
  it('has no problem', () => {
    expect(divisionProblems(rows)).toEqual([])
  })

  it.each([
    ['两次', [...rows, rows[3] as Division]],
    ['上级 990900', [...rows, Division.parse({ code: '990921', name: '孤山县', level: 'county', parent: '990900' })]],
    ['没有 becomes', rows.map(row => (row.code === '990121' ? { ...row, becomes: undefined } : row)) as Division[]],
    ['之间有空档或重叠', rows.map(row => (row.code === '990221' ? { ...row, from: '2020-07-01' } : row))],
    ['同日', [...rows, Division.parse({ code: '990223', name: '云溪县', level: 'county', parent: '990200' })]],
  ])('is refused: %s', (what, table) => {
    expect(divisionProblems(table).join('\n')).toContain(what)
  })
})
