// Works the season out again from its data: scores and ranks by the scheme, proposals by the rules, and whether each
// decision follows its proposal or says why not.
import { messageOf } from '../base/problem.ts'
import { findOutcome } from '../decision/compile.ts'
import { accept, depart, proposeSeason } from '../decision/season.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import { parseScheme } from '../evaluation/parse-scheme.ts'
import type { Programme } from '../policy/programme.ts'
import { type ConfirmedCut, withConfirmedPlaces } from '../season/cuts.ts'
import { type Note, seasonFacts, seasonStream } from '../season/events.ts'
import type { Bundle, Evaluated } from './bundle.ts'
import { type Check, type Difference, firstDeviation } from './difference.ts'
import { evaluatedOf } from './evaluated.ts'
import type { Policy } from './policy-of.ts'
import { townNames } from './sections.ts'

/** @param programme for the words of its grades */
export function checkEvaluation({ policy, snapshot, results }: Pick<Bundle, 'policy' | 'snapshot' | 'results'>, programme: Programme | null): Check {
  const [{ units }, { evaluation }] = [snapshot, results]
  const check = (count: number, differences: Difference[]): Check => ({ what: '评分重算', count, differences })
  if (units === null || evaluation === null || policy.scheme === null) {
    const whole = (units === null) === (evaluation === null) && (units === null || policy.scheme !== null)
    return check(0, whole ? [] : [{ code: 'score', where: 'results.evaluation', message: '评分数据、指标体系与评分结果不齐，不能重算' }])
  }
  const scheme = parseScheme(policy.scheme)
  if (!scheme.ok) return check(units.length, [{ code: 'weights', where: 'policy.scheme', message: messageOf(scheme.problem) }])
  return check(units.length, compareEvaluation(evaluation, evaluatedOf(evaluate(scheme.value, units, { explain: false })), { nameOf: townNames({ snapshot, results }), gradeOf: gradeWords(programme) }))
}

type Words = { nameOf: (id: string) => string; gradeOf: (id: string | null) => string }

