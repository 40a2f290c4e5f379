// For tests: notices of the fictional programme, printed in as many styles as real ones come in.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { Programme } from '#core/policy/programme.ts'
import { Division, placesOf } from '#core/register/division.ts'
import { z } from 'zod'
import type { ListKind, Notice, NoticeTown } from './notice.ts'

export const tea: Programme = Programme.parse(parse(readFileSync('policies/示例-茶镇/programme.yaml', 'utf8')))

export const places = placesOf(z.array(Division).parse([
  { code: '990000', name: '云溪省', level: 'province' },
  { code: '990100', name: '云溪市', level: 'prefecture', parent: '990000' },
  { code: '990121', name: '茶山县', level: 'county', parent: '990100' },
  { code: '990122', name: '雾岭自治县', short: '雾岭县', level: 'county', parent: '990100' },
]))

const stems = ['白茶', '红茶手作', '高山云雾', '古道马帮', '茶器陶艺', '梯田稻香', '温泉康养', '竹海徒步', '花木盆景', '山泉酿造', '非遗织锦', '星空营地']
export const names: readonly string[] = ['云溪市', '茶山县', '雾岭县'].flatMap(place => stems.map(stem => `${place}${stem}小镇`))

export type Lists = Partial<Record<ListKind, string[]>>

/** An evaluation circular with the given lists. */
export function circular(lists: Lists, changes: Partial<Notice['document']> & { population?: number | null; year?: number } = {}): Notice {
  const { population, year = 2023, ...document } = changes
  const order: ListKind[] = ['excellent', 'qualified', 'basic', 'unqualified', 'withdrawn', 'promoted', 'warned', 'eliminated']
  const present = order.filter(kind => lists[kind])
  const total = tea.population.reduce((sum, kind) => sum + (lists[kind as ListKind]?.length ?? 0), 0)
  return {
    document: { number: '云茶发〔2024〕7号', printedNumber: '云茶发〔2024〕7号', title: '关于通报2023年度茶小镇评估情况的通知', issuer: '云溪省茶业委员会', draftedOn: '2024-12-16', publishedOn: '2025-01-02', index: null, addressees: ['各市人民政府'], cites: [], ...document },
    evaluation: { year, population: population === undefined ? total : population, fieldwork: '2024-07' },
    batch: null,
    lists: present.map(kind => ({ kind, heading: `${label(kind)}小镇${lists[kind]?.length}个`, line: 1, statedCount: lists[kind]?.length ?? 0, statedParts: [], towns: (lists[kind] ?? []).map((name): NoticeTown => ({ printed: name, name })) })),
  }
}

function label(kind: ListKind): string {
  return tea.lists.find(list => list.kind === kind)?.label ?? kind
}

/** Ways in which the same notice reaches us. */
export type Style = { fullWidth: boolean; stars: boolean; newline: '\n' | '\r\n'; bom: boolean; brackets: '〔〕' | '()' | '（）' | '[]' | '【】'; separator: '、' | '，' | ',' | '；' | '\n'; blanks: boolean; breakAt: number | null; finalStop: boolean; stop: '。' | '：' }

export const style: fc.Arbitrary<Style> = fc.record({
  fullWidth: fc.boolean(), stars: fc.boolean(), newline: fc.constantFrom('\n' as const, '\r\n' as const), bom: fc.boolean(),
  brackets: fc.constantFrom('〔〕' as const, '()' as const, '（）' as const, '[]' as const, '【】' as const),
  separator: fc.constantFrom('、' as const, '，' as const, ',' as const, '；' as const, '\n' as const),
  blanks: fc.boolean(), breakAt: fc.option(fc.nat(400)), finalStop: fc.boolean(), stop: fc.constantFrom('。' as const, '：' as const),
})

export function printNotice({ document, evaluation, lists }: Notice, how: Style): string {
  const [open, close] = [how.brackets.charAt(0), how.brackets.charAt(1)]
  const number = (document.number ?? '').replace('〔', open).replace('〕', close)
  const day = (date: string | null): string => (date ? `${Number(date.slice(0, 4))}年${date.slice(5, 7)}月${date.slice(8)}日` : '')
  const count = (n: number): string => (how.blanks ? ` ${n} ` : String(n))
  const mark = (text: string): string => (how.stars ? `**${text}**` : text)
  const body = lists.map((list, index) => {
    const section = how.fullWidth ? `（${'一二三四五六七八'.charAt(index)}）` : `(${'一二三四五六七八'.charAt(index)})`
    return `${section}${mark(`${label(list.kind)}小镇${count(list.statedCount ?? list.towns.length)}个${how.stop}`)}${list.towns.map(town => town.printed).join(how.separator)}${how.finalStop ? '。' : ''}`
  }).join('\n\n')
  const text = `发文机关:\t${document.issuer}\t成文日期:\t${day(document.draftedOn)}\n标题:\t${document.title}\n发文字号:\t${number}\t发布日期:\t${day(document.publishedOn)}\n\n各市人民政府:\n\n今年7月，委托第三方对全省${evaluation?.population ?? ''}个茶小镇开展了${evaluation?.year ?? ''}年度评估工作。芽类得分排名前10%左右的（评估结果为优秀），晋级为叶类。\n\n${body}\n\n云溪省茶业委员会\n${day(document.draftedOn)}\n`
  const broken = how.breakAt === null ? text : breakInside(text, how.breakAt)
  return `${how.bom ? '\ufeff' : ''}${broken.replaceAll('\n', how.newline)}`
}

/** A page break inside a name: two line ends after a character of it. */
function breakInside(text: string, at: number): string {
  const name = [...text.matchAll(/[\p{Script=Han}]{2,3}(?=[\p{Script=Han}]{2,}小镇[、，,；。\n])/gu)]
  const spot = name[at % Math.max(1, name.length)]
  return spot ? `${text.slice(0, spot.index + 2)}\n\n${text.slice(spot.index + 2)}` : text
}
