// Reports as workbooks: a template written, filled in and read back with all rules, with planted errors, and at a million
// values of which a tenth is new. Each import runs in a process of its own, so that its memory is its own; the thread that
// reads the file is part of it.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeXlsx } from 'hucre'
import { type Content, differences, digestOf, type Scalar } from '#core/reporting/content.ts'
import type { DataSet, Indicator } from '#core/reporting/data-set.ts'
import type { ImportResult } from '#core/reporting/import-result.ts'
import { cellOf, columnsOf, identityOf, sheetNames, type TemplateRequest } from '#core/reporting/layout.ts'
import { periodOn } from '#core/reporting/period.ts'
import { importer } from '#server/reporting/import-workbook.ts'
import { templateWorkbook } from '#server/reporting/template-workbook.ts'
import { type Row, spread, timed } from './measure.ts'

type Size = { label: string; towns: number; width: number; planted: number; styled: boolean; runs: number }
type Measured = { ms: number; megabytes: number }

const about = { period: periodOn('year', '2026-01-01'), organisation: { id: 'bench', name: '演示单位' } }

const sizes: Size[] = [
  { label: '10 万值，模板样式', towns: 2000, width: 50, planted: 0, styled: true, runs: 3 },
  { label: '10 万值，500 处错误', towns: 2000, width: 50, planted: 500, styled: false, runs: 3 },
  { label: '100 万值，一成更新', towns: 20_000, width: 50, planted: 0, styled: false, runs: 3 },
]