function compareEvaluation(recorded: Evaluated, made: Evaluated, { nameOf, gradeOf }: Words): Difference[] {
  const weights = [...new Set([...Object.keys(recorded.weights), ...Object.keys(made.weights)])].flatMap(category => {
    const [was, is] = [recorded.weights[category] ?? {}, made.weights[category] ?? {}]
    return [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(id => was[id] !== is[id]).map((id): Difference => ({ code: 'weights', where: `results.evaluation.weights ${category} ${id}`, message: `${category || '不分类'}的指标 ${id}，结果所用的权重是 ${was[id] ?? '（没有）'}，指标体系里是 ${is[id] ?? '（没有）'}` }))
  })
  const was = new Map(recorded.units.map(unit => [unit.id, unit]))
  const units = made.units.flatMap((unit): Difference[] => {
    const before = was.get(unit.id)
    const where = `results.evaluation ${unit.id}`
    if (!before) return [{ code: 'town-missing', where, message: `评分结果里少了 ${nameOf(unit.id)}` }]
    const words = ([['published', '得分'], ['rank', '名次']] as const).flatMap(([key, label]) => (before[key] === unit[key] ? [] : [`${label}记为 ${before[key] ?? '（没有）'}，重算得 ${unit[key] ?? '（没有）'}`]))
    if (before.grade !== unit.grade) words.push(`等级记为${gradeOf(before.grade)}，重算得${gradeOf(unit.grade)}`)
    const inside = [before.inside, unit.inside].map(sides => sides.map(sideWord).join('、') || '（都不在）') as [string, string]
    if (inside[0] !== inside[1]) words.push(`前后段记为${inside[0]}，重算得${inside[1]}`)
    return words.length ? [{ code: 'score', where, message: `${nameOf(unit.id)}：${words.join('；')}` }] : []
  })
  const known = new Set(made.units.map(unit => unit.id))
  const strangers = recorded.units.filter(unit => !known.has(unit.id)).map((unit): Difference => ({ code: 'town-missing', where: `results.evaluation ${unit.id}`, message: `评分数据里没有 ${nameOf(unit.id)}，结果里却有` }))
  return [...weights, ...units, ...strangers, ...compareCuts(recorded.cuts, made.cuts)]
}

function compareCuts(recorded: Evaluated['cuts'], made: Evaluated['cuts']): Difference[] {
  const counts = made.flatMap(({ group, quota: { side }, cut: { count } }, i): Difference[] => {
    const was = recorded[i]?.cut.count
    return was === count ? [] : [{ code: 'cut', where: `results.evaluation.cuts ${i}`, message: `${group}${sideWord(side)}记为 ${was ?? '（没有）'} 个，重算得 ${count} 个` }]
  })
  const other = counts.length ? null : firstDeviation(recorded, made)
  return other ? [{ code: 'cut', where: `results.evaluation.cuts.${other.path}`, message: `前后段的分界记为 ${other.recorded}，重算得 ${other.expected}` }] : counts
}

export function checkProposals({ season, snapshot, results, log }: Pick<Bundle, 'season' | 'snapshot' | 'results' | 'log'>, { rules, settings }: Policy): Check {
  const towns = withConfirmedPlaces(rules, settings, snapshot.towns, confirmedCuts({ season, log }))
  const made = new Map(proposeSeason(rules, settings, towns).map(proposal => [proposal.town.id, proposal]))
  const recorded = new Map(results.proposals.map(proposal => [proposal.town.id, proposal]))
  const nameOf = townNames({ snapshot, results })
  const differences = [...new Set([...made.keys(), ...recorded.keys()])].flatMap((town): Difference[] => {
    const [was, is] = [recorded.get(town), made.get(town)]
    const where = `results.proposals ${town}`
    if (!was) return [{ code: 'town-missing', where, message: `拟办里少了 ${nameOf(town)}` }]
    if (!is) return [{ code: 'town-missing', where, message: `冻结的数据里没有 ${nameOf(town)}，拟办里却有` }]
    const deviation = firstDeviation(was, is)
    if (!deviation) return []
    const said = was.label === is.label ? `${partWord(deviation.path)}记为${deviation.recorded}，重算得${deviation.expected}` : `拟办记为“${was.label}”，重算得“${is.label}”`
    return [{ code: 'proposal', where: `${where} ${deviation.path}`, message: `${nameOf(town)}：${said}` }]
  })
  return { what: '拟办重算', count: made.size, differences: [...differences, ...twice(results.proposals.map(proposal => proposal.town.id), '拟办', nameOf), ...twice(snapshot.towns.map(town => town.id), '冻结的数据', nameOf)] }
}

/** Every town has one decision, which is its proposal or a departure with a reason. */
export function checkDecisions({ snapshot, results }: Pick<Bundle, 'snapshot' | 'results'>, { rules }: Policy): Check {
  const { decisions, proposals } = results
  const nameOf = townNames({ snapshot, results })
  if (!decisions.length) return { what: '决定', count: 0, differences: [] }
  const proposed = new Map(proposals.map(proposal => [proposal.town.id, proposal]))
  const decided = new Set(decisions.map(decision => decision.town))
  const labelOf = (outcome: string): string => findOutcome(rules.file.outcomes, outcome)?.label ?? outcome
  const differences = decisions.flatMap(({ town, proposal, decided: outcome, departure }): Difference[] => {
    const [where, name, own] = [`results.decisions ${town}`, nameOf(town), proposed.get(town)]
    if (!own) return [{ code: 'town-missing', where, message: `拟办里没有 ${name}，决定里却有` }]
    const deviation = firstDeviation(proposal, own)
    if (deviation) return [{ code: 'decision', where: `${where} proposal.${deviation.path}`, message: `${name}：决定所据的拟办不是那份拟办，${partWord(deviation.path)}记为${deviation.recorded}，拟办是${deviation.expected}` }]
    const made = departure ? depart(rules, own, outcome, departure) : accept(own)
    if (!made.ok) return [{ code: 'departure', where, message: messageOf(made.problem) }]
    if (made.value.decided !== outcome) return [{ code: 'decision', where, message: `${name}：拟办“${own.label}”，决定却是“${labelOf(outcome)}”，没有写明理由` }]
    if (departure && !made.value.departure) return [{ code: 'departure', where, message: `${name}：决定与拟办相同，却记有另作处理的理由` }]
    return []
  })
  const missing = proposals.filter(proposal => !decided.has(proposal.town.id)).map(({ town }): Difference => ({ code: 'town-missing', where: `results.decisions ${town.id}`, message: `决定里少了 ${town.name}` }))
  return { what: '决定', count: decisions.length, differences: [...differences, ...missing, ...twice(decisions.map(decision => decision.town), '决定', nameOf)] }
}

/** The grades that the rules went by are those of the evaluation, or of the document; a note that says otherwise is in the log. */
export function checkGrades({ season, snapshot, results, log }: Pick<Bundle, 'season' | 'snapshot' | 'results' | 'log'>, { programme, rules }: Policy): Check {
  const [nameOf, gradeOf] = [townNames({ snapshot, results }), gradeWords(programme)]
  const towns = new Map(snapshot.towns.map(town => [town.id, town]))
  const axis = rules.file.facts.find(fact => fact.from === 'grades' && !fact.past)?.id ?? ''
  const noted = new Set(notes({ season, log }).filter(note => note.fact === axis).map(note => `${note.town} ${note.value}`))
  const compare = (id: string, grade: string | null, where: string, words: string): Difference[] => {
    const [town, fact] = [towns.get(id), towns.get(id)?.facts[axis]?.value]
    if (!town) return [{ code: 'town-missing', where: `snapshot.towns ${id}`, message: `冻结的数据里少了 ${nameOf(id)}：有它的${words}，没有它的事实` }]
    return grade === null || fact === undefined || fact === grade || noted.has(`${id} ${fact}`) ? [] : [{ code: 'grade', where: `${where} ${id}`, message: `${nameOf(id)}：${words}是${gradeOf(grade)}，规则所据的却是${gradeOf(fact)}` }]
  }
  const units = results.evaluation?.units ?? []
  const differences = [
    ...snapshot.grades.flatMap(({ town, grade }) => compare(town, grade, 'snapshot.grades', '等级')),
    ...units.flatMap(({ id, grade }) => compare(id, grade, 'results.evaluation', '评分得出的等级')),
    ...units.flatMap(({ id, published }): Difference[] => {
      const score = towns.get(id)?.score
      return published === null || score === undefined || score === published ? [] : [{ code: 'score', where: `snapshot.towns ${id}`, message: `${nameOf(id)}：评分得出 ${published}，规则所据的却是 ${score}` }]
    }),
  ]
  return { what: '等级', count: Math.max(snapshot.grades.length, units.filter(unit => unit.grade !== null).length), differences: [...differences, ...twice(snapshot.grades.map(({ town }) => town), '等级', nameOf)] }
}

/** As a person last divided the ranking; none where it was left to the rules. */
function confirmedCuts({ season, log }: Pick<Bundle, 'season' | 'log'>): readonly ConfirmedCut[] {
  const last = log.events.findLast(event => event.stream === seasonStream(season.id) && event.type === 'season.cut')
  const read = seasonFacts['season.cut'].safeParse(last?.data)
  return read.success ? read.data.cuts : []
}

function notes({ season, log }: Pick<Bundle, 'season' | 'log'>): Note[] {
  return log.events.filter(event => event.stream === seasonStream(season.id) && event.type === 'season.noted').flatMap(({ data }) => {
    const read = seasonFacts['season.noted'].safeParse(data)
    return read.success ? read.data.notes : []
  })
}

function twice(ids: readonly string[], where: string, nameOf: (id: string) => string): Difference[] {
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map(id => ({ code: 'town-twice', where, message: `${where}里有两个 ${nameOf(id)}` }))
}

function gradeWords(programme: Programme | null): (id: string | null) => string {
  return id => (id === null ? '（没有）' : `“${programme?.grades.find(grade => grade.id === id)?.label ?? id}”`)
}

function sideWord(side: 'top' | 'bottom'): string {
  return side === 'top' ? '前段' : '后段'
}

const proposalParts: Readonly<Record<string, string>> = { label: '结果', outcome: '结果', open: '待定的原因', row: '所用规则', rules: '规则版本', article: '依据', becomes: '带来的改变', effects: '随之的措施', because: '理由中', town: '小镇' }

/** What a place in a proposal is called. */
function partWord(path: string): string {
  return proposalParts[path.split('.')[0] ?? ''] ?? path
}
