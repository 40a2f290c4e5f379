// The lists and circulars that ship as structured facts (data/notices/*.yaml) and the answers a person gave
// (data/confirmations.yaml).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Answers } from '#core/intake/confirm.ts'
import type { Notice, NoticeTown } from '#core/intake/notice.ts'
import { dataFolder } from './places.ts'

const Names = z.array(z.string())
const ShippedList = z.object({
  kind: z.enum(['excellent', 'qualified', 'basic', 'unqualified', 'withdrawn', 'promoted', 'warned', 'eliminated', 'named', 'listed']),
  heading: z.string(),
  statedCount: z.number().nullable(),
  statedParts: z.array(z.object({ what: z.string(), by: z.enum(['prefecture', 'category', 'townType']), count: z.number() })).default([]),
  towns: Names.optional(),
  groups: z.array(z.object({ group: z.string(), count: z.number(), towns: z.array(z.tuple([z.string(), z.string(), z.string()])) })).optional(),
})
const ShippedNotice = z.object({
  programme: z.string(),
  document: z.object({
    number: z.string(), printedNumber: z.string(), title: z.string(), issuer: z.string(), index: z.string(),
    draftedOn: z.string(), publishedOn: z.string(), addressees: Names, cites: Names,
  }),
  batch: z.number().nullable().default(null),
  evaluation: z.object({ year: z.number(), population: z.number(), fieldwork: z.string() }).nullable().default(null),
  lists: z.array(ShippedList),
})

const ShippedAnswers = z.object({
  by: z.string(),
  spellings: z.array(z.object({ registered: z.string(), printed: Names, reason: z.string() })),
  links: z.array(z.object({ from: z.string(), to: z.string(), confidence: z.enum(['likely', 'possible']), state: z.enum(['proposed', 'confirmed', 'rejected']), reason: z.string() })),
})

export type Shipped = { programme: string; notice: Notice }

/** Oldest first, so that each is read with what came before it. */
export function shippedNotices(): Shipped[] {
  const folder = join(dataFolder, 'notices')
  return readdirSync(folder).filter(file => file.endsWith('.yaml')).map(file => {
    const { programme, document, batch, evaluation, lists } = ShippedNotice.parse(parse(readFileSync(join(folder, file), 'utf8')))
    return { programme, notice: { document, batch, evaluation, lists: lists.map(toList) } }
  }).sort((a, b) => ((a.notice.document.draftedOn ?? '') < (b.notice.document.draftedOn ?? '') ? -1 : 1))
}

export function shippedAnswers(): Answers & { by: string } {
  return ShippedAnswers.parse(parse(readFileSync(join(dataFolder, 'confirmations.yaml'), 'utf8')))
}

function toList({ kind, heading, statedCount, statedParts, towns, groups }: z.infer<typeof ShippedList>): Notice['lists'][number] {
  const grouped = (groups ?? []).flatMap(({ group, towns: rows }) => rows.map(([name, category, townType]): NoticeTown => ({ printed: name, name, prefecture: group, category, townType })))
  const numbered = grouped.map((town, index) => ({ ...town, number: index + 1 }))
  const parts = [...statedParts, ...(groups ?? []).map(({ group, count }) => ({ what: group, by: 'prefecture' as const, count }))]
  return { kind, heading, line: 1, statedCount, statedParts: parts.map(part => ({ ...part, line: 1 })), towns: [...numbered, ...(towns ?? []).map(name => ({ printed: name, name }))] }
}
