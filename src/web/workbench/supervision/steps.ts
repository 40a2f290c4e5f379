// Every step of every case but a visit: what it asks, and what is sent.
import { client } from '../session/client.ts'
import type { AnyView, Policy, Views } from './data.ts'
import { type Field, filesOf, listOf, namesOf, textOf, type Value, type Values } from './fields.tsx'
import type { PlaceId } from './places.ts'

/** What a step may look at besides its case. */
export type Around = { policy: Policy | undefined; people: readonly { value: string; label: string }[]; divisions: readonly { value: string; label: string }[]; /** the finding it is about */ of: string | undefined }
export type Step<V = AnyView> = { fields?: (view: V, around: Around) => readonly Field[]; begin?: (view: V, around: Around) => Record<string, Value>; send: (view: V, values: Values) => Promise<unknown> }
type Steps = { [P in PlaceId]: Record<string, Step<Views[P]>> }

const reason = (label = '理由'): Field => ({ key: 'reason', kind: 'text', label })
const text = (label: string, hint?: string): Field => ({ key: 'text', kind: 'text', label, hint })
const answer: Field = { key: 'answer', kind: 'text', label: '告诉举报人的话', hint: '举报人凭查询码看得到' }
const files: Field = { key: 'files', kind: 'files', label: '附件' }
const because = <V extends { id: string }>(send: (input: { id: string; reason: string }) => Promise<unknown>, label?: string): Step<V> => ({ fields: () => [reason(label)], send: ({ id }, values) => send({ id, reason: textOf(values, 'reason') }) })
const said = <V extends { id: string }>(label: string, send: (input: { id: string; text: string; files: ReturnType<typeof filesOf> }) => Promise<unknown>): Step<V> => ({ fields: () => [text(label), files], send: ({ id }, values) => send({ id, text: textOf(values, 'text'), files: filesOf(values) }) })
const plain = <V extends { id: string }>(send: (input: { id: string }) => Promise<unknown>): Step<V> => ({ send: ({ id }) => send({ id }) })
const lined = (options: readonly { id: string; label: string; article: string | null }[]): { value: string; label: string; hint: string | null }[] => options.map(({ id, label, article }) => ({ value: id, label, hint: article }))

