// What a page was refused, whoever threw it.
import { messageOf, type Problem } from '#core/base/problem.ts'

/** Null for what is no refusal. Told by shape, not class: the bundle and the server have their own copies of the classes. */
export function refusalOf(error: unknown): { status: number; message: string; reference?: string } | null {
  if (!(error instanceof Error) || !('problem' in error)) return null
  const { code, params } = error.problem as Problem
  const status = 'status' in error ? Number(error.status) : 400
  return { status, message: messageOf({ code, params }), ...(code === 'bug' ? { reference: String(params['reference']) } : {}) }
}
