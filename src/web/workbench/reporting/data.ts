// What the pages of 调度 know and how they learn it; where each of them is.
import { queryOptions } from '@tanstack/react-query'
import { RefusedByServer } from '#contract/client.ts'
import type { ImportView, ReportView } from '#contract/reporting.ts'
import type { Problem } from '#core/base/problem.ts'
import { client, queries } from '../session/client.ts'
import { saveFile } from '../ui/save-file.ts'

export type { BoardRow, ImportView, ReportView, Waits } from '#contract/reporting.ts'
export type Content = ReportView['content']
export type Change = ReportView['signatures'][number]['changes'][number]
export type Finding = ReportView['findings'][number]
export type Scalar = Change['after']

export const formsQuery = queryOptions({ queryKey: ['reporting'], queryFn: () => client.reportingForms({}) })
export const boardQuery = (form: string) => queryOptions({ queryKey: ['reporting', 'board', form], queryFn: () => client.reportingBoard({ form }) })
export const reportQuery = (submission: string) => queryOptions({ queryKey: ['reporting', 'report', submission], queryFn: () => client.reportingReport({ submission }) })

/** After a step: everything that counts reports is asked again. */
export async function reportingChanged(): Promise<void> {
  await queries.invalidateQueries({ queryKey: ['reporting'] })
}

export function formAt(form: string): { to: '/reporting/$programme/$dataSet/$period'; params: { programme: string; dataSet: string; period: string } } {
  const [programme = '', dataSet = '', period = ''] = form.split('/')
  return { to: '/reporting/$programme/$dataSet/$period', params: { programme, dataSet, period } }
}

export function reportAt(submission: string): { to: '/reporting/$programme/$dataSet/$period/$reporter'; params: { programme: string; dataSet: string; period: string; reporter: string } } {
  const [programme = '', dataSet = '', period = '', reporter = ''] = submission.split('/')
  return { to: '/reporting/$programme/$dataSet/$period/$reporter', params: { programme, dataSet, period, reporter } }
}

/** A filled-in template, sent as it is; nothing is imported yet. @throws RefusedByServer, Error */
export async function sendWorkbook(submission: string, file: File): Promise<ImportView> {
  const answered = await fetch(`/api/reporting/reports/${encodeURIComponent(submission)}/workbooks?name=${encodeURIComponent(file.name)}`, { method: 'POST', body: file, headers: { 'content-type': 'application/octet-stream' } }).catch(() => null)
  if (!answered) throw new Error('连不上服务器，文件没有传上去。请检查网络后再试。')
  const body = await answered.json() as ImportView & Problem & { message: string }
  if (!answered.ok) throw new RefusedByServer(answered.status, { code: body.code, params: body.params }, body.message)
  return body
}

/** Hands over a file that came inside an answer. */
export function handOver({ name, type, base64 }: { name: string; type: string; base64: string }): void {
  saveFile(name, type, Uint8Array.from(atob(base64), letter => letter.charCodeAt(0)))
}
