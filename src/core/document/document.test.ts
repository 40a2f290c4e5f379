import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cite } from './amendment.ts'
import { everyKind, sheet, teaDocument, teaWording } from './document.fixture.ts'
import { annexMark, annexNotes, officialNumber, ordinal } from './official.ts'
import { plainText } from './plain-text.ts'
import { dimensionTotal, printFigure, printValue } from './score-sheet.ts'
import { titleLines } from './title-lines.ts'
import { fill, Wording } from './wording.ts'

describe('a document', () => {
  it.each(everyKind.map(content => [content.kind, content] as const))('%s has a title that ends in its kind, words without a gap, and its marks', (kind, content) => {
    const document = teaDocument(content, { draft: true })
    expect(document.title.join('')).toMatch(['warning', 'feedback'].includes(kind) ? /函$/ : /通知$/)
    const text = plainText(document)
    expect(text).not.toMatch(/[{}]|undefined|null/)
    expect(text).toMatch(/【演示数据】\n【草稿】/)
    expect(text).toContain('核验码：7K2M-QX4T')
  })

  it('is signed by all that issue it', () => {
    const document = teaDocument({ kind: 'withdrawal', towns: ['云溪市白茶小镇'] }, { jointly: ['云溪省财政厅'], demo: false })
    expect(plainText(document)).toMatch(/云溪省茶业委员会\n云溪省财政厅\n2024年12月16日/)
  })

  it('leaves out empty lists and sections, and numbers the rest', () => {
    const text = plainText(teaDocument({ kind: 'evaluation', year: 2023, fieldwork: { year: 2023, month: 11 }, lists: { excellent: ['云溪市白茶小镇'], basic: [], eliminated: ['茶山县竹海徒步小镇'], promoted: [] } }))
    expect(text).toContain('（一）优秀小镇1个。云溪市白茶小镇。\n二、淘汰小镇情况')
    expect(text).toContain('2023年11月，我委委托')
    expect(text).not.toMatch(/基本合格|晋级/)
  })

  it('names one annex plainly and several by number', () => {
    const annexes = [{ title: '名单', blocks: [] }, { title: '汇总表', blocks: [] }]
    expect([annexNotes(annexes), annexNotes(annexes.slice(1))]).toEqual([['1.名单', '2.汇总表'], ['汇总表']])
    expect([annexMark(0, 1), annexMark(1, 2)]).toEqual(['附件', '附件2'])
  })

  it('cites with inner marks single, and says numbers as the standard does', () => {
    expect(cite({ title: '关于更正《名单》的通知', number: '云茶发〔2024〕7号', signedOn: '2024-12-06' })).toBe('《关于更正〈名单〉的通知》（云茶发〔2024〕7号，2024年12月6日印发）')
    expect(officialNumber('云茶发', 2024, 7)).toBe('云茶发〔2024〕7号')
    expect([1, 10, 11, 20, 99].map(ordinal)).toEqual(['一', '十', '十一', '二十', '九十九'])
  })
})

describe('a title', () => {
  const title = fc.string({ unit: fc.constantFrom('云', '溪', '省', '关于', '2023', '年度', '《', '》', '的', '通知', '小镇', '，'), minLength: 1, maxLength: 60 })

  it('keeps every character, in lines that fit', () => {
    fc.assert(fc.property(title, text => {
      const lines = titleLines(text)
      expect(lines.join('')).toBe(text)
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(19)
    }))
  })

  it('breaks before 关于, never within a year, and where it was told to', () => {
    expect(titleLines('云溪省茶业委员会关于公布第二批茶小镇名单的通知')).toEqual(['云溪省茶业委员会', '关于公布第二批茶小镇名单的通知'])
    expect(titleLines('云溪省茶业委员会办公室印发的2023年度茶小镇评估通知').join('|')).not.toMatch(/\d\|\d|\d\|年/)
    expect(titleLines('关于某事\n的通知')).toEqual(['关于某事', '的通知'])
  })
})

describe('wording', () => {
  it('refuses a place that is not offered, and braces that do not pair', () => {
    expect(Wording.safeParse({ ...teaWording, publication: { ...teaWording.publication, title: '{issuer}{town}' } }).success).toBe(false)
    expect(Wording.safeParse({ ...teaWording, publication: { ...teaWording.publication, annex: '{batch名单' } }).success).toBe(false)
  })

  it('puts values in as they are', () => {
    expect(fill('{town}与{year}', { town: '{year}$&', year: 2023 })).toBe('{year}$&与2023')
    expect(() => fill('{nothing}', {})).toThrow(TypeError)
  })
})

describe('a score sheet', () => {
  it('adds its rows', () => {
    const totals = sheet.dimensions.map(dimensionTotal)
    expect(totals).toEqual([{ weight: 60, score: 31.375 }, { weight: 40, score: 40 }])
    expect(totals.reduce((sum, { score }) => sum + score, 0)).toBe(sheet.total.score)
  })

  it('prints figures short, and never a small one as nothing', () => {
    expect([0.1 + 0.2, 71.375, 100, 0, 0.00001234, -1.5].map(value => printFigure(value))).toEqual(['0.3', '71.375', '100', '0', '0.000012', '-1.5'])
    expect([printValue({ value: 3.2, unit: 'km²' }), printValue({ value: '已批复', unit: '等级' }), printValue({ value: null, unit: '家' })]).toEqual(['3.2km²', '已批复', '—'])
  })
})
