// programme.yaml against itself and against the rules: every grade, category, list and article it names is there, and what
// it says twice it says alike.
import { type PolicyFinding } from '../decision/finding.ts'
import type { Consequence } from '../policy/programme.ts'
import { defaultsOf, resolve } from '../policy/setting.ts'
import type { Pack } from './read-pack.ts'
import { articlesOf, repeated } from './references.ts'

export function checkProgramme(pack: Pack): PolicyFinding[] {
  if (!pack.programme) return []
  const { source: { finding }, value: { id, categories, townTypes, grades, lists, consequences, population, withdrawal, reapplication } } = pack.programme
  const articles = articlesOf(pack)
  const cited = (path: PropertyKey[], article: string): PolicyFinding[] => (articles.size && !articles.has(article) ? [finding('unknown-article', path, `没有一个文件的 articles 列有“${article}”。请照录该条，或更正条款号。`)] : [])
  const kinds = lists.map(list => list.kind as string)
  const known = { grade: grades.map(grade => grade.id), category: categories }
  const lacking = (what: 'grade' | 'category', path: PropertyKey[], name: string): PolicyFinding[] => (known[what].includes(name) ? [] : [finding(`unknown-${what}`, path, `没有“${name}”这个${what === 'grade' ? '等级' : '类别'}。现有：${known[what].join('、')}。`)])
  return [
    ...(id === pack.id ? [] : [finding('inconsistent', ['id'], `编号“${id}”与文件夹名“${pack.id}”不同。请改成一样。`)]),
    ...([['categories', categories], ['townTypes', townTypes], ['grades', known.grade], ['lists', kinds]] as [string, string[]][]).flatMap(([where, names]) => repeated(names).map(([name, at]) => finding('duplicate-id', [where, at], `“${name}”写了两次。请改成互不相同。`))),
    ...repeated(lists.flatMap(list => list.words)).map(([word]) => finding('inconsistent', ['lists'], `“${word}”是两种清单的写法，读通报时分不出是哪一种。请只留一处。`)),
    ...population.flatMap((kind, i) => (kinds.includes(kind) ? [] : [finding('unknown-list', ['population', i], `lists 里没有“${kind}”这种清单。现有：${kinds.join('、')}。`)])),
    ...known.grade.flatMap((grade, i) => (population.includes(grade) ? [] : [finding('inconsistent', ['grades', i], `等级“${grade}”不在 population 之中，各清单之和就不等于评估总数。请在 lists 和 population 里补上。`)])),
    ...consequences.flatMap((consequence, i): PolicyFinding[] => [
      ...lacking('grade', ['consequences', i, 'grade'], consequence.grade), ...consequence.categories.flatMap(category => lacking('category', ['consequences', i, 'categories'], category)),
      ...(consequence.becomes === undefined ? [] : lacking('category', ['consequences', i, 'becomes'], consequence.becomes)), ...cited(['consequences', i, 'article'], consequence.article),
      ...consequences.slice(0, i).filter(other => contradict(other, consequence)).map(other => finding('contradiction', ['consequences', i], `同一类别、同一等级，前面写的后果是 ${other.outcome}，这里是 ${consequence.outcome}。请改条件，或删去一条。`)),
    ]),
    ...cited(['withdrawal', 'article'], withdrawal.article), ...cited(['reapplication', 'article'], reapplication.article), ...bans(pack),
  ]
}

function contradict(a: Consequence, b: Consequence): boolean {
  const years = a.lastYear === 'any' || b.lastYear === 'any' || a.lastYear === b.lastYear
  return a.outcome !== b.outcome && a.grade === b.grade && years && a.categories.some(category => b.categories.includes(category))
}

/** How long nothing is accepted again: the programme, the rules and the applications must say the same. */
function bans({ programme, rules, applications }: Pack): PolicyFinding[] {
  const latest = rules.toSorted((a, b) => (a.value.effective < b.value.effective ? -1 : 1)).at(-1)?.value
  if (!programme || !latest) return []
  const settings = defaultsOf(latest.file.settings)
  const { years, from } = programme.value.reapplication
  const found = latest.file.rules.flatMap(rule => rule.effects).filter(effect => effect.kind === 'ban')
  const other = found.find(effect => (effect.years !== undefined && resolve(effect.years, settings) !== years) || resolve(effect.from, settings) !== from)
  const principle = applications && found.find(effect => effect.inPrinciple !== applications.value.eligibility.ban.inPrinciple)
  return [
    ...(other ? [programme.source.finding('inconsistent', ['reapplication'], `不再受理期写的是 ${years} 年、自 ${from} 起算，而规则 ${latest.id} 的“${other.label}”不同。请改成一样。`)] : []),
    ...(principle && applications ? [applications.source.finding('inconsistent', ['eligibility', 'ban', 'inPrinciple'], `是否“原则上”与规则 ${latest.id} 的“${principle.label}”不同。请改成一样。`)] : []),
  ]
}
