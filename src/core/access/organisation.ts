// 单位: who people work for, as of a day. Divisions change their codes; an office follows its division.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'
import type { PlainDate } from '../base/plain-date.ts'
import { inForce, type Places } from '../register/division.ts'

export const organisationKinds = {
  province: '省级主管部门', department: '省级有关部门', prefecture: '市（州）主管部门', county: '县（市、区）主管部门', operator: '建设主体',
  evaluator: '第三方评估机构', expert: '专家', 'leading-group': '领导小组', administration: '系统管理', audit: '审计',
} as const
export type OrganisationKind = keyof typeof organisationKinds

export const Organisation = z.object({
  id: z.string(),
  name: z.string().min(1),
  kind: z.enum(Object.keys(organisationKinds) as [OrganisationKind, ...OrganisationKind[]]),
  /** the division it answers for, by GB/T 2260 code */
  division: z.string().nullable(),
  parent: z.string().nullable(),
  from: PlainDateText,
  to: PlainDateText.nullable(),
})
export type Organisation = z.infer<typeof Organisation>

/** The code a division has on a day: 220381 until 18 June 2020, 220184 from the 19th; null where it is unknown or not yet there. */
export function divisionOn(code: string, day: PlainDate, places: Places): string | null {
  const row = places.all.find(division => division.code === code)
  if (!row) return null
  if (row.to && row.to <= day) return row.becomes ? divisionOn(row.becomes, day, places) : null
  return inForce(row, day) ? code : null
}

/** Kinds of office that answer for a division, and so must name one. */
export const territorial: readonly OrganisationKind[] = ['prefecture', 'county']

/**
 * The code, on a day, of a division an office of this kind can answer for; null where it cannot. A prefecture's office
 * answers for a group of the lists: a prefecture, or a county that stands beside them and reports to the province itself.
 */
export function answersFor(kind: OrganisationKind, code: string, day: PlainDate, places: Places): string | null {
  const current = divisionOn(code, day, places)
  const level = places.all.find(division => division.code === current)?.level
  const fits = kind === 'prefecture' ? current !== null && places.prefectureOf(current, day) === current : level === 'county' || level === 'zone'
  return fits ? current : null
}
