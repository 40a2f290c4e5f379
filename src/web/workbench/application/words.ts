// What each step does, said before it is done; the stages on the line; values as people read them.
import type { ActionId, Stage } from '#core/application/application.ts'
import type { CallActionId, CallStage } from '#core/application/call.ts'

/** `act`: the fact that brings it there. */
export const callLine: readonly { stage: CallStage; word: string; act: string }[] = [
  { stage: 'planned', word: '筹备', act: 'call.planned' }, { stage: 'open', word: '受理', act: 'call.opened' }, { stage: 'selected', word: '拟定名单', act: 'call.selected' },
  { stage: 'publicised', word: '公示', act: 'call.publicised' }, { stage: 'confirmed', word: '确认', act: 'call.confirmed' }, { stage: 'approved', word: '省政府审定', act: 'call.approved' },
  { stage: 'drafted', word: '拟稿', act: 'call.drafted' }, { stage: 'signed', word: '签发', act: 'call.signed' }, { stage: 'issued', word: '公布', act: 'call.issued' },
]
export const caseLine: readonly { stage: Stage; word: string; act: string }[] = [
  { stage: 'draft', word: '县级填报', act: 'application.started' }, { stage: 'submitted', word: '市（州）推荐', act: 'application.submitted' }, { stage: 'recommended', word: '省级审核', act: 'application.recommended' },
  { stage: 'checked', word: '专家评审', act: 'application.checked' }, { stage: 'reviewed', word: '联合认定与公示', act: 'application.reviewed' }, { stage: 'listed', word: '列入名单', act: 'application.listed' },
]

export const callActs: Readonly<Record<CallActionId, string>> = {
  open: '发布之后各县即可申报，批次与截止日期随即在公开网站上可以查到。',
  'ask-extension': '只能往后延，三个截止日期一并写明，由另一人批准后生效。',
  extend: '批准之后新的截止日期随即生效，对所有申报一样。',
  select: '逐份写明列入还是不列入；不列入或改类别的写明理由。重新拟定之后各市（州）须重新认定。',
  publicise: '拟列入的小镇随即在公开网站上公示，公示期内可以提出异议，期满并裁定全部异议之后才能确认。',
  object: '对拟列入的一份申报提出异议，由没有经手的人裁定。',
  settle: '裁定一件异议，写明理由。',
  return: '公示与确认作废，回到前面的一步，写明理由。',
  confirm: '确认公示过的这份名单，交领导小组报省政府审定。',
  approve: '登记省政府审定的文件、日期与扫描件。名单从此不再变动。',
  draft: '按审定的名单起草公布名单的公文，由系统校核。',
  sign: '签发现在这份草稿。内容再有变动须重新签发。',
  issue: '公文即时公开，列入的小镇写入登记簿，未列入的收到理由。此后只能更正、不能撤回。',
  end: '这一批次到此为止，不公布名单。各份申报保留，不再办理。',
}

export const caseActs: Readonly<Record<ActionId, string>> = {
  submit: '交市（州）审核。报送之后不能再改，须改的由上级退回。',
  admit: '原则上不受理的，由领导小组写明理由，准予受理这一份。',
  recommend: '以本市（州）名义向省推荐，交省级审核。',
  check: '审核通过，进入专家评审。',
  refuse: '不予受理，这份申报到此为止，理由告知申报单位。',
  conclude: '各专家都签署之后，按规则汇总出得分。',
  join: '对拟列入名单的这个小镇，由所属市（州）表明是否同意。',
  return: '退回到前面的一步，批注一并发出；已填的内容全部保留。',
  withdraw: '撤回之后这份申报到此为止，名称不再占用；内容与记录保留。',
}

/** Steps taken on a tab, where what they are about is seen. */
export const callPlaces: Readonly<Record<string, 'list' | 'publicity' | 'notice'>> = { select: 'list', settle: 'publicity', draft: 'notice' }

/** 万元, without digits that were not given. */
export function money(amount: number): string {
  return amount.toLocaleString('zh-CN', { maximumFractionDigits: 4 })
}

/** 1.2 MB, 340 KB */
export function sizeWord(bytes: number): string {
  return bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} KB`
}
