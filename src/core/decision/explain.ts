// Builds the tree behind a proposal: outcome → article → rule → facts with sources → figures, then what follows and
// which other rules gave way.
import { printSetting, type Settings } from '../policy/setting.ts'
import type { Conditions, Row, Rules } from './compile.ts'
import { type Following, printFollowing } from './effect.ts'
import { because, becauseFigure, type Explanation } from './explanation.ts'
import type { Situation, TownFacts } from './facts.ts'

type Ground = {
  label: string
  row: Row | null
  /** where there is no row */
  reason?: string
  /** the alternative of the row that holds */
  conditions: Conditions | undefined
  situation: Situation
  following: readonly Following[]
  overruled: readonly Row[]
}

export function explain(rules: Rules, settings: Settings, town: TownFacts, ground: Ground): Explanation {
  const { label, row, conditions, situation, following, overruled } = ground
  const asked = inOrder(rules, [...conditions?.keys() ?? []])
  const others = inOrder(rules, Object.keys(town.facts)).filter(id => !asked.includes(id))
  const premises = [
    ...asked.map(id => premiseOf(rules, settings, situation, id)),
    ...(others.length ? [because(row ? '其余事实，对本条没有影响' : '已有的事实', others.map(id => premiseOf(rules, settings, situation, id)))] : []),
  ]
  const rule = row
    ? because(`${row.kind === 'rule' ? '规则' : '文件空白'}：${row.title}`, premises)
    : because(ground.reason ?? '', premises)
  const basis = row?.article ? articleNode(rules, row.article, [rule]) : because(row?.reason ? `文件没有写明：${row.reason}` : '规则没有给出结果', [rule])
  return because(`${town.name}：${label}`, [
    basis,
    ...(row?.article && row.reason ? [because(`说明：${row.reason}`)] : []),
    ...(row?.kind === 'gap' ? [because(`由${row.decidedBy}决定`)] : []),
    ...(row?.also ?? []).map(cite => articleNode(rules, cite, [])),
    ...following.map(one => because(`随之：${printFollowing(one, null)}${one.article ? '' : `（${one.reason ?? '没有写明依据'}）`}`, [
      ...(one.article && one.article !== row?.article ? [articleNode(rules, one.article, [])] : []),
      ...one.settings.map(id => premiseOf(rules, settings, situation, id)),
    ])),
    ...(overruled.length ? [because('同时符合、但让位于上述规则的', overruled.map(other => because(`${other.title}${other.article ? `（${printCite(rules, other.article)}）` : ''}`)))] : []),
  ])
}

/** `S0 四` as people cite it: 吉发改城发〔2024〕735号 四. */
export function printCite({ documents }: Rules, cite: string): string {
  const [document = '', ...rest] = cite.split(' ')
  return [documents[document] ?? document, ...rest].join(' ')
}

/** In the order of the rules' facts, so that an explanation is the same whatever order members of a file or a fact sheet stand in. */
function inOrder({ axes }: Rules, ids: readonly string[]): string[] {
  const place = new Map(axes.map(({ id }, i) => [id, i]))
  return ids.toSorted((a, b) => (place.get(a) ?? axes.length) - (place.get(b) ?? axes.length) || (a < b ? -1 : 1))
}

function articleNode(rules: Rules, cite: string, children: readonly Explanation[]): Explanation {
  const text = rules.file.articles[cite] ?? ''
  const document = printCite(rules, cite)
  return because(`依据 ${document}${text ? `：${text}` : ''}`, children, { article: { cite, document, text } })
}

function premiseOf(rules: Rules, settings: Settings, situation: Situation, id: string): Explanation {
  const setting = rules.file.settings.find(other => other.id === id)
  if (setting) {
    const value = printSetting(setting, settings[id])
    const isDefault = settings[id] === setting.default
    return because(`设定 ${setting.label}：${value}${isDefault ? `（默认：${setting.reason}）` : `（已改；默认是${printSetting(setting, setting.default)}）`}`, [], { setting: { id, name: setting.label, value, reason: setting.reason, changedBy: setting.changedBy, isDefault } })
  }
  const axis = rules.axes.find(other => other.id === id)
  const fact = situation.get(id)
  const [name, value] = [axis?.label ?? id, axis?.values.get(fact?.value ?? '') ?? fact?.value ?? '（没有）']
  return because(`${name}：${value}`, (fact?.figures ?? []).map(becauseFigure), { fact: { name, value, source: fact?.source ?? '', ...(fact?.inferred ? { inferred: fact.inferred } : {}) } })
}
