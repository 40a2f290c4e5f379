// What can be permitted. One string does three jobs: the permission, the step in a case's history, the line in the
// access log. Who holds which, and how far it reaches, stands in access.yaml.

export const permissions = [
  // 登记与申报
  'town.read', 'town.propose', 'town.approve',
  'application.read', 'application.write', 'application.submit', 'application.return', 'application.recommend', 'application.check',
  'deadline.propose', 'deadline.approve', 'change.allow', 'change.note',
  // 规则与年度
  'rule.read', 'rule.propose', 'rule.review', 'rule.approve',
  'season.read', 'season.propose', 'season.approve', 'season.freeze',
  // 调度
  'reporting.read', 'reporting.write', 'reporting.submit', 'reporting.approve', 'reporting.return', 'reporting.confirm', 'reporting.compare', 'reporting.unlock', 'reporting.open',
  // 评审与评价
  'expert.draw', 'expert.witness', 'expert.identify', 'score.write', 'score.sign', 'score.read',
  'evaluation.read', 'evaluation.write', 'evaluation.sign', 'evaluation.comment', 'workbook.import', 'workbook.confirm',
  // 决定与公文
  'decision.read', 'decision.propose', 'decision.confirm', 'decision.approve', 'decision.rerun',
  'notice.read', 'notice.write', 'notice.approve', 'notice.release',
  'correction.propose', 'correction.review', 'correction.approve', 'correction.release', 'letter.read', 'notice.report',
  // 异议、举报、个人信息、导出
  'objection.read', 'objection.file', 'objection.reply', 'objection.handle', 'objection.settle',
  'report.read', 'report.receive', 'personal.read', 'export.request', 'export.approve',
  // 附件、留言、监督
  'attachment.upload', 'attachment.audit', 'case.comment',
  'supervision.read', 'supervision.plan', 'supervision.check', 'supervision.order', 'supervision.approve',
  'rectification.report', 'rectification.recheck', 'warning.propose', 'warning.approve',
  'misuse.read', 'misuse.handle', 'misuse.execute', 'misuse.approve',
  'support.read', 'support.request', 'support.recommend', 'support.review', 'support.approve',
  // 账户与运维
  'organisation.read', 'organisation.write', 'account.read', 'account.create', 'account.disable',
  'right.grant', 'right.approve', 'right.revoke', 'security.write', 'key.share', 'key.use', 'event-log.read', 'access-log.read', 'log.verify', 'log.export',
  'mail.manage', 'backup.run', 'restore.propose', 'restore.approve', 'emergency.read', 'emergency.open', 'emergency.agree', 'emergency.use', 'emergency.end',
] as const
export type Permission = (typeof permissions)[number]

/**
 * Doors that need no role: `public` is the same for everybody (and may be cached), `visitor` is the way in (it may
 * depend on who asks), `session` is one's own account, for whoever is signed in.
 */
export const doors = ['public', 'visitor', 'session'] as const
export type Door = (typeof doors)[number]

export function isDoor(permission: Permission | Door): permission is Door {
  return (doors as readonly string[]).includes(permission)
}
