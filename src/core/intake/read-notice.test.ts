import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCount } from './fold.ts'
import type { ListKind, Notice } from './notice.ts'
import { circular, names, printNotice, style, tea } from './notice.fixture.ts'
import { normaliseNumber } from './notice-header.ts'
import { readNotice } from './read-notice.ts'

const kinds: ListKind[] = ['excellent', 'qualified', 'basic', 'unqualified', 'withdrawn', 'warned', 'eliminated']
const lists = fc.shuffledSubarray([...names], { minLength: kinds.length }).chain(chosen => fc.array(fc.nat(6), { minLength: chosen.length, maxLength: chosen.length }).map(picks => {
  const groups: Partial<Record<ListKind, string[]>> = {}
  for (const [index, name] of chosen.entries()) (groups[kinds[index < kinds.length ? index : picks[index] as number] as ListKind] ??= []).push(name)
  return groups
}))

const essence = ({ document, evaluation, lists: all }: Notice): unknown => ({
  number: document.number, title: document.title, issuer: document.issuer, draftedOn: document.draftedOn, publishedOn: document.publishedOn, evaluation,
  lists: all.map(({ kind, statedCount, towns }) => [kind, statedCount, towns.map(town => town.name)]),
})

describe('reading a notice', () => {
  it('gives the same structure in whatever style it is printed', () => {
    fc.assert(fc.property(lists, style, (chosen, how) => {
      const notice = circular(chosen)
      const read = readNotice(printNotice(notice, how), tea)
      expect(read.ok ? essence(read.value) : read.problem).toEqual(essence(notice))
    }), { numRuns: 300 })
  })

  it('keeps a name as printed beside what it means', () => {
    const read = readNotice('优秀小镇2个。云溪市白茶小镇、茶\n\n山县红茶手作小镇。', tea)
    expect(read.ok && read.value.lists[0]?.towns).toEqual([{ printed: '云溪市白茶小镇', name: '云溪市白茶小镇' }, { printed: '茶\n\n山县红茶手作小镇', name: '茶山县红茶手作小镇' }])
  })

  it('does not take the rule for the list it announces', () => {
    const read = readNotice('芽类小镇得分排名后10%左右的（评估结果为不合格），予以警告。警告小镇1个：云溪市白茶小镇。对已警告小镇，应当整改。', tea)
    expect(read.ok && read.value.lists.map(list => [list.kind, list.towns.map(town => town.name)])).toEqual([['warned', ['云溪市白茶小镇']]])
  })

  it('reads a grouped and numbered list with its stated parts', () => {
    const text = '云茶发〔2020〕1号\n关于公布第二批茶小镇名单的通知\n第二批茶小镇名单\n共计 3 个，其中：芽类 2 个，叶类 1 个；山镇 1 个，水镇 2 个。\n云溪市（1 个）\n1.云溪市白茶小镇（芽类, 山镇）\n茶山县(２个)\n2、茶山县红茶手作小镇(叶类，水镇)\n3．茶山县高山云雾小镇（芽类,水镇）\n2020年3月1日'
    const read = readNotice(text, tea)
    expect(read).toMatchObject({ ok: true, value: { batch: 2, document: { number: '云茶发〔2020〕1号', draftedOn: '2020-03-01', title: '关于公布第二批茶小镇名单的通知' } } })
    const list = read.ok ? read.value.lists[0] : undefined
    expect(list?.towns.map(({ name, number, prefecture, category, townType }) => [number, name, prefecture, category, townType])).toEqual([
      [1, '云溪市白茶小镇', '云溪市', '芽类', '山镇'], [2, '茶山县红茶手作小镇', '茶山县', '叶类', '水镇'], [3, '茶山县高山云雾小镇', '茶山县', '芽类', '水镇'],
    ])
    expect(list?.statedParts.map(({ what, count }) => [what, count])).toEqual([['芽类', 2], ['叶类', 1], ['山镇', 1], ['水镇', 2], ['云溪市', 1], ['茶山县', 2]])
  })

  it.each([
    ['prose', '关于支持小镇发展的若干意见。各地要支持小镇建设，打造特色。', 'notice.not-a-notice'],
    ['nothing', '  \n', 'notice.not-a-notice'],
    ['a day that does not exist', '成文日期: 2024年13月6日\n优秀小镇1个。云溪市白茶小镇。', 'date.invalid'],
    ['30 February', '发布日期: 2024年2月30日\n优秀小镇1个。云溪市白茶小镇。', 'date.invalid'],
  ])('refuses %s', (_, text, code) => {
    expect(readNotice(text, tea)).toMatchObject({ ok: false, problem: { code } })
  })

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('优', '秀', '小', '镇', '9', '个', '、', '。', '(', '）', '\n', '*', '1', '.', '名', '单', '\0', '😀') }), text => {
      expect(typeof readNotice(text, tea).ok).toBe('boolean')
    }))
  })
})

describe('numbers', () => {
  it.each([['84', 84], ['８４', 84], ['十二', 12], ['八十四', 84], ['二', 2], ['一百零五', 105], ['多', null]])('%s is %s', (text, count) => {
    expect(readCount(text)).toBe(count)
  })
  it.each(['云茶发(2024)7号', '云茶发〔2024〕7号', '云茶发［2024］ 7 号', '云茶发【２０２４】第07号'])('%s is one and the same', printed => {
    expect(normaliseNumber(printed)).toBe('云茶发〔2024〕7号')
  })
})
