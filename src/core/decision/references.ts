// Whether everything a rules file names exists and every number lies where it can.
import type { Effect } from '../policy/rules.ts'
import type { Amount, Setting, Word } from '../policy/setting.ts'
import type { Rules } from './compile.ts'
import { type PolicyFinding, policyError, policyWarning } from './finding.ts'

/** What rules may refer to outside their own file; what is absent is not checked. */
export type Surroundings = {
  /** ids of the indicator systems, with what is wrong in each (weights that do not add up, …) */
  schemes?: ReadonlyMap<string, readonly string[]>
  /** kinds of list the programme knows */
  lists?: readonly string[]
}

export function checkReferences(rules: Rules, { schemes, lists }: Surroundings): PolicyFinding[] {
  const { file } = rules
  const rows = [...file.rules.map(row => ({ ...row, where: `规则 ${row.id}` })), ...file.gaps.map(row => ({ ...row, where: `空白 ${row.id}` }))]
  const founded = [
    ...rows, ...effectsOf(rules),
    { where: '过渡', ...file.transition },
    ...(file.ranking?.cuts ?? []).map(cut => ({ where: `分界 ${cut.value}`, article: cut.article, reason: undefined })),
    ...(file.substitution ? [{ where: '递补', article: file.substitution.article, reason: undefined }] : []),
  ]
  const findings = [...rules.faults, ...duplicates(rules), ...file.settings.flatMap(faultsOfSetting), ...keywords(rules), ...numbers(rules)]
  for (const { where, article, reason } of founded) {
    if (article === undefined && reason === undefined) findings.push(policyError('unfounded', where, '没有写依据。请写条款（article），文件没有规定的写理由（reason）。'))
  }
  for (const { where, cite } of [...founded.flatMap(({ where, article }) => (article ? [{ where, cite: article }] : [])), ...rows.flatMap(({ where, also }) => also.map(cite => ({ where, cite })))]) {
    if (!(cite in file.articles)) findings.push(policyError('unknown-article', where, `articles 里没有“${cite}”。请照录该条的文字，或更正条款号。`))
  }
  for (const cite of Object.keys(file.articles)) {
    const document = cite.split(' ')[0] ?? ''
    if (!(document in rules.documents)) findings.push(policyError('unknown-document', `条款 ${cite}`, `没有简称为“${document}”的文件。现有：${Object.keys(rules.documents).join('、')}。`))
  }
  if (file.scheme !== undefined && schemes) {
    if (!schemes.has(file.scheme)) findings.push(policyError('unknown-scheme', 'scheme', `没有编号为“${file.scheme}”的指标体系。现有：${[...schemes.keys()].join('、')}。`))
    for (const fault of schemes.get(file.scheme) ?? []) findings.push(policyError('scheme-invalid', `指标体系 ${file.scheme}`, fault))
  }
  for (const { id, list } of lists ? file.outcomes : []) {
    if (list !== undefined && !lists?.includes(list)) findings.push(policyError('unknown-list', `结果 ${id}`, `项目没有“${list}”这种清单。现有：${lists?.join('、')}。`))
  }
  return [...findings, ...unused(rules)]
}

function effectsOf({ file }: Rules): (Effect & { where: string })[] {
  const within = (where: string, effects: readonly Effect[]): (Effect & { where: string })[] => effects.map(effect => ({ ...effect, where: `${where}“${effect.label}”` }))
  return [...file.rules.flatMap(rule => within(`规则 ${rule.id}`, rule.effects)), ...file.measures.flatMap(measure => within(`措施 ${measure.id}`, measure.effects)), ...within('年度', file.duties)]
}

