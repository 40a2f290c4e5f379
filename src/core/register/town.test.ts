import { describe, expect, it } from 'vitest'
import type { Recorded } from './event.ts'
import { titleOf } from './title.ts'
import { type Town, townAsOf, type TownFact } from './town.ts'

const programme = 'tea'
const basis = { document: 'd' }
let position = 0

function on(effective: string, fact: Pick<TownFact, 'type' | 'data'>): Recorded<TownFact> {
  position += 1
  return { ...fact, effective, basis, position, stream: 'town/t', version: position, recorded: '2021-01-01T00:00:00.000Z', actor: 'a' } as Recorded<TownFact>
}
const named = on('2019-02-03', { type: 'town.named', data: { name: '云溪县白茶小镇', change: 'first' } })
const listed = on('2019-02-03', { type: 'town.listed', data: { programme, batch: 1, category: '培育类', townType: '建制镇' } })

function asOf(valid: string, ...events: Recorded<TownFact>[]): Town | null {
  return townAsOf('t', [named, listed, ...events], { valid, known: null })
}
const standing = (town: Town | null): unknown => town?.standings[0]

describe('a town', () => {
  it('is not there before its first fact', () => {
    expect(asOf('2019-02-02')).toBeNull()
    expect(standing(asOf('2019-02-03'))).toMatchObject({ status: 'listed', batch: 1, category: '培育类', since: '2019-02-03' })
  })

  it('keeps what earlier documents said when a later one only confirms the listing', () => {
    const confirmed = on('2024-07-31', { type: 'town.listed', data: { programme, batch: null, category: null, townType: null } })
    expect(standing(asOf('2024-08-01', confirmed))).toMatchObject({ batch: 1, category: '培育类', townType: '建制镇', since: '2019-02-03' })
  })

  it('is unconfirmed after a document that leaves it out, and listed again when graded', () => {
    const silent = on('2022-01-01', { type: 'town.unconfirmed', data: { programme } })
    const graded = on('2023-01-01', { type: 'town.graded', data: { programme, year: 2022, grade: 'good' } })
    expect(standing(asOf('2022-06-01', silent))).toMatchObject({ status: 'unconfirmed' })
    expect(standing(asOf('2023-06-01', silent, graded))).toMatchObject({ status: 'listed' })
  })

  it('leaves the list by elimination or withdrawal, and may come back with a new start', () => {
    const out = on('2022-01-01', { type: 'town.eliminated', data: { programme, year: 2021, cause: 'consecutive', reapplyFrom: '2023-01-01' } })
    const left = on('2022-01-01', { type: 'town.eliminated', data: { programme, year: 2021, cause: 'withdrawn', reapplyFrom: '2023-01-01' } })
    const back = on('2024-01-01', { type: 'town.listed', data: { programme, batch: 5, category: '规划类', townType: null } })
    expect(standing(asOf('2022-01-01', out))).toMatchObject({ status: 'eliminated', reapplyFrom: '2023-01-01' })
    expect(standing(asOf('2022-01-01', left))).toMatchObject({ status: 'withdrawn' })
    expect(standing(asOf('2024-01-01', out, back))).toMatchObject({ status: 'listed', batch: 5, since: '2024-01-01', reapplyFrom: null })
  })

  it('keeps every name with its kind', () => {
    const renamed = on('2020-01-01', { type: 'town.named', data: { name: '云溪县红茶小镇', change: 'renamed' } })
    const corrected = on('2021-01-01', { type: 'town.named', data: { name: '云溪县洪茶小镇', change: 'corrected' } })
    const printed = on('2021-01-02', { type: 'town.printed', data: { as: '云溪县烘茶小镇' } })
    expect(asOf('2022-01-01', renamed, corrected, printed)?.names.map(({ name, kind }) => [name, kind])).toEqual([
      ['云溪县白茶小镇', 'former'], ['云溪县红茶小镇', 'printed'], ['云溪县洪茶小镇', 'registered'], ['云溪县烘茶小镇', 'printed'],
    ])
  })

  it('continues under another name only once a person has confirmed the link', () => {
    const silent = on('2022-01-01', { type: 'town.unconfirmed', data: { programme } })
    const link = (state: 'proposed' | 'confirmed'): Recorded<TownFact> => on('2022-02-01', { type: 'town.linked', data: { to: 'u', relation: 'possibly-same', confidence: 'possible', state } })
    expect(standing(asOf('2023-01-01', silent, link('proposed')))).toMatchObject({ status: 'unconfirmed' })
    expect(standing(asOf('2023-01-01', silent, link('confirmed')))).toMatchObject({ status: 'continued' })
  })
})

describe('titles', () => {
  const grades = { good: '优秀' }
  it('speak the documents’ words, and say when a fact is inferred', () => {
    expect(titleOf(listed, { grades })).toBe('列入第一批清单（培育类，建制镇）')
    const graded = on('2023-01-01', { type: 'town.graded', data: { programme, year: 2022, grade: 'good' } })
    expect(titleOf({ ...graded, basis: { document: 'd', inferred: '…' } } as TownFact, { grades })).toBe('2022年度评估：优秀（推断）')
  })
})
