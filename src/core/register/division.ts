// 行政区划: where a place is, by code, as of a date. Divisions change; a list of 2019 is read with the divisions of 2019.
import { z } from 'zod'
import { PlainDateText } from '../base/plain-date-text.ts'

export const Division = z.object({
  /** GB/T 2260, or a code of the register's own for areas that are not statutory divisions */
  code: z.string(),
  name: z.string(),
  level: z.enum(['province', 'prefecture', 'county', 'zone']),
  parent: z.string().optional(),
  /** the form lists use: 前郭县 for 前郭尔罗斯蒙古族自治县 */
  short: z.string().optional(),
  /** further beginnings of names that mean this place: 二道白河 */
  also: z.array(z.string()).default([]),
  /** lists give it a group of its own, beside the prefectures */
  apart: z.boolean().default(false),
  /** first day in force; absent: since before the register begins */
  from: PlainDateText.optional(),
  /** first day no longer in force */
  to: PlainDateText.optional(),
  /** the code the same place has from then on, and the act that changed it */
  becomes: z.string().optional(),
  why: z.string().optional(),
})
export type Division = z.infer<typeof Division>

/** Where a name says the town is. `place` is the beginning that tells, `rest` what follows. Codes are null where the name does not say. */
export type Place = { division: string | null; prefecture: string | null; place: string; rest: string }

export type Places = {
  /** the place a town's name begins with, by the divisions of a day */
  find(name: string, on: string): Place | null
  /** 长春市 for 220100; the code itself where it is unknown */
  nameOf(code: string): string
  /** the short form lists use */
  shortOf(code: string): string
  /** prefecture-level group a code belongs to on a day */
  prefectureOf(code: string, on: string): string | null
  /** what a place becomes after a day, oldest first: 公主岭市 moves from 四平市 to 长春市 */
  changesAfter(code: string, on: string): { division: string; prefecture: string | null; effective: string; why: string }[]
  all: readonly Division[]
}

export function placesOf(rows: readonly Division[]): Places {
  const byCode = new Map(rows.map(row => [row.code, row]))
  const beginnings = rows
    .filter(row => row.level !== 'province')
    .flatMap(row => [row.name, row.short ?? row.name, ...row.also].map(begin => ({ begin, row })))
    .sort((a, b) => b.begin.length - a.begin.length)

  function prefectureOf(code: string, on: string): string | null {
    const row = byCode.get(code)
    if (!row) return null
    if (row.level === 'prefecture' || row.apart) return row.code
    return row.parent ? prefectureOf(row.parent, on) : null
  }

  return {
    all: rows,
    nameOf: code => byCode.get(code)?.name ?? code,
    shortOf: code => byCode.get(code)?.short ?? byCode.get(code)?.name ?? code,
    prefectureOf,
    changesAfter(code, on) {
      const row = byCode.get(code)
      if (!row?.becomes || !row.to || row.to <= on) return []
      const change = { division: row.becomes, prefecture: prefectureOf(row.becomes, row.to), effective: row.to, why: row.why ?? '行政区划调整' }
      return [change, ...this.changesAfter(row.becomes, row.to)]
    },
    find(name, on) {
      const match = beginnings.find(({ begin, row }) => name.startsWith(begin) && inForce(row, on))
      if (!match) return null
      const { begin, row } = match
      return { division: row.level === 'prefecture' ? null : row.code, prefecture: prefectureOf(row.code, on), place: begin, rest: name.slice(begin.length) }
    },
  }
}

export function inForce({ from, to }: Division, on: string): boolean {
  return (!from || from <= on) && (!to || on < to)
}

/** What is wrong with a table of divisions, in words for whoever edits it; none where it is sound. */
export function divisionProblems(rows: readonly Division[]): string[] {
  const byCode = new Map(rows.map(row => [row.code, row]))
  return rows.flatMap((row, index) => {
    const what = `${row.code} ${row.name}`
    const next = row.becomes === undefined ? undefined : byCode.get(row.becomes)
    const twin = rows.slice(index + 1).find(other => other.name === row.name && overlap(row, other))
    return [
      ...(rows.findIndex(other => other.code === row.code) === index ? [] : [`${what}：代码出现两次`]),
      ...(row.parent === undefined || byCode.has(row.parent) ? [] : [`${what}：没有上级 ${row.parent}`]),
      ...(row.to !== undefined && row.becomes === undefined ? [`${what}：失效了，却没有 becomes`] : []),
      ...(row.becomes !== undefined && next?.from !== row.to ? [`${what} 与 ${row.becomes} 之间有空档或重叠`] : []),
      ...(twin && twin.code !== row.code ? [`${what}：与 ${twin.code} 同日同名`] : []),
    ]
  })
}

function overlap(a: Division, b: Division): boolean {
  return (!a.to || !b.from || b.from < a.to) && (!b.to || !a.from || a.from < b.to)
}