function duplicates({ file, axes }: Rules): PolicyFinding[] {
  const kinds: [string, string[]][] = [
    ['规则、空白', [...file.rules, ...file.gaps].map(row => row.id)], ['结果', file.outcomes.map(outcome => outcome.id)], ['结果名称', file.outcomes.map(outcome => outcome.label)],
    ['事实、设定', [...file.facts, ...file.settings].map(one => one.id)], ['事实、设定名称', [...file.facts, ...file.settings].map(one => one.label)], ['措施', file.measures.map(measure => measure.id)],
    ...axes.map((axis): [string, string[]] => [`“${axis.label}”的值`, [...axis.values.values()]]),
  ]
  return kinds.flatMap(([kind, ids]) => [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map(id => policyError('duplicate-id', kind, `“${id}”出现不止一次。请改成互不相同。`)))
}

function faultsOfSetting(setting: Setting): PolicyFinding[] {
  const where = `设定 ${setting.id}`
  if (setting.kind === 'choice') return setting.default in setting.options ? [] : [policyError('default-invalid', where, `默认“${setting.default}”不在可选的 ${Object.keys(setting.options).join('、')} 之中。`)]
  return setting.default >= setting.least && setting.default <= setting.most ? [] : [policyError('default-invalid', where, `默认 ${setting.default} 不在 ${setting.least} 到 ${setting.most} 之间。`)]
}

/** Words the engine itself understands, stated or as the options of a setting. */
function keywords({ file }: Rules): PolicyFinding[] {
  const asked: [string, Word, readonly string[]][] = [
    ...effectsOf({ file } as Rules).flatMap((effect): [string, Word, readonly string[]][] => (effect.kind === 'ban' || effect.kind === 'deadline' ? [[effect.where, effect.from, ['drafted', 'published']]] : [])),
    ...file.facts.flatMap((fact): [string, Word, readonly string[]][] => (fact.past ? [[`事实 ${fact.id}`, fact.past.years, ['adjacent', 'last-evaluated']]] : [])),
    ...(file.ranking ? [['排名', file.ranking.base, ['all', ...file.facts.map(fact => fact.id)]] as [string, Word, string[]]] : []),
    ...(file.notice ? [['通报', file.notice.order, ['rank', 'register']] as [string, Word, string[]]] : []),
    ...(file.substitution ? [['递补', file.substitution.order, ['score', 'region-first']] as [string, Word, string[]]] : []),
  ]
  return asked.flatMap(([where, word, known]) => {
    const setting = typeof word === 'object' ? file.settings.find(other => other.id === word.setting) : undefined
    if (typeof word === 'object' && setting?.kind !== 'choice') return [policyError('unknown-setting', where, `没有“${word.setting}”这一项可选的设定。`)]
    const words = setting?.kind === 'choice' ? Object.keys(setting.options) : [word as string]
    return words.filter(other => !known.includes(other)).map(other => policyError('unknown-option', where, `不认识“${other}”，可以用 ${known.join('、')}。`))
  })
}

/** Shares within 0–100 %, durations and counts positive – at both ends of what a setting allows. */
function numbers({ file }: Rules): PolicyFinding[] {
  const valuesOf = (amount: Amount, where: string, findings: PolicyFinding[]): number[] => {
    if (typeof amount === 'number') return [amount]
    const setting = file.settings.find(other => other.id === amount.setting)
    if (setting?.kind === 'number') return [setting.least, setting.most, setting.default]
    findings.push(policyError('unknown-setting', where, `没有“${amount.setting}”这一项数值设定。`))
    return []
  }
  const findings: PolicyFinding[] = []
  for (const cut of file.ranking?.cuts ?? []) {
    const where = `分界 ${cut.value}`
    if ((cut.share === undefined) === (cut.count === undefined)) findings.push(policyError('share-range', where, '份额（share）与名额（count）须写一个，且只写一个。'))
    for (const value of [cut.share ?? [], cut.tolerance, cut.hardLimit].flat().flatMap(amount => valuesOf(amount, where, findings))) {
      if (!(value >= 0 && value <= 100)) findings.push(policyError('share-range', where, `${value}% 不在 0 到 100% 之间。`))
    }
    for (const value of cut.count === undefined ? [] : valuesOf(cut.count, where, findings)) if (!Number.isInteger(value) || value < 0) findings.push(policyError('share-range', where, `名额 ${value} 应是 0 或正整数。`))
  }
  for (const effect of effectsOf({ file } as Rules)) {
    if (effect.kind !== 'ban' && effect.kind !== 'deadline') continue
    const amounts = [effect.years, effect.months].filter(amount => amount !== undefined)
    if (amounts.length !== 1) findings.push(policyError('duration', effect.where, '期限须写年数（years）或月数（months）之一。'))
    for (const value of amounts.flatMap(amount => valuesOf(amount, effect.where, findings))) if (!Number.isInteger(value) || value <= 0) findings.push(policyError('duration', effect.where, `期限 ${value} 应是正整数。`))
  }
  return findings
}

function unused({ file, rows, measures }: Rules): PolicyFinding[] {
  const conditions = [...rows, ...measures].flatMap(row => row.alternatives.flatMap(one => [...one.keys()]))
  const amounts = JSON.stringify([file.rules, file.measures, file.duties, file.ranking, file.facts, file.substitution, file.notice])
  const given = new Set([...rows.map(row => row.outcome), ...(file.substitution ? [file.substitution.outcome] : [])])
  return [
    ...file.settings.filter(({ id }) => !conditions.includes(id) && !amounts.includes(`{"setting":"${id}"}`)).map(({ id, label }) => policyWarning('unused-setting', `设定 ${id}`, `“${label}”没有一处用到，改它不起作用。`)),
    ...file.outcomes.filter(({ id, label }) => !given.has(id) && !given.has(label)).map(({ id, label }) => policyWarning('unused-outcome', `结果 ${id}`, `没有一条规则给出“${label}”。`)),
  ]
}
