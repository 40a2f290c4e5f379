// Problem → HTTP status: the only place that knows both.
import type { ProblemCode } from '#core/base/problem.ts'

const statuses: Partial<Record<ProblemCode, number>> = {
  'town.unknown': 404, 'document.unknown': 404, 'programme.unknown': 404, 'request.not-found': 404,
  'call.unknown': 404, 'reporting.unknown': 404, 'reporting.no-reporter': 404, 'reporting.cell-changed': 409, 'reporting.content-changed': 409, 'application.unknown': 404,
  'request.method': 405, 'register.changed': 409, 'call.changed': 409, 'application.changed': 409, 'call.exists': 409, 'season.unsigned': 409, 'intake.recorded': 409, bug: 500,
  'access.signed-out': 401, 'sign-in.failed': 401, 'sign-in.code': 401, 'factor.wrong': 401, 'passkey.failed': 401, 'oidc.failed': 401, 'password.expired': 401,
  'access.disabled': 403, 'access.no-post': 403, 'access.no-permission': 403, 'access.out-of-scope': 403, 'access.conflict': 403, 'access.separation': 403, 'access.confirm': 403, 'access.cross-site': 403, 'factor.missing': 403,
  'access.unknown-target': 404, 'account.unknown': 404, 'organisation.unknown': 404, 'post.unknown': 404, 'emergency.unknown': 404, 'invitation.invalid': 410, 'account.exists': 409, 'sign-in.wait': 429,
  'file.unknown': 404, 'supervision.unknown': 404, 'comment.unknown': 404, 'comment.not-yours': 403, 'comment.withdrawn': 409, 'report.receipt': 404, 'report.wait': 429, 'file.too-large': 413, 'file.quota': 429, 'file.busy': 429, 'file.no-space': 507,
}

export function statusOf(code: ProblemCode): number {
  return statuses[code] ?? 400
}