/** So many days after a day. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

export const steps: Steps = {
  rounds: {
    launch: plain(client.roundLaunch),
    follow: {
      fields: view => [{ key: 'finding', kind: 'radio', label: '发现', options: view.findings.filter(finding => finding.mustFollow).map(finding => ({ value: finding.id, label: `${finding.id} ${view.towns.find(town => town.id === finding.town)?.label ?? ''} · ${finding.itemLabel}`, hint: finding.text })) }],
      begin: (view, { of }) => ({ finding: of ?? view.findings.find(finding => finding.mustFollow)?.id ?? '' }),
      send: ({ id }, values) => client.roundFollow({ id, finding: textOf(values, 'finding') }),
    },
    close: { fields: () => [{ key: 'summary', kind: 'text', label: '小结' }], send: ({ id }, values) => client.roundClose({ id, summary: textOf(values, 'summary') }) },
    cancel: because(client.roundCancel),
  },
  rectifications: {
    measure: {
      fields: ({ rungs, today }) => [
        { key: 'rung', kind: 'radio', label: '措施', options: rungs.map(({ id, label, article, days, most, approval }) => ({ value: id, label, hint: `${article ?? ''}；通常 ${days} 天，最长 ${most} 天${approval ? '；须批准' : ''}` })) },
        text('要求', '改什么、改到什么样算改好'), { key: 'due', kind: 'date', label: '期限', min: today, max: daysAfter(today, Math.max(...rungs.map(rung => rung.most))) },
      ],
      begin: ({ rungs, today }) => ({ rung: rungs[0]?.id ?? '', due: rungs[0] ? daysAfter(today, rungs[0].days) : '' }),
      send: ({ id }, values) => client.rectificationMeasure({ id, rung: textOf(values, 'rung'), text: textOf(values, 'text'), due: textOf(values, 'due') }),
    },
    order: plain(client.rectificationOrder), decline: because(client.rectificationDecline),
    interview: {
      fields: ({ today }) => [{ key: 'on', kind: 'date', label: '约谈日期', max: today }, { key: 'place', kind: 'line', label: '地点' }, { key: 'interviewers', kind: 'names', label: '约谈人' }, { key: 'attended', kind: 'names', label: '被约谈人' }, { key: 'record', kind: 'text', label: '约谈记录', most: 8000 }, { key: 'promises', kind: 'text', label: '承诺', optional: true }, files],
      begin: ({ today }) => ({ on: today }),
      send: ({ id }, values) => client.rectificationInterview({ id, on: textOf(values, 'on'), place: textOf(values, 'place'), interviewers: namesOf(values, 'interviewers'), attended: namesOf(values, 'attended'), record: textOf(values, 'record'), promises: textOf(values, 'promises'), files: filesOf(values) }),
    },
    circulate: {
      fields: ({ today }) => [{ key: 'number', kind: 'line', label: '文号', placeholder: '机关代字〔年〕序号号' }, { key: 'title', kind: 'line', label: '通报名称', most: 300 }, { key: 'on', kind: 'date', label: '印发日期', max: today }, files],
      begin: ({ today }) => ({ on: today }),
      send: ({ id }, values) => client.rectificationCirculate({ id, number: textOf(values, 'number'), title: textOf(values, 'title'), on: textOf(values, 'on'), files: filesOf(values) }),
    },
    extend: { fields: ({ due }) => [{ key: 'due', kind: 'date', label: '新的期限', ...(due ? { min: daysAfter(due, 1) } : {}) }, reason()], send: ({ id }, values) => client.rectificationExtend({ id, due: textOf(values, 'due'), reason: textOf(values, 'reason') }) },
    report: said('整改情况', client.rectificationReport),
    recheck: {
      fields: () => [{ key: 'passed', kind: 'radio', label: '结果', options: [{ value: 'yes', label: '通过' }, { value: 'no', label: '未通过', hint: '另提措施' }] }, text('复查情况'), files],
      send: ({ id }, values) => client.rectificationRecheck({ id, passed: textOf(values, 'passed') === 'yes', text: textOf(values, 'text'), files: filesOf(values) }),
    },
    close: because(client.rectificationClose), doubt: because(client.rectificationDoubt), drop: because(client.rectificationDrop),
    'propose-clearing': because(client.warningClearPropose), 'decline-clearing': because(client.warningClearDecline),
    clear: {
      fields: ({ today }) => [{ key: 'number', kind: 'line', label: '文号', placeholder: '机关代字〔年〕序号号' }, { key: 'title', kind: 'line', label: '文件名称', most: 300 }, { key: 'issuer', kind: 'line', label: '发文机关' }, { key: 'draftedOn', kind: 'date', label: '成文日期', max: today }],
      begin: ({ today }) => ({ draftedOn: today }),
      send: ({ id }, values) => client.warningClear({ id, document: { number: textOf(values, 'number'), title: textOf(values, 'title'), issuer: textOf(values, 'issuer'), draftedOn: textOf(values, 'draftedOn') } }),
    },
  },
  misuses: {
    verify: said('核实情况', client.misuseVerify), dismiss: because(client.misuseDismiss),
    propose: {
      fields: ({ dispositions, today }, { policy }) => [{ key: 'disposition', kind: 'radio', label: '处置', options: lined(dispositions) }, text('要求'), { key: 'due', kind: 'date', label: '期限', hint: policy ? `最长 ${policy.misuseDays} 天` : undefined, min: today, ...(policy ? { max: daysAfter(today, policy.misuseDays) } : {}) }],
      begin: ({ today }, { policy }) => ({ due: policy ? daysAfter(today, policy.misuseDays) : '' }),
      send: ({ id }, values) => client.misusePropose({ id, disposition: textOf(values, 'disposition'), text: textOf(values, 'text'), due: textOf(values, 'due') }),
    },
    order: plain(client.misuseOrder), decline: because(client.misuseDecline),
    execute: {
      fields: () => [text('落实情况'), { key: 'newName', kind: 'line', label: '新名称', hint: '更名的填', optional: true }, files],
      send: ({ id }, values) => client.misuseExecute({ id, text: textOf(values, 'text'), newName: textOf(values, 'newName') || null, files: filesOf(values) }),
    },
    reject: because(client.misuseReject), close: because(client.misuseClose, '核验意见'),
  },
  reports: {
    accept: { fields: (_, { people }) => [{ key: 'about', kind: 'many', label: '涉及的人', hint: '受理之后他们看不到这件举报', optional: true, options: people }], send: ({ id }, values) => client.reportAccept({ id, about: listOf(values, 'about') }) },
    dismiss: { fields: () => [answer], send: ({ id }, values) => client.reportDismiss({ id, answer: textOf(values, 'answer') }) },
    pass: {
      fields: (_, { policy, divisions }) => [
        { key: 'name', kind: 'line', label: '使用的名称' }, { key: 'division', kind: 'choice', label: '所在地', options: divisions }, { key: 'kind', kind: 'choice', label: '情形', options: lined(policy?.kinds ?? []) },
        text('案情', '另写，不抄举报原文，不写谁举报的'), answer,
      ],
      begin: ({ name }) => ({ name }),
      send: ({ id }, values) => client.reportPass({ id, name: textOf(values, 'name'), division: textOf(values, 'division'), kind: textOf(values, 'kind'), text: textOf(values, 'text'), answer: textOf(values, 'answer') }),
    },
    answer: { fields: () => [answer], send: ({ id }, values) => client.reportAnswer({ id, answer: textOf(values, 'answer') }) },
  },
  appeals: {
    accept: plain(client.appealAccept), refuse: because(client.appealRefuse), reply: said('说明', client.appealReply),
    review: { fields: () => [ruling('复核认为'), { key: 'opinion', kind: 'text', label: '复核意见' }], send: ({ id }, values) => client.appealReview({ id, upheld: textOf(values, 'upheld') === 'yes', opinion: textOf(values, 'opinion') }) },
    return: because(client.appealReturn),
    settle: { fields: () => [ruling('裁定'), reason()], send: ({ id }, values) => client.appealSettle({ id, upheld: textOf(values, 'upheld') === 'yes', reason: textOf(values, 'reason') }) },
    correct: {
      fields: ({ corrections }) => [{ key: 'document', kind: 'radio', label: '更正所依据的文件', options: corrections.map(({ id, number, title }) => ({ value: id, label: number ?? id, hint: title })) }],
      begin: ({ corrections }) => ({ document: corrections[0]?.id ?? '' }),
      send: ({ id }, values) => client.appealCorrect({ id, document: textOf(values, 'document') }),
    },
    withdraw: because(client.appealWithdraw),
  },
  supports: {
    revise: {
      fields: () => supportFields, begin: ({ project, amount, text: before, files: kept }) => ({ project, amount, text: before, files: kept }),
      send: ({ id }, values) => client.supportRevise({ id, ...supportInput(values) }),
    },
    recommend: because(client.supportRecommend, '推荐意见'), return: because(client.supportReturn),
    review: { fields: () => [{ key: 'amount', kind: 'line', label: '核定金额', hint: '万元，最多两位小数', most: 13 }, reason('审核意见')], begin: ({ amount }) => ({ amount }), send: ({ id }, values) => client.supportReview({ id, amount: textOf(values, 'amount'), reason: textOf(values, 'reason') }) },
    'send-back': because(client.supportSendBack), grant: because(client.supportGrant, '批准意见'), refuse: because(client.supportRefuse),
  },
}

function ruling(label: string): Field {
  return { key: 'upheld', kind: 'radio', label, options: [{ value: 'yes', label: '申诉成立', hint: '原决定须更正' }, { value: 'no', label: '申诉不成立', hint: '维持原决定' }] }
}

export const supportFields: readonly Field[] = [{ key: 'project', kind: 'line', label: '项目名称', most: 300 }, { key: 'amount', kind: 'line', label: '申请金额', hint: '万元，最多两位小数', most: 13 }, { key: 'text', kind: 'text', label: '建设内容与理由' }, files]

export function supportInput(values: Values): { project: string; amount: string; text: string; files: ReturnType<typeof filesOf> } {
  return { project: textOf(values, 'project'), amount: textOf(values, 'amount'), text: textOf(values, 'text'), files: filesOf(values) }
}
