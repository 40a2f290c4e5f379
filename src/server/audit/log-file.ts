// A log as a file for the auditor: one line each, oldest first, with both hashes, so that it can be checked elsewhere.
import { canonical, type Json } from '#core/base/canonical.ts'
import { csvText } from '#core/base/csv.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Tx } from '../db/connect.ts'
import { readAccess } from '../identity/access-log.ts'
import { readEventLines } from './event-lines.ts'

const most = 20_000

/** @throws Refusal `log.too-many` */
export async function logFile(tx: Tx, log: 'events' | 'access', days: { from: string; until: string }): Promise<{ text: string; lines: number }> {
  const rows = log === 'events' ? await eventRows(tx, days) : await accessRows(tx, days)
  if (rows.length - 1 > most) throw new Refusal(problem('log.too-many', { most }))
  return { text: csvText(rows), lines: rows.length - 1 }
}

async function eventRows(tx: Tx, days: { from: string; until: string }): Promise<(string | number)[][]> {
  const lines = await readEventLines(tx, { ...days, size: most + 1 })
  const head = ['序号', '登记时刻', '流', '版本', '类型', '事项', '生效日', '生效日准确度', '登记人', '依据文件', '依据位置', '推断理由', '更正第几条', '内容', '前一条摘要', '本条摘要']
  return [head, ...lines.reverse().map(({ position, recorded, stream, version, type, label, effective, dating, actor, basis, corrects, data, previous, hash }) => [position, recorded, stream, version, type, label, effective, dating, actor ?? '（评审专家，不在此列出）', basis.document, basis.place ?? '', basis.inferred ?? '', corrects ?? '', data ? canonical(data as Json) : '', previous, hash])]
}

async function accessRows(tx: Tx, days: { from: string; until: string }): Promise<(string | number)[][]> {
  const lines = await readAccess(tx, { ...days, size: most + 1 })
  const head = ['序号', '时刻', '种类', '说明', '账户', '人', '用户名', '来自', '详情', '前一条摘要', '本条摘要']
  return [head, ...lines.reverse().map(({ position, at, kind, label, account, person, username, address, data, previous, hash }) => [position, at, kind, label, account ?? '', person ?? '', username ?? '', address ?? '', canonical(data as Json), previous, hash])]
}
