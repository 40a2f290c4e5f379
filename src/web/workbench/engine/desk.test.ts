import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import { parse } from 'yaml'
import { beforeAll, describe, expect, it } from 'vitest'
import { Refusal } from '#core/base/problem.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import { rescale, weightsOf, withWeights } from '../trial/reweigh.ts'
import { createDesk, type Desk } from './desk.ts'
import type { Opened } from './protocol.ts'

const raw = parse(readFileSync(join(import.meta.dirname, '../../../../policies/示例-茶镇/schemes/demo.yaml'), 'utf8')) as Record<string, unknown>
const csv = (text: string): { kind: 'file'; name: string; bytes: Uint8Array } => ({ kind: 'file', name: 'd.csv', bytes: new TextEncoder().encode(text) })

let desk: Desk
let opened: Opened
beforeAll(async () => {
  desk = createDesk(async () => true)
  opened = await desk.open({ scheme: raw, source: { kind: 'demo', towns: 84 } })
})

function moved({ scheme }: Opened): Scheme {
  const weights = weightsOf(scheme)
  return withWeights(scheme, Object.fromEntries(Object.entries(weights).map(([category, own]) => [category, rescale(own, ['A1'], 70, scheme.total)])))
}

describe('the desk', () => {
  it('opens made-up data as any other table, without a doubt in it', () => {
    expect(opened.towns).toHaveLength(84)
    expect(opened.issues).toEqual([])
    expect(new Set(opened.towns.map(({ name }) => name)).size).toBe(84)
    expect(opened.official.standing.gaps.some(gaps => gaps > 0)).toBe(true)
    expect(opened.official.cuts.map(({ quota }) => quota.side)).toEqual(['top', 'bottom'])
  })

  it('makes no two towns of one name, however many', async () => {
    const other = createDesk(async () => true)
    const { towns } = await other.open({ scheme: raw, source: { kind: 'demo', towns: 2000 } })
    expect(new Set(towns.map(({ name }) => name)).size).toBe(2000)
  })

  it('moves ranks with the weights, and back', async () => {
    const changed = await desk.weigh({ scheme: moved(opened) })
    expect(changed.hash).not.toBe(opened.hash)
    expect(Array.from(changed.standing.rank)).not.toEqual(Array.from(opened.official.standing.rank))
    const back = await desk.weigh({ scheme: opened.scheme })
    expect(Array.from(back.standing.published)).toEqual(Array.from(opened.official.standing.published))
  })

  it('explains a score that adds up', async () => {
    const { scored } = await desk.explain({ unit: 3, hash: opened.hash })
    expect(scored.parts.reduce((sum, part) => sum + part.score, 0)).toBeCloseTo(scored.score as number, 9)
    expect(scored.parts.every(({ formula, source }) => formula && source)).toBe(true)
  })

  it('finds δ* of a town only when its scheme is a plain sum, and says against whom', async () => {
    const margins = await desk.margins(null)
    const against = margins?.against ?? new Int32Array()
    const { inside } = opened.official.standing
    expect(against.some(other => other >= 0)).toBe(true)
    expect(against.every((other, town) => other < 0 || inside[other] !== inside[town])).toBe(true)
    const geometric = createDesk(async () => true)
    await geometric.open({ scheme: { ...raw, aggregation: { ...raw['aggregation'] as object, dimensions: 'geometric' } }, source: { kind: 'demo', towns: 20 } })
    expect(await geometric.margins(null)).toBeNull()
  })

  it('finds a scheme equal to itself, and names who changes under another', async () => {
    const same = await desk.compare({ scheme: raw, own: false })
    expect(same.groups.map(({ spearman }) => spearman)).toEqual([1])
    expect(same.rows.every(({ rank }) => rank[0] === rank[1])).toBe(true)
    await desk.weigh({ scheme: moved(opened) })
    const other = await desk.compare({ scheme: null, own: true })
    expect(other.groups[0]?.kendall).toBeLessThan(1)
    await desk.weigh({ scheme: opened.scheme })
  })

  it('labels made-up data, names scheme and seed in every file', async () => {
    const now = '2020-05-01T00:00:00Z'
    const json = await desk.export({ format: 'json', now })
    expect(json.name).toContain('演示数据')
    expect(JSON.parse(new TextDecoder().decode(json.bytes))).toMatchObject({ label: '演示数据', scheme: { hash: opened.hash }, changed: null, robustness: null })
    await desk.weigh({ scheme: moved(opened) })
    const text = new TextDecoder().decode((await desk.export({ format: 'csv', now })).bytes)
    expect(text).toContain('【演示数据】')
    expect(text).toContain(opened.hash)
    expect(text).toContain('权重已在试算中改动')
    const book = await readXlsx((await desk.export({ format: 'xlsx', now })).bytes)
    expect(book.sheets.map(({ name }) => name)).toEqual(['说明', '结果', '分项得分', '权重', '分界', '数据问题'])
    expect(book.sheets[1]?.rows).toHaveLength(85)
    await desk.weigh({ scheme: opened.scheme })
  })

  it('points at what is wrong with a table, by cell', async () => {
    const { issues, towns } = await createDesk(async () => true).open({ scheme: raw, source: csv('名称,类别,A1\n甲镇,芽类,约五成\n') })
    expect(towns).toHaveLength(1)
    expect(issues).toContainEqual(expect.objectContaining({ severity: 'error', cell: 'C2', code: 'not-a-number' }))
  })

  it('refuses a scheme that is not whole, and what is no table', async () => {
    const other = createDesk(async () => true)
    await expect(other.open({ scheme: { id: 'x' }, source: csv('名称\n甲镇\n') })).rejects.toThrow(Refusal)
    await expect(other.open({ scheme: raw, source: csv('') })).rejects.toThrow(Refusal)
  })

  it('stops looking for δ* when something newer is asked', async () => {
    const busy = createDesk(async () => false)
    await busy.open({ scheme: raw, source: { kind: 'demo', towns: 1200 } })
    expect(await busy.margins(null)).toBeNull()
  })
})
