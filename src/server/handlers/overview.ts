// 首页: counts, key days, and the towns by place.
import type { z } from 'zod'
import type { Contract } from '#contract/index.ts'
import type { Count } from '#contract/overview.ts'
import { printDate } from '#core/base/plain-date.ts'
import { inForce as divisionInForce } from '#core/register/division.ts'
import { inForce } from '#core/register/town.ts'
import type { Handlers } from '../http/handlers.ts'
import { readAsOf } from '../http/as-of.ts'
import { lastCheckpoint } from '../log/checkpoint.ts'
import { logSize } from '../log/read.ts'
import { getProgramme } from '../policies.ts'
import { listDocuments } from '../views/documents.ts'
import { momentsOf, type Tally, tallyTowns } from '../views/towns.ts'
import { choiceLabel, choiceOrder, latestBasis } from './present.ts'

export const overviewHandlers: Pick<Handlers, 'overview' | 'health' | 'logHead'> = {
  async overview(tx, input, { programmes, places, now }) {
    const programme = getProgramme(programmes, input.programme)
    const asOf = readAsOf(input, now())
    const [all, documents, moments] = [await tallyTowns(tx, programme.id, asOf), await listDocuments(tx, programme.id), await momentsOf(tx, programme.id, asOf.known)]
    const listed = all.filter(row => inForce.includes(row.status))
    const counts = (rows: readonly Tally[], facet: string, pick: Trait): z.infer<typeof Count>[] => {
      const order = choiceOrder(facet, programme)
      return Object.entries(tally(rows, pick)).map(([value, count]) => ({ value, label: choiceLabel(facet, value, programme, places), count })).sort((a, b) => (order(a.value) < order(b.value) ? -1 : 1))
    }
    const place = (code: string, rows: readonly Tally[], level: 'prefecture' | 'county' | 'special'): Place =>
      ({ code, name: places.shortOf(code), level, parent: level === 'prefecture' ? null : places.prefectureOf(code, asOf.valid), statuses: tally(rows, row => row.status), grades: tally(rows.filter(row => inForce.includes(row.status)), row => row.grade), total: sum(rows) })
    const own = places.all.filter(row => divisionInForce(row, asOf.valid))
    return {
      programme: { id: programme.id, title: programme.title, categories: programme.categories, townTypes: programme.townTypes, grades: programme.grades.map(({ id, label }) => ({ id, label })) },
      asOf: { ...asOf, basis: latestBasis(documents, asOf.valid) },
      statuses: counts(all, 'status', row => row.status),
      grades: counts(listed, 'grade', row => row.grade),
      categories: counts(listed, 'category', row => row.category),
      townTypes: counts(listed, 'type', row => row.townType),
      places: [
        ...own.filter(row => row.level === 'prefecture' || row.apart).map(row => place(row.code, all.filter(town => town.prefecture === row.code), 'prefecture')),
        ...own.filter(row => row.level === 'county' && !row.apart).map(row => place(row.code, all.filter(town => town.division === row.code), 'county')),
        ...own.filter(row => row.level === 'zone').map(row => place(row.code, all.filter(town => town.division === row.code), 'special')).filter(row => row.total > 0),
      ],
      moments: moments.map(({ date, listed: count, document }) => {
        const data = documents.find(row => row.id === document)?.data
        return { date, title: data?.draftedOn === date ? data.title ?? printDate(date) : `${printDate(date)}起`, document, listed: count }
      }),
    }
  },

  async logHead(tx, _, { logKey }) {
    const head = await lastCheckpoint(tx)
    return { publicKey: logKey ?? null, checkpoint: head?.note ?? null, size: head?.size ?? 0 }
  },

  async health(tx, _, { version }) {
    const [events, checkpoint] = [await logSize(tx), await lastCheckpoint(tx)]
    return { ready: true, version, events, root: checkpoint?.root ?? null }
  },
}

type Place = z.input<Contract['overview']['output']>['places'][number]
type Trait = (row: Tally) => string | null

function tally(rows: readonly Tally[], pick: Trait): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(rows, row => pick(row) ?? 'unknown')].map(([key, group]) => [key, sum(group)]))
}

function sum(rows: readonly Tally[]): number {
  return rows.reduce((total, row) => total + row.count, 0)
}
