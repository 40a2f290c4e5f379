// What happened, in two or three words, for whoever reads the log from end to end: 年度 · 复核决定. A fact whose words
// are not here is shown by its type.

const nouns: Readonly<Record<string, string>> = {
  town: '小镇', document: '文件', season: '年度', call: '申报批次', application: '申报', review: '评审', reporting: '报表', round: '检查', rectification: '整改', warning: '警告',
  misuse: '冠名问题', report: '举报', appeal: '申诉', support: '资金申请', emergency: '应急处置',
}

const verbs: Readonly<Record<string, string>> = {
  'town.named': '名称', 'town.printed': '文件印作', 'town.placed': '所在地', 'town.listed': '列入清单', 'town.unconfirmed': '待确认', 'town.graded': '评估等级', 'town.recategorised': '改变类别', 'town.warned': '警告',
  'town.warning-cleared': '解除警告', 'town.withdrew': '自愿退出', 'town.eliminated': '淘汰', 'town.accredited': '验收命名', 'town.linked': '是否同一小镇', 'document.recorded': '登记文件',
  'season.opened': '启动', 'season.locked': '锁定规则', 'season.assigned': '指派第三方', 'season.scored': '报送评分', 'season.noted': '附记事实', 'season.frozen': '冻结数据', 'season.cut': '确认分界', 'season.proposed': '生成拟办', 'season.departed': '另作处理', 'season.publicised': '公示',
  'season.objected': '提出异议', 'season.objection-settled': '裁定异议', 'season.returned': '退回拟办', 'season.confirmed': '复核决定', 'season.decided': '审定决定', 'season.drafted': '起草公文', 'season.approved': '签发公文', 'season.issued': '印发公文', 'season.closed': '结束',
  'call.planned': '筹备', 'call.opened': '启动受理', 'call.extension-proposed': '提出延期', 'call.extended': '批准延期', 'call.selected': '拟定名单', 'call.publicised': '公示', 'call.objected': '提出异议', 'call.objection-settled': '裁定异议', 'call.returned': '退回', 'call.confirmed': '确认名单',
  'call.approved': '省政府审定', 'call.drafted': '起草公文', 'call.signed': '签发公文', 'call.issued': '公布名单', 'call.ended': '终止',
  'application.started': '开始填报', 'application.submitted': '报送', 'application.returned': '退回', 'application.withdrawn': '撤回', 'application.recommended': '向省推荐', 'application.checked': '审核通过', 'application.refused': '不予受理', 'application.reviewed': '评审汇总', 'application.joined': '联合认定',
  'application.listed': '列入名单', 'application.not-listed': '未列入名单', 'application.admitted': '直接认定',
  'review.pooled': '确定抽取范围', 'review.drawn': '抽取专家', 'review.recused': '回避', 'review.signed': '签署意见',
  'reporting.opened': '下达', 'reporting.signed': '报送或审核', 'reporting.returned': '退回', 'reporting.recalled': '撤回', 'reporting.confirmed': '部门确认', 'reporting.unlock-asked': '申请解锁', 'reporting.unlock-settled': '处理解锁',
  'round.planned': '安排', 'round.launched': '批准', 'round.checked': '记录检查', 'round.followed': '处理发现', 'round.closed': '结束', 'round.cancelled': '取消',
  'rectification.opened': '立案', 'rectification.measured': '提出措施', 'rectification.ordered': '下达', 'rectification.declined': '不同意', 'rectification.interviewed': '约谈', 'rectification.circulated': '通报', 'rectification.reported': '报告整改', 'rectification.rechecked': '复查', 'rectification.extended': '延期',
  'rectification.closed': '销号', 'rectification.doubted': '退回复查', 'rectification.dropped': '撤销', 'warning.clearing-proposed': '提出解除', 'warning.clearing-declined': '不同意解除', 'warning.cleared': '解除',
  'misuse.opened': '立案', 'misuse.verified': '核实', 'misuse.proposed': '提出处置', 'misuse.ordered': '决定处置', 'misuse.declined': '不同意处置', 'misuse.executed': '落实', 'misuse.rejected': '退回落实', 'misuse.dismissed': '不立案', 'misuse.closed': '办结',
  'report.filed': '收到', 'report.accepted': '受理', 'report.dismissed': '不受理', 'report.passed': '转办', 'report.answered': '答复',
  'appeal.filed': '提出', 'appeal.accepted': '受理', 'appeal.refused': '不予受理', 'appeal.replied': '答复', 'appeal.reviewed': '复核', 'appeal.returned': '退回', 'appeal.settled': '裁定', 'appeal.withdrawn': '撤回',
  'support.requested': '申请', 'support.revised': '修改', 'support.recommended': '推荐', 'support.returned': '退回', 'support.reviewed': '审核', 'support.sent-back': '退回审核', 'support.granted': '批准', 'support.refused': '不批准',
  'emergency.opened': '提出', 'emergency.agreed': '同意', 'emergency.refused': '不同意', 'emergency.used': '启用', 'emergency.ended': '提前结束',
}

/** `season.confirmed` → 年度 · 复核决定 */
export function factWords(type: string): string {
  const noun = nouns[type.split('.')[0] ?? '']
  const verb = verbs[type]
  return noun && verb ? `${noun} · ${verb}` : noun ? `${noun} · ${type}` : type
}

/** Kinds of streams, for whoever filters by them: the beginning of a stream's name, and its word. */
export const streamKinds: readonly { id: string; label: string }[] = ['town', 'document', 'season', 'call', 'application', 'reporting', 'round', 'rectification', 'misuse', 'report', 'appeal', 'support', 'emergency'].map(id => ({ id, label: nouns[id] ?? id }))