export async function run(): Promise<Row[]> {
  const rows: Row[] = []
  const folder = mkdtempSync(join(tmpdir(), 'zhenpu-bench-'))
  try {
    for (const size of sizes) {
      const request = requestOf(size)
      const file = join(folder, 'report.xlsx')
      if (size.styled) rows.push(await timed('写出填报模板', size.label, size.runs, () => templateWorkbook(request)))
      writeFileSync(file, size.styled ? await templateWorkbook(request) : await plainWorkbook(request, plantedIn(size)))
      const measured = Array.from({ length: size.runs }, () => JSON.parse(execFileSync(process.execPath, [import.meta.filename, JSON.stringify(size), file], { encoding: 'utf8' })) as Measured)
      rows.push({ name: '读入、全部审核关系、与已保存的比对', size: size.label, unit: 'ms', runs: size.runs, ...spread(measured.map(({ ms }) => ms)) })
      rows.push({ name: '　进程内存最高', size: size.label, unit: 'MB', runs: size.runs, ...spread(measured.map(({ megabytes }) => megabytes)) })
      if (size.towns < 20_000) continue
      const [filled, saved] = [request.current, contentOf(request.towns, request.dataSet, () => false)]
      rows.push(await timed('内容摘要（签名用）', size.label, 3, () => digestOf(filled)))
      rows.push(await timed('两份内容逐值比对', size.label, 3, () => differences(saved, filled)))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return rows
}

/** One import in this process; what it finds is checked. */
async function importOnce(size: Size, file: string): Promise<Measured> {
  const [dataSet, towns] = [dataSetOf(size.width), townsOf(size)]
  const saved = contentOf(towns, dataSet, () => false)
  const tool = importer()
  try {
    const begun = performance.now()
    const result = await tool.read({ bytes: new Uint8Array(readFileSync(file)), file, dataSet, ...about, towns, current: saved, last: saved })
    const ms = performance.now() - begun
    check(result, size)
    return { ms, megabytes: process.resourceUsage().maxRSS / 1024 }
  } finally {
    await tool.close()
  }
}

function requestOf(size: Size): TemplateRequest {
  const [dataSet, towns] = [dataSetOf(size.width), townsOf(size)]
  return { dataSet, ...about, towns, due: '2027-01-31', current: contentOf(towns, dataSet, i => i % 10 === 0), last: null }
}

function townsOf({ towns }: Size): { id: string; name: string }[] {
  return Array.from({ length: towns }, (_, i) => ({ id: `m${i}`, name: `演示${i}号小镇` }))
}

/** Cells by number, evenly spread. */
function plantedIn({ towns, width, planted }: Size): Set<number> {
  return new Set(Array.from({ length: planted }, (_, k) => Math.floor((k * towns * width) / planted)))
}

function dataSetOf(width: number): DataSet {
  const indicators = Array.from({ length: width }, (_, j): Indicator => ({ id: `I${j}`, name: `指标${j}`, unit: j % 5 === 4 ? '%' : '万元', type: 'number', note: '', origin: '演示', decimals: 2, required: true, minimum: 0, mayNotApply: false }))
  const common = { severity: 'soft', origin: '演示' } as const
  const level = (id: string, kind: 'county' | 'province') => ({ id, label: id, kind, act: '报', due: { days: 10 }, afterDepartments: false })
  return {
    id: 'bench', title: '基准报表', version: '1', status: 'proposal', validFrom: '2020-01-01', period: 'year', departments: [], reminders: { before: [], after: [] }, indicators,
    chain: [level('county', 'county'), level('province', 'province')],
    checks: [
      ...Array.from({ length: width / 5 }, (_, k) => ({ ...common, id: `S${k}`, kind: 'sum' as const, of: [`I${5 * k}`, `I${5 * k + 1}`], equals: `I${5 * k + 2}`, tolerance: 0.01 })),
      ...Array.from({ length: width / 5 }, (_, k) => ({ ...common, id: `N${k}`, kind: 'notGreater' as const, value: `I${5 * k}`, than: `I${5 * k + 2}`, tolerance: 0 })),
      ...Array.from({ length: width / 5 }, (_, k) => ({ ...common, id: `R${k}`, kind: 'ratio' as const, of: `I${5 * k}`, to: `I${5 * k + 2}`, percent: true, most: 101 })),
      { ...common, id: 'L', kind: 'change', of: indicators.map(({ id }) => id), against: 'lastPeriod', change: 30 },
      { ...common, id: 'C', kind: 'cumulative', of: indicators.filter((_, j) => j % 5 === 0).map(({ id }) => id) },
      { ...common, id: 'P', kind: 'peers', of: indicators.map(({ id }) => id), deviations: 8, least: 8 },
    ],
  }
}

/** Sums that come out; where `raised` says so, everything of a town is a little more than before. */
function contentOf(towns: readonly { id: string }[], { indicators }: DataSet, raised: (town: number) => boolean): Content {
  return Object.fromEntries(towns.map(({ id }, i) => [id, { values: Object.fromEntries(indicators.map(({ id: code }, j): [string, Scalar] => {
    const part = (k: number): number => 1000 + ((i * 7919 + k * 104_729) % 90_000)
    const cents = j % 5 === 2 ? part(j - 2) + part(j - 1) : j % 5 === 4 ? 1000 + (part(j) % 8000) : part(j)
    return [code, (cents + (raised(i) ? (j % 5 === 2 ? 2 : 1) : 0)) / 100]
  })) }]))
}

/** The template without its styles: writing a million styled cells is not what is measured. Planted cells hold words. */
async function plainWorkbook(request: TemplateRequest, wrong: ReadonlySet<number>): Promise<Uint8Array> {
  const columns = columnsOf(request.dataSet, false)
  const width = request.dataSet.indicators.length
  const rows = request.towns.map((town, i) => columns.map(({ kind, indicator }, c) => (kind === 'id' ? town.id : kind === 'name' ? town.name : kind === 'remark' ? null : wrong.has(i * width + c - 2) ? '约数' : cellOf(request.current[town.id]?.values[indicator?.id ?? ''] ?? null))))
  return writeXlsx({ sheets: [{ name: sheetNames.fill, rows: [columns.map(({ code }) => code), ...rows] }, { name: sheetNames.identity, rows: Object.entries(identityOf(request)).map(pair => [...pair]) }] })
}

/** Wrong figures would be measured in vain. */
function check({ refused, problems, changes }: ImportResult, { planted, towns, width }: Size): void {
  const found = new Set(problems.map(({ cell }) => cell)).size
  if (refused !== planted || found !== planted) throw new Error(`planted ${planted} errors, found ${refused} in ${found} cells`)
  const updates = (towns * width) / 10
  if (!planted && changes.length !== updates) throw new Error(`${updates} updates, found ${changes.length}`)
}

if (import.meta.main) process.stdout.write(JSON.stringify(await importOnce(JSON.parse(process.argv[2] ?? '') as Size, process.argv[3] ?? '')))
