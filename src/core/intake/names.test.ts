import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { Division, placesOf } from '#core/register/division.ts'
import { isSlip, mayContinue, nameIndex, partsOf, slipCost } from './names.ts'
import { beginnings } from './register-view.ts'

const places = placesOf(z.array(Division).parse(parse(readFileSync('data/divisions.yaml', 'utf8'))))
const begins = beginnings(places)
const suffix = '小镇'
const list = (file: string): string[] => [...readFileSync(`data/notices/${file}`, 'utf8').matchAll(/[\p{Script=Han}]+小镇(?=[,\n\]])/gu)].map(match => match[0]).filter(name => !name.startsWith('不合格') && !/^(?:优秀|合格|基本合格|自愿退出|晋级|警告|淘汰)小镇$/.test(name) && !name.includes('名单'))
const first = [...new Set(list('2019-list.yaml'))]
const second = [...new Set(list('2023-evaluation.yaml'))]
const index = (names: readonly string[]): ReturnType<typeof nameIndex<string>> => nameIndex(names.map(name => ({ item: name, names: [name] })), begins, suffix)

describe('names of the two real lists', () => {
  it('are 55, and 84 with one of them in two spellings', () => {
    expect([first.length, second.length]).toEqual([55, 85])
  })

  it('join 35 times exactly and never by a slip, except the one town printed in two ways', () => {
    const old = index(first)
    const found = second.map(name => [name, old.find(name).how])
    expect(found.filter(([, how]) => how === 'exact').length).toBe(35)
    expect(found.filter(([, how]) => how !== 'exact' && how !== 'none')).toEqual([])
    const near = second.flatMap((name, i) => second.slice(i + 1).map(other => [name, other] as const)).filter(([name, other]) => {
      const [x, y] = [partsOf(name, begins, suffix), partsOf(other, begins, suffix)]
      return x.place === y.place && isSlip(x.stem, y.stem)
    })
    expect(near).toEqual([['长春市申法智能制造小镇', '长春市中法智能制造小镇']])
  })

  it('have three possible continuations, no more', () => {
    const gone = first.filter(name => !second.includes(name))
    const fresh = second.filter(name => !first.includes(name))
    const pairs = gone.flatMap(from => fresh.filter(to => mayContinue(partsOf(from, begins, suffix), partsOf(to, begins, suffix))).map(to => `${from}→${to}`))
    expect(pairs.sort()).toEqual(['东辽县辽河源生态农业小镇→东辽县辽河源田韵文旅小镇', '长白山冰雪运动小镇→长白山池西冰雪运动小镇', '龙井市东盛涌足球小镇→龙井市东盛涌休闲小镇'].sort())
  })

  it.each([
    ['长春市申法智能制造小镇', '长春市中法智能制造小镇'], ['长春市轨道交能小镇', '长春市轨道交通小镇'], ['汪清天桥岭木耳小镇', '汪清县天桥岭木耳小镇'],
    ['长春市光电', '长春市光电小镇'], ['长春市红旗绿色智能', '长春市红旗绿色智能小镇'], ['珲春市敬信望三国旅遊小镇', '珲春市敬信望三国旅游小镇'], ['东丰县梅花鹿 小镇', '东丰县梅花鹿小镇'],
  ])('%s is taken for %s', (written, meant) => {
    const match = index(second.filter(name => !name.includes('申法'))).find(written)
    expect(match.how === 'exact' || match.how === 'variant' ? match.item : match.how).toBe(meant)
  })

  it.each(['伊通县皇家鹿苑小镇', '东丰县那丹伯畜牧小镇', '四平市十家堡物流小镇', '梅河口市进化中药材小镇', '农安县北斗科技小镇', '长春市人工智能小镇', '公主岭市范家屯智造小镇'])('%s is none of the towns of 2023', name => {
    expect(index(second).find(name).how).toBe('none')
  })

  it('all say where they are', () => {
    for (const name of [...first, ...second]) expect(places.find(name, '2019-03-01')?.prefecture, name).toBeTruthy()
    expect(places.find('公主岭市大岭汽车物流小镇', '2019-03-01')).toMatchObject({ division: '220381', prefecture: '220381' })
    expect(places.find('公主岭市大岭汽车物流小镇', '2024-12-16')).toMatchObject({ division: '220184', prefecture: '220100' })
    expect(places.find('二道白河休闲运动小镇', '2024-12-16')).toMatchObject({ division: null, prefecture: 'cbs' })
    expect(places.find('中新食品区奶酪小镇', '2024-12-16')).toMatchObject({ division: '220273', prefecture: '220200' })
    expect(places.find('江源区松花石小镇', '2024-12-16')).toMatchObject({ division: '220605', prefecture: '220600' })
  })
})

describe('distance', () => {
  it('is smaller for characters that look alike', () => {
    expect(slipCost('申法', '中法')).toBeLessThan(slipCost('申法', '日法'))
    expect(slipCost('光电', '光电')).toBe(0)
  })
})

