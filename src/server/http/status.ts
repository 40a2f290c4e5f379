// Problem → HTTP status: the only place that knows both.
import type { ProblemCode } from '#core/base/problem.ts'

const statuses: Partial<Record<ProblemCode, number>> = {
  'town.unknown': 404, 'document.unknown': 404, 'programme.unknown': 404, 'request.not-found': 404,
  'request.method': 405, 'register.changed': 409, 'intake.recorded': 409, bug: 500,
}

export function statusOf(code: ProblemCode): number {
  return statuses[code] ?? 400
}
