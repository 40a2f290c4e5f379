import { describe, expect, it } from 'vitest'
import type { Explanation } from '#core/decision/explanation.ts'
import { proposeSeason } from '#core/decision/season.ts'
import { rules, settings } from '#core/decision/tea.fixture.ts'
import { withConfirmedPlaces } from '#core/season/cuts.ts'
import type { Bundle } from './bundle.ts'
import { bundleOf, bundleText } from './bundle-of.ts'
import { changed, checkSignature, logOf, publicKey, seasonBundle, seasonParts, stepsOf, strangeKey } from './bundle.fixture.ts'
import { hashesOf } from './sections.ts'
import { verifyBundle } from './verify.ts'

const bundle = seasonBundle()
const verify = (value: unknown, key?: string): ReturnType<typeof verifyBundle> => verifyBundle(value, { publicKey: key, checkSignature })
const messages = (change: (copy: Bundle) => void): string => verify(changed(bundle, change)).differences.map(({ code, message }) => `${code} ${message}`).join('\n')
const first = <T>(items: readonly T[] | null | undefined): T => items?.[0] as T

it('a valid bundle is found in order, with counts', () => {
  expect(verify(bundle, publicKey)).toEqual({ ok: true, differences: [], checked: [
    ['材料格式', 1], ['各部分摘要', 6], ['各小镇材料摘要', 12], ['检查点签名', 1], ['日志事件', 7], ['日志所记的摘要', 5], ['评分重算', 12], ['等级', 11], ['拟办重算', 12], ['决定', 12], ['公文名单', 17],
  ].map(([what, count]) => ({ what, count, ok: true })) })
})

it('a season without scores or notice, or not yet decided, is a bundle too', () => {
  const parts = seasonParts()
  const early = { ...parts, policy: { ...parts.policy, scheme: null }, snapshot: { ...parts.snapshot, units: null }, results: { ...parts.results, evaluation: null, decisions: [] }, notice: null }
  expect(verify(bundleOf({ ...early, log: logOf(stepsOf(early).filter(step => !/decided|confirmed/.test(step.type))) }))).toMatchObject({ ok: true })
})

describe('what people added is in the log', () => {
  const parts = seasonParts()
  const insert = (type: string, data: Parameters<typeof logOf>[0][number]['data'], at = 3): ReturnType<typeof stepsOf> => stepsOf(parts).toSpliced(at, 0, { type, data })
  it('a cut that a person confirmed moves the places that proposals go by', () => {
    const cuts = [{ group: '', value: 'top', count: 3 }, { group: '', value: 'bottom', count: 1 }]
    const made = proposeSeason(rules, settings, withConfirmedPlaces(rules, settings, parts.snapshot.towns, cuts))
    const divided = { ...parts, results: { ...parts.results, proposals: made, decisions: [] }, notice: null }
    const steps = stepsOf(divided).filter(step => !/decided|confirmed/.test(step.type))
    expect(verify(bundleOf({ ...divided, log: logOf(steps.toSpliced(3, 0, { type: 'season.cut', data: { person: null, cuts, reason: '分差最大' } })) }))).toMatchObject({ ok: true })
    expect(verify(bundleOf({ ...divided, log: logOf(steps) })).differences[0]).toMatchObject({ code: 'proposal' })
  })
  it('a grade other than the evaluation’s needs a note', () => {
    const [town] = parts.snapshot.towns
    const noted = { ...town, facts: { ...town?.facts, grade: { value: 'qualified', source: '专项核查' } } } as (typeof parts.snapshot.towns)[number]
    const towns = [noted, ...parts.snapshot.towns.slice(1)]
    const other = { ...parts, snapshot: { ...parts.snapshot, grades: [], towns }, results: { ...parts.results, proposals: proposeSeason(rules, settings, towns), decisions: [] }, notice: null }
    const steps = stepsOf(other).filter(step => !/decided|confirmed/.test(step.type))
    const note = { type: 'season.noted', data: { person: null, notes: [{ town: 'town-1', fact: 'grade', value: 'qualified', source: '专项核查' }] } }
    expect(verify(bundleOf({ ...other, log: logOf(steps.toSpliced(1, 0, note)) }))).toMatchObject({ ok: true })
    expect(verify(bundleOf({ ...other, log: logOf(steps) })).differences).toMatchObject([{ code: 'grade', message: '云溪市白茶小镇：评分得出的等级是“优秀”，规则所据的却是“合格”' }])
  })
  it('what was decided before a season was sent back no longer counts', () => {
    expect(verify(bundleOf({ ...parts, log: logOf(insert('season.returned', { reason: '重来' }, 6)) })).differences.map(({ code, where }) => `${code} ${where}`)).toEqual(['event-missing decisions'])
  })
  it('a town may be printed under another of its names, where the register knows it', () => {
    const notice = { document: null, text: parts.notice?.text.replaceAll('云溪市白茶小镇', '云溪市百茶小镇') ?? '' }
    const printed = { ...parts, notice }
    const log = logOf(stepsOf(printed))
    const known = bundleOf({ ...printed, names: [{ town: 'town-1', name: '云溪市百茶小镇' }, { town: 'town-2', name: '没有用到的小镇' }], log })
    expect(known.names).toEqual([{ town: 'town-1', name: '云溪市百茶小镇' }])
    expect(verify(known)).toMatchObject({ ok: true })
    expect(verify(bundleOf({ ...printed, log })).differences.map(one => one.code)).toEqual(['notice-list', 'notice-list', 'notice-list', 'notice-list'])
  })
})

