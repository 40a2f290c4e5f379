// What each step of a season does, said before it is done.
import type { ActionId, Stage } from '#core/season/season.ts'

/** The stages on the line; `act` is the fact that brings a season there. */
export const line: readonly { stage: Stage; word: string; act: string }[] = [
  { stage: 'opened', word: '启动', act: 'season.opened' }, { stage: 'locked', word: '锁定规则', act: 'season.locked' }, { stage: 'scored', word: '评分', act: 'season.scored' },
  { stage: 'frozen', word: '冻结', act: 'season.frozen' }, { stage: 'proposed', word: '拟办', act: 'season.proposed' }, { stage: 'publicised', word: '公示', act: 'season.publicised' },
  { stage: 'confirmed', word: '复核', act: 'season.confirmed' }, { stage: 'decided', word: '审定', act: 'season.decided' }, { stage: 'drafted', word: '拟稿', act: 'season.drafted' },
  { stage: 'approved', word: '签发', act: 'season.approved' }, { stage: 'issued', word: '印发', act: 'season.issued' }, { stage: 'closed', word: '结束', act: 'season.closed' },
]

export const actWords: Readonly<Record<ActionId, string>> = {
  assign: '指派的机构在本年度结束之前，看得到这些小镇的报表和评价数据，可以录入比对数据、报送评分。',
  lock: '规则、设定、指标体系与权重从此固定，看得到分数之后不再改。',
  score: '报送的数据替换先前报送的；有一处错误就都不采用。',
  note: '登记簿和评分都没有的事实，写明出处，用于判定这个小镇的结果。',
  freeze: '数据、登记簿事实与规则一起固定，此后的拟办都以此为准。冻结后更改，要领导小组准许、审计知悉。',
  cut: '在“分界”中确定前、后段各取几个。并列的不拆开。',
  propose: '按锁定的规则重新生成每个小镇的拟办，先前的另作处理一并取消。',
  depart: '在“拟办”表中选中小镇办理：规则没有给出结果、或不宜照规则办的，选定结果并写明理由。',
  publicise: '公示期内可以提出异议，期满并裁定全部异议之后才能复核。',
  object: '对本年度某个小镇的拟办提出异议，由未经手的人裁定。',
  settle: '在“公示与异议”中逐件裁定，写明理由。',
  return: '公示与复核作废，回到拟办，写明理由。',
  confirm: '把每个小镇的决定固定下来，交领导小组审定。',
  decide: '对复核过的同一份决定重新计算，一致才审定，此后据以拟稿。',
  endorse: '登记批准命名的文件，附扫描件；没有登记的，命名不能签发、印发。',
  draft: '根据审定的决定起草公文，边写边查。',
  approve: '签发现在这份草稿。内容再有变动须重新签发。',
  issue: '公文即时公开，决定写入登记簿，此后只能更正、不能撤回。',
  close: '本年度办结，不再变动。',
}

export const hashWords: Readonly<Record<string, string>> = { policy: '规则与设定', data: '评分数据', snapshot: '冻结的数据', proposals: '拟办', decisions: '决定', notice: '公文' }
export const taskWords = { ban: '限期', deadline: '期限', duty: '职责' } as const
export const gradeOrder: readonly string[] = ['excellent', 'qualified', 'basic', 'unqualified', 'none']
