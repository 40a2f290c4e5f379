// Downloads of the list: the same filters as the list, with the day, the filter and the documents named inside.
import { contract } from '#contract/index.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Database } from '../db/connect.ts'
import { handlers } from '../handlers/index.ts'
import { type Export, exportFile, type ExportFormat } from '../render/export.ts'
import { listDocuments } from '../views/documents.ts'
import { getProgramme } from '../policies.ts'
import type { Context } from './context.ts'
import { parseInput } from './pipeline.ts'

export const downloadFormats = ['csv', 'xlsx', 'geojson', 'json'] as const
export const downloadTypes: Readonly<Record<ExportFormat, string>> = { csv: 'text/csv; charset=utf-8', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', geojson: 'application/geo+json; charset=utf-8', json: 'application/json; charset=utf-8' }

const everything = 100_000

/** The list under `query`, all of it, as a file. */
export async function download(format: ExportFormat, query: unknown, database: Database, context: Context): Promise<{ name: string; title: string; type: string; bytes: Buffer }> {
  const input = parseInput(contract.townList.input.omit({ page: true, size: true }), query)
  const made = await database.readPublished(async (tx): Promise<Export> => {
    const programme = getProgramme(context.programmes, input.programme)
    const list = await handlers.townList(tx, { ...input, page: 1, size: everything }, context)
    const documents = await listDocuments(tx, programme.id)
    return { programme, list, filter: describe(input), documents: documents.map(({ data }) => ({ number: data.number, title: data.title, draftedOn: data.draftedOn })), now: context.now(), demo: context.demo ?? false }
  })
  const bytes = await exportFile(format, made)
  const day = made.list.asOf.valid
  if (!bytes.length) throw new Refusal(problem('request.invalid', { why: '没有内容可下载' }))
  return { name: `zhenpu-towns-${day}.${format}`, title: `${made.demo ? '演示数据-' : ''}${made.programme.title}清单-截至${day}.${format}`, type: downloadTypes[format], bytes }
}

const labels: Readonly<Record<string, string>> = { q: '名称含', prefecture: '地区', category: '类别', type: '建制镇', grade: '等级', status: '状态', batch: '批次', known: '截至所知' }

function describe(input: Record<string, unknown>): string {
  const parts = Object.entries(labels).flatMap(([key, label]) => (input[key] === undefined ? [] : [`${label}：${[input[key]].flat().join('、')}`]))
  return parts.join('；') || '无'
}
