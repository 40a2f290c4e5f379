// Rows and facts as the contract shows them: codes become names, document ids become numbers and titles.
import type { z } from 'zod'
import type { Basis as BasisShape, TownSummary } from '#contract/towns.ts'
import type { Programme } from '#core/policy/programme.ts'
import type { Places } from '#core/register/division.ts'
import type { Basis } from '#core/register/event.ts'
import type { Vocabulary } from '#core/register/title.ts'
import type { DocumentRow } from '../views/documents.ts'
import type { TownRow } from '../views/towns.ts'

export const statusLabels: Readonly<Record<string, string>> = { listed: '在册', named: '已命名', unconfirmed: '待确认', continued: '以新名延续', withdrawn: '自愿退出', eliminated: '淘汰' }

export function summaryOf(row: TownRow, places: Places): z.infer<typeof TownSummary> {
  return {
    id: row.town, name: row.name, names: [...new Set(row.search.split('\n'))],
    prefecture: row.prefecture && places.shortOf(row.prefecture), division: row.division && places.shortOf(row.division),
    prefectureCode: row.prefecture, divisionCode: row.division,
    category: row.category, townType: row.townType, status: row.status, batch: row.batch,
    since: row.since, sinceDating: row.sinceDating,
    grade: row.grade && row.gradeYear ? { year: row.gradeYear, grade: row.grade, inferred: row.gradeInferred } : null,
    warned: row.warned,
  }
}

export function basisOf(basis: Basis, documents: ReadonlyMap<string, DocumentRow>): z.infer<typeof BasisShape> {
  const document = documents.get(basis.document)?.data
  return { document: basis.document, documentNumber: document?.number ?? null, documentTitle: document?.title ?? null, place: basis.place ?? null, printed: basis.printed ?? null, inferred: basis.inferred ?? null }
}

export function documentMap(rows: readonly DocumentRow[]): Map<string, DocumentRow> {
  return new Map(rows.map(row => [row.id, row]))
}

/** The newest document drafted by a day. */
export function latestBasis(rows: readonly DocumentRow[], valid: string): z.infer<typeof BasisShape> | null {
  const latest = rows.filter(row => (row.data.draftedOn ?? '9999') <= valid).sort((a, b) => ((a.data.draftedOn ?? '') < (b.data.draftedOn ?? '') ? 1 : -1))[0]
  return latest ? basisOf({ document: latest.id }, documentMap(rows)) : null
}

export function vocabularyOf(programme: Programme): Vocabulary {
  return { grades: Object.fromEntries(programme.grades.map(grade => [grade.id, grade.label])) }
}

/** The label of one choice of a filter. */
export function choiceLabel(facet: string, value: string, programme: Programme, places: Places): string {
  if (value === 'unknown') return facet === 'grade' ? '未评' : '未载明'
  if (facet === 'prefecture') return places.shortOf(value)
  if (facet === 'status') return statusLabels[value] ?? value
  if (facet === 'grade') return programme.grades.find(grade => grade.id === value)?.label ?? value
  return facet === 'batch' ? `第${value}批` : value
}

/** Choices in the order people expect: grades best first, categories as the programme has them, places by code. */
export function choiceOrder(facet: string, programme: Programme): (value: string) => number | string {
  const orders: Record<string, readonly string[]> = { grade: programme.grades.map(grade => grade.id), category: programme.categories, type: programme.townTypes, status: Object.keys(statusLabels) }
  const order = orders[facet]
  return value => (value === 'unknown' ? 999 : order ? order.indexOf(value) : value)
}
