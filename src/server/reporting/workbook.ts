// A report's workbooks: the template made for it, the filled-in one read in a thread, the annotated copy. The file that
// was brought is kept under its hash, so that what was previewed is what is imported, and what was imported can be shown.
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { problem, Refusal } from '#core/base/problem.ts'
import { dueDates } from '#core/reporting/due.ts'
import { noRestDays } from '#core/reporting/day.ts'
import { acceptImport, type Choice, type ImportResult } from '#core/reporting/import-result.ts'
import { withChanges } from '#core/reporting/content.ts'
import type { TemplateRequest } from '#core/reporting/layout.ts'
import { read } from '../attachment/store.ts'
import { keepUpload, type Upload } from '../attachment/upload.ts'
import { fileOf, useFiles } from '../attachment/use.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { act } from './act.ts'
import { annotatedCopy } from './annotated-copy.ts'
import { surroundingsOf } from './around.ts'
import { importer, type Importer } from './import-workbook.ts'
import { loadReport, type Report, streamOf } from './store.ts'
import { templateWorkbook } from './template-workbook.ts'

export type Download = { name: string; type: string; base64: string }

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

let pool: Importer | undefined

/** Made at the first file; its threads end by themselves when there is nothing to read. */
function threads(): Importer {
  pool ??= importer()
  return pool
}

export async function makeTemplate(tx: Tx, id: string, context: Context): Promise<Download> {
  const report = await loadReport(tx, id, context)
  return downloadOf(await templateWorkbook(await requestOf(tx, report, context)), `${titleOf(report)}-填报模板.xlsx`)
}

/** What an import would do; the file is kept with the report, nothing is imported. @throws Refusal `file.…`, `reporting.…` */
export async function previewImport(tx: Tx, id: string, context: Context, caller: Caller): Promise<{ file: string; name: string; version: number; result: ImportResult }> {
  const report = await loadReport(tx, id, context)
  const upload = caller.upload as Upload
  const result = await readWorkbook(tx, report, { bytes: await readFile(upload.arrived.path), name: upload.file.name })
  const file = await keepUpload(tx, upload, { person: caller.person.id, now: context.now() })
  await useFiles(tx, streamOf(id), [file], { person: caller.person.id, now: context.now() })
  return { file: file.hash, name: file.name, version: report.submission.version, result }
}

/** Imports a file that was previewed, all of it or – chosen so – what can be taken. Done twice it changes nothing. */
export async function takeImport(tx: Tx, { id, file, choice, seen }: { id: string; file: string; choice: Choice; seen: number }, context: Context, caller: Caller): Promise<Report> {
  return act(tx, context, caller, { id, seen, source: file }, async report => {
    const accepted = acceptImport(await readKept(tx, report, file, context), choice)
    if (!accepted.ok) throw new Refusal(accepted.problem)
    return { act: 'save', content: withChanges(report.submission.content, accepted.value) }
  })
}

export async function makeAnnotated(tx: Tx, { id, file }: { id: string; file: string }, context: Context): Promise<Download> {
  const report = await loadReport(tx, id, context)
  const result = await readKept(tx, report, file, context)
  return downloadOf(await annotatedCopy(await requestOf(tx, report, context), result), `${titleOf(report)}-批注副本.xlsx`)
}

async function readKept(tx: Tx, report: Report, hash: string, { files = '' }: Context): Promise<ImportResult> {
  const kept = await fileOf(tx, streamOf(report.id), hash).catch(() => { throw new Refusal(problem('reporting.file')) })
  return readWorkbook(tx, report, { bytes: await buffer(await read(files, kept.hash)), name: kept.name })
}

async function readWorkbook(tx: Tx, report: Report, { bytes, name }: { bytes: Uint8Array; name: string }): Promise<ImportResult> {
  const { form, reporting, submission } = report
  return threads().read({
    bytes, file: name, dataSet: form.dataSet, period: form.period, organisation: { id: reporting.id, name: reporting.name },
    towns: reporting.towns.map(town => ({ id: town.id, name: town.name })), current: submission.content, ...(await surroundingsOf(tx, report)),
  })
}

async function requestOf(tx: Tx, report: Report, { demo }: Context): Promise<TemplateRequest> {
  const { form, reporting, submission } = report
  const { last } = await surroundingsOf(tx, report)
  return {
    dataSet: form.dataSet, period: form.period, organisation: { id: reporting.id, name: reporting.name }, towns: reporting.towns.map(({ id, name }) => ({ id, name })),
    due: dueDates(form.dataSet, form.period, noRestDays)[0]?.due ?? form.period.last, current: submission.content, last: last ?? null, ...(demo ? { demo } : {}),
  }
}

function titleOf({ form, reporting }: Report): string {
  return `${reporting.name}-${form.period.title}-${form.dataSet.title}`
}

function downloadOf(bytes: Uint8Array, name: string): Download {
  return { name, type: xlsx, base64: Buffer.from(bytes).toString('base64') }
}