describe('one change is caught and named', () => {
  it('a town’s fact', () => {
    expect(messages(copy => { (first(copy.snapshot.towns).facts['grade'] as { value: string }).value = 'basic' })).toMatch(/proposal 云溪市白茶小镇：拟办记为“晋级”，重算得“保留”/)
  })
  it('a score', () => {
    expect(messages(copy => { first(copy.results.evaluation?.units).published = 99 })).toMatch(/score 云溪市白茶小镇：得分记为 99，重算得 9\d/)
  })
  it('a cell', () => {
    const text = messages(copy => { Object.assign(copy.snapshot.units?.[4]?.cells['A1'] as object, { value: 70 }) })
    expect(text).toMatch(/score 茶山县茶器陶艺小镇：得分记为 [\d.]+，重算得 [\d.]+/)
    expect(text).toMatch(/town-changed 茶山县茶器陶艺小镇/)
  })
  it('a weight: by itself the sum is wrong, two that make up for each other are named', () => {
    const weigh = (copy: Bundle, changes: Record<string, number>): void => { for (const indicator of (copy.policy.scheme as { dimensions: { indicators: { id: string; weight: unknown }[] }[] }).dimensions.flatMap(dimension => dimension.indicators)) if (indicator.id in changes) indicator.weight = changes[indicator.id] }
    expect(messages(copy => weigh(copy, { A1: 31 }))).toMatch(/weights .*芽类：权重合计 101，应为 100/)
    expect(messages(copy => weigh(copy, { A1: 32, B1: 8 }))).toMatch(/weights 芽类的指标 A1，结果所用的权重是 30，指标体系里是 32/)
  })
  it('a town that was dropped, from one place or from all', () => {
    expect(messages(copy => { copy.snapshot.towns.shift() })).toMatch(/town-missing 冻结的数据里没有 云溪市白茶小镇，拟办里却有/)
    expect(messages(copy => { copy.results.proposals.pop() })).toMatch(/town-missing 拟办里少了 雾岭县星空营地小镇/)
    expect(messages(copy => { copy.results.decisions.pop() })).toMatch(/town-missing 决定里少了 雾岭县星空营地小镇/)
    expect(messages(copy => {
      for (const list of [copy.snapshot.towns, copy.snapshot.grades, copy.snapshot.units ?? [], copy.results.proposals, copy.results.decisions, copy.results.evaluation?.units ?? []]) list.shift()
    })).toMatch(/town-changed 少了小镇 town-1/)
  })
  it('a decision', () => {
    expect(messages(copy => { first(copy.results.decisions).decided = 'kept' })).toMatch(/decision 云溪市白茶小镇：拟办“晋级”，决定却是“保留”，没有写明理由/)
    expect(messages(copy => { for (const decision of copy.results.decisions) if (decision.departure) decision.departure.reason = ' ' })).toMatch(/departure 改变拟办结果须写明理由/)
  })
  it('an explanation', () => {
    expect(messages(copy => { (first(copy.results.proposals).because.children[0] as Explanation).label += '。' })).toMatch(/proposal 云溪市白茶小镇：理由中记为“依据/)
  })
  it('a name or a character of the notice', () => {
    const text = messages(copy => { if (copy.notice) copy.notice.text = copy.notice.text.replaceAll('云溪市白茶小镇', '云溪市自茶小镇') })
    expect(text).toMatch(/notice-text 公文正文第 \d+ 行第 \d+ 字是“自”，按公文结构应为“白”/)
    expect(text).toMatch(/notice-list “晋级”少了 云溪市白茶小镇/)
    expect(text).toMatch(/notice-list “晋级”多了 云溪市自茶小镇/)
  })
  it('an event that was changed, dropped, or put in another place', () => {
    expect(messages(copy => { (copy.log.events[3] as { actor: string }).actor = '张三' })).toMatch(/event-not-in-log 日志第 \d+ 条（season\.proposed）/)
    for (let i = 0; i < bundle.log.events.length; i += 1) {
      expect(messages(copy => { copy.log.events.splice(i, 1); copy.log.proofs.splice(i, 1) })).toMatch(/event-(gap|missing|not-in-log|hash) /)
    }
    expect(messages(copy => { copy.log.events.reverse(); copy.log.proofs.reverse() })).toMatch(/event-gap/)
  })
  it('the signature, the key, the checkpoint', () => {
    expect(messages(copy => { copy.log.checkpoint = copy.log.checkpoint.replace(/(.)(.{20})\n$/, (_, one: string, rest: string) => `${one === 'A' ? 'B' : 'A'}${rest}\n`) })).toMatch(/signature 检查点的签名不是 zhenpu\.example\/log 的/)
    expect(messages(copy => { copy.log.publicKey = strangeKey })).toMatch(/signature /)
    expect(verify(bundle, strangeKey).differences).toMatchObject([{ code: 'key' }])
    expect(messages(copy => { copy.log.publicKey = copy.log.publicKey.replace(/.$/, 'A') })).toMatch(/key 公钥写法不对/)
  })
  it('a signature in another spelling of the same bytes', () => {
    const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    expect(messages(copy => { copy.log.checkpoint = copy.log.checkpoint.replace(/(.)=\n$/, (_, last: string) => `${base64.charAt(base64.indexOf(last) + 1)}=\n`) })).toMatch(/signature /)
  })
  it('a bundle that was made anew from other content, all its own hashes right', () => {
    const parts = seasonParts()
    const forged = bundleOf({ ...parts, log: logOf(stepsOf(parts)) })
    const copy = changed(forged, one => { Object.assign(first(one.snapshot.towns).facts['grade'] as object, { source: '另一份文件' }) })
    const differences = verify({ ...copy, hashes: hashesOf(copy) }).differences.map(({ code, message }) => `${code} ${message}`).join('\n')
    expect(differences).toMatch(/event-hash “冻结的数据”不是日志第 \d+ 条（season\.frozen）所记的那一份/)
    expect(differences).not.toMatch(/section-hash/)
  })
  it('another spelling of the same character', () => {
    expect(messages(copy => { copy.made.version = 'e\u0301' })).toMatch(/text-form/)
  })
})

it('what is no bundle is said so, whatever it is', () => {
  for (const value of [null, 1, 'x', [], {}, { format: 'zhenpu-bundle/1' }]) expect([verify(value).ok, verify(value).differences[0]?.code]).toEqual([false, 'format'])
  expect(verify({ format: 'zhenpu-bundle/1', season: {} }).differences.map(one => one.message)).toContain('hashes：缺少这一项')
  let deep: unknown = {}
  for (let i = 0; i < 100_000; i += 1) deep = { deep }
  expect(verify({ format: 'zhenpu-bundle/1', deep }).differences[0]?.message).toMatch(/嵌套/)
})

it('is one line of canonical JSON', () => {
  expect(bundleText(bundle).split('\n')).toHaveLength(2)
  expect(JSON.parse(bundleText(bundle))).toEqual(bundle)
})
