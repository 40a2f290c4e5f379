// What each step does, said before it is done; and the stages of a case on a line.
import type { PlaceId } from './places.ts'

/** `act` is the label of the step that brings a case there; `also` names stages that stand at the same point. */
export type LineStop = { stage: string; word: string; act: string; also?: readonly string[] }

export const lines: Record<PlaceId, readonly LineStop[]> = {
  rounds: [{ stage: 'planned', word: '批准', act: '安排检查' }, { stage: 'launched', word: '检查', act: '批准检查' }, { stage: 'closed', word: '办结', act: '办结检查' }],
  rectifications: [
    { stage: 'opened', word: '提出措施', act: '立案整改', also: ['failed'] }, { stage: 'proposed', word: '批准措施', act: '提出措施' }, { stage: 'ordered', word: '整改', act: '批准措施' },
    { stage: 'reported', word: '复查', act: '报告整改情况' }, { stage: 'passed', word: '审核销号', act: '复查' }, { stage: 'cured', word: '销号', act: '销号', also: ['clearing'] },
  ],
  misuses: [
    { stage: 'opened', word: '核实', act: '立案' }, { stage: 'verified', word: '提出处置', act: '查实' }, { stage: 'proposed', word: '批准处置', act: '提出处置' },
    { stage: 'ordered', word: '落实', act: '批准处置' }, { stage: 'executed', word: '核验', act: '报告处置结果' }, { stage: 'closed', word: '办结', act: '办结' },
  ],
  reports: [{ stage: 'filed', word: '受理', act: '举报' }, { stage: 'accepted', word: '转交', act: '受理' }, { stage: 'passed', word: '核查', act: '转交核查' }, { stage: 'answered', word: '答复', act: '答复' }],
  appeals: [{ stage: 'filed', word: '受理', act: '申诉' }, { stage: 'accepted', word: '复核', act: '受理申诉' }, { stage: 'reviewed', word: '裁定', act: '提出复核意见' }, { stage: 'settled', word: '已裁定', act: '裁定申诉', also: ['upheld'] }],
  supports: [{ stage: 'requested', word: '市（州）推荐', act: '申请资金支持', also: ['returned'] }, { stage: 'recommended', word: '省级审核', act: '推荐' }, { stage: 'reviewed', word: '批准', act: '审核' }, { stage: 'granted', word: '已批准', act: '批准' }],
}

/** Stages at which a case ended beside the line. */
export const endings: readonly string[] = ['cancelled', 'dropped', 'dismissed', 'refused', 'withdrawn']

/** By place and action. */
export const acts: Record<PlaceId, Readonly<Record<string, string>>> = {
  rounds: {
    launch: '批准之后检查人员即可记录检查情况。',
    check: '一次记录一个小镇：看到什么、有哪些发现。没有发现的，也要写明看过。',
    follow: '就一处发现立案整改，证据一并带过去。',
    close: '所有小镇都看过、须整改的发现都立了案，才能办结。',
    cancel: '这次检查到此为止，已有的记录保留。',
  },
  rectifications: {
    measure: '提出措施与期限。措施由轻到重，不能比上一次轻；须批准的，由另一人批准后生效。',
    order: '批准之后措施即生效，整改单位看得到期限。',
    decline: '不同意这项措施，退回重新提出。',
    interview: '补记约谈：何时何地、谁约谈谁、谈了什么、承诺什么。补记之后才能报告整改。',
    circulate: '补记通报的文号与名称。补记之后才能报告整改。',
    extend: '期限只能往后延，并在该措施的最长期限之内。',
    report: '写明改了什么、怎样证明，附上材料，交复查。',
    recheck: '到现场看过再写。没有通过的，另提措施。',
    close: '复查通过，予以销号。',
    doubt: '对复查有疑问，退回再查一次。',
    drop: '立案有误的，撤案并写明理由。',
    'propose-clearing': '警告已经改正，提请领导小组解除。',
    'decline-clearing': '不同意解除，警告继续有效。',
    clear: '填写解除警告的文件。确认之后写入登记簿，公开网站随即显示警告解除。',
  },
  misuses: {
    verify: '写明查到什么，附上证据。',
    dismiss: '核实下来不属实，到此为止，写明理由。',
    propose: '按情形可以用的处置里选一种，定出期限，由另一人批准。',
    order: '批准之后由所在地落实。',
    decline: '不同意这种处置，退回重新提出。',
    execute: '写明怎样落实的，附上证据；更名的写明新名称。',
    reject: '没有落实到位，退回再办。',
    close: '核验属实，办结。',
  },
  reports: {
    accept: '写明涉及哪些人。受理之后，这件举报对他们不存在。',
    dismiss: '不予办理，写明理由，举报人凭查询码看得到。',
    pass: '另写案情转交核查，不带举报的原文，也看不出是谁举报的。',
    answer: '把结果告诉举报人，凭查询码看得到。',
  },
  appeals: {
    accept: '受理之后进入复核。参与过原决定的人不能办理。',
    refuse: '不予受理，写明理由，告知申诉单位。',
    reply: '第三方评估机构就数据与打分作出说明。',
    review: '写明复核意见。系统同时按原规则、原数据重算一遍，结果记在意见旁边。',
    return: '退回再复核一次，写明理由。',
    settle: '裁定申诉成立或不成立，由没有参与原决定和复核的人作出。成立的，须更正原决定。',
    correct: '更正原决定的文件印发之后，在这里登记是哪一份，申诉随即办结。',
    withdraw: '撤回申诉，到此为止。',
  },
  supports: {
    revise: '按退回意见修改后再报。',
    recommend: '以本市（州）名义推荐，交省级审核。',
    return: '退回县级修改，写明理由。',
    review: '核定金额，写明理由。能否支持的条件同时再核一遍。',
    'send-back': '退回县级修改，写明理由。',
    grant: '按核定的金额批准。',
    refuse: '不批准，写明理由。',
  },
}

