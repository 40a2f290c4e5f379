// One import in a thread: what a hostile file does to memory or time ends with the thread. Refusals go as values.
import { type Problem, Refusal } from '#core/base/problem.ts'
import type { Result } from '#core/base/result.ts'
import type { ImportResult } from '#core/reporting/import-result.ts'
import { importFile, type ImportRequest } from './import-file.ts'

export default async function run(request: ImportRequest): Promise<Result<ImportResult, Problem>> {
  try {
    return { ok: true, value: await importFile(request) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem }
    throw error
  }
}
