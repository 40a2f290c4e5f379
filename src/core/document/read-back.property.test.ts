// What we write, the intake reads back: the same lists, counts, names, number, title, day.
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Programme } from '#core/policy/programme.ts'
import { names, tea } from '#core/intake/notice.fixture.ts'
import type { ListKind, Notice } from '#core/intake/notice.ts'
import { readNotice } from '#core/intake/read-notice.ts'
import { circular } from './circular.ts'
import { frame, teaDocument } from './document.fixture.ts'
import type { PublishedTown } from './list-publication.ts'
import { plainText } from './plain-text.ts'
import { Wording } from './wording.ts'

const order: ListKind[] = ['excellent', 'qualified', 'basic', 'unqualified', 'withdrawn', 'promoted', 'warned', 'eliminated']
const lists = fc.record(Object.fromEntries(order.map(kind => [kind, fc.shuffledSubarray([...names], { minLength: kind === 'excellent' ? 1 : 0 })])), { requiredKeys: ['excellent'] }) as fc.Arbitrary<Partial<Record<ListKind, string[]>>>
const towns: fc.Arbitrary<PublishedTown[]> = fc.shuffledSubarray([...names], { minLength: 2 }).chain(chosen => fc.tuple(...chosen.map(name => fc.record({
  name: fc.constant(name), prefecture: fc.constantFrom('云溪市', '茶山州', '雾岭地区'), category: fc.constantFrom('芽类', '叶类'), townType: fc.constantFrom('山镇', '水镇'),
}))).map(all => [...all].sort((a, b) => (a.prefecture < b.prefecture ? -1 : a.prefecture > b.prefecture ? 1 : 0))))

const read = (text: string): Notice => {
  const result = readNotice(text, tea)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

describe('a document read back', () => {
  it('has the lists and counts of its evaluation', () => {
    fc.assert(fc.property(lists, fc.integer({ min: 2020, max: 2024 }), fc.boolean(), (chosen, fieldYear, draft) => {
      const notice = read(plainText(teaDocument({ kind: 'evaluation', year: 2023, fieldwork: { year: fieldYear, month: 7 }, lists: chosen }, { draft })))
      expect(notice.lists.map(list => [list.kind, list.statedCount, list.towns.map(town => town.name)])).toEqual(order.filter(kind => chosen[kind]?.length).map(kind => [kind, chosen[kind]?.length, chosen[kind]]))
      const population = tea.population.reduce((sum, kind) => sum + (chosen[kind as ListKind]?.length ?? 0), 0)
      expect(notice.evaluation).toEqual({ year: 2023, population, fieldwork: `${fieldYear}-07` })
      expect(notice.document).toMatchObject({ number: '云茶发〔2024〕7号', title: '云溪省茶业委员会关于通报2023年度茶小镇评估情况的通知', issuer: '云溪省茶业委员会', draftedOn: '2024-12-16', addressees: ['各市(州)、县(市)茶业委员会'], cites: ['云茶发〔2020〕1号'] })
    }), { numRuns: 300 })
  })

  it.each(['numbered', 'table'] as const)('has the towns, groups and counts of a list (%s)', as => {
    fc.assert(fc.property(towns, fc.integer({ min: 1, max: 20 }), (chosen, batch) => {
      const notice = read(plainText(teaDocument({ kind: 'publication', batch, towns: chosen, as })))
      expect(notice.batch).toBe(batch)
      expect(notice.lists).toHaveLength(1)
      const [list] = notice.lists
      expect(list?.towns).toEqual(chosen.map((town, i) => ({ ...town, printed: town.name, number: i + 1 })))
      expect([list?.kind, list?.statedCount]).toEqual(['listed', chosen.length])
      const stated = list?.statedParts.filter(part => part.by !== 'prefecture') ?? []
      for (const { what, by, count } of stated) expect(count).toBe(chosen.filter(town => town[by as 'category' | 'townType'] === what).length)
      expect(stated.reduce((sum, part) => sum + part.count, 0)).toBe(2 * chosen.length)
    }), { numRuns: 200 })
  })

  it('has the withdrawn', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...names], { minLength: 1 }), chosen => {
      const notice = read(plainText(teaDocument({ kind: 'withdrawal', towns: chosen })))
      expect(notice.lists.map(list => [list.kind, list.statedCount, list.towns.map(town => town.name)])).toEqual([['withdrawn', chosen.length, chosen]])
    }))
  })

  it('has the names and counts of the published evaluation, in the words of its own programme', () => {
    const yaml = (path: string): unknown => parse(readFileSync(path, 'utf8'))
    const shipped = yaml('data/notices/2023-evaluation.yaml') as { programme: string; document: { number: string; draftedOn: string }; evaluation: { year: number; population: number }; lists: { kind: ListKind; statedCount: number; towns: string[] }[] }
    const programme = Programme.parse(yaml(`policies/${shipped.programme}/programme.yaml`))
    const wording = Wording.parse(yaml(`policies/${shipped.programme}/wording.yaml`))
    const document = circular(
      { kind: 'evaluation', year: shipped.evaluation.year, fieldwork: { year: 2024, month: 7 }, lists: Object.fromEntries(shipped.lists.map(list => [list.kind, list.towns])) },
      { programme, wording, frame: { ...frame, number: shipped.document.number, signedOn: shipped.document.draftedOn } },
    )
    const notice = readNotice(plainText(document), programme)
    expect(notice.ok && notice.value.lists.map(list => [list.kind, list.statedCount, list.towns.map(town => town.name)])).toEqual(shipped.lists.map(list => [list.kind, list.statedCount, list.towns]))
    expect(notice.ok && notice.value.evaluation).toMatchObject({ year: shipped.evaluation.year, population: shipped.evaluation.population })
  })
})
