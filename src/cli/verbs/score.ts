// zhenpu score: an indicator system on a table of data. No database, nothing is written but the sheets asked for.
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { PlainDate } from '#core/base/plain-date.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { readYaml } from '#core/base/yaml-text.ts'
import type { Unit } from '#core/evaluation/cells.ts'
import { type Evaluation, evaluate, type Scored } from '#core/evaluation/evaluate.ts'
import { pointsByIndicator } from '#core/evaluation/points.ts'
import type { Value } from '#core/evaluation/rule.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import { type Issue, readTable } from '#core/evaluation/table.ts'
import { fillWeights, type WeightReport } from '#core/evaluation/weighting.ts'
import { readSchemeText } from '#core/pack/scheme-text.ts'
import { Programme } from '#core/policy/programme.ts'
import { readGrids } from '#server/evaluation/read-grids.ts'
import { writeScoreSheets } from '#server/render/score-sheets.ts'
import { dataFolder } from '../open.ts'
import { printJson, printTable } from '../print.ts'

/** A scheme and data files, read, weighted and evaluated. */
export type Trial = { scheme: Scheme; units: Unit[]; evaluation: Evaluation; report: WeightReport | null; issues: Issue[] }

/** @throws Refusal for what cannot be read, and for a scheme that is not whole */
export async function tryScheme(schemeFile: string, dataFile: string): Promise<Trial> {
  const raw = readScheme(schemeFile)
  const { units, issues } = readTable(await readGrids(dataFile), raw)
  const filled = fillWeights(raw, pointsByIndicator(raw, units))
  if (!filled.ok) throw new Refusal(filled.problem)
  const { scheme, report } = filled.value
  return { scheme, units, evaluation: evaluate(scheme, units), report, issues }
}

type Options = { json?: boolean; explain?: string; sheets?: string; year?: string; demo?: boolean }

export async function score(schemeFile: string, dataFile: string, { json, explain, sheets, year, demo = false }: Options): Promise<number> {
  const trial = await tryScheme(schemeFile, dataFile)
  const { scheme, evaluation: { units: scored, weights, cuts, findings, scheme: made }, report, issues } = trial
  const { labels, title } = vocabularyBeside(schemeFile)
  if (sheets) {
    const today = new Date().toISOString().slice(0, 10) as PlainDate
    const count = await writeScoreSheets(sheets, scheme, trial.evaluation, { programme: title ?? scheme.title, place: null, year: Number(year ?? today.slice(0, 4)), source: basename(dataFile), printedOn: today, verification: null, demo, labels }, join(dataFolder(), 'fonts'))
    console.error(`已在 ${sheets} 写出评分表 ${count} 份。`)
  }
  if (json) printJson({ scheme: { ...made, status: scheme.status }, units: scored, weights, weighting: report, cuts, findings: [...findings, ...issues] })
  else {
    const chosen = explain ? scored.find(unit => unit.id === explain || unit.name === explain) : undefined
    if (explain && !chosen) throw new Refusal(problem('town.unknown', { town: explain }))
    if (chosen) printExplanation(chosen, labels)
    else printTable(['名次', '名称', '类别', '得分', '等级', '前后段', '状态'], scored.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity)).map(unit => [unit.rank, unit.name, unit.category, unit.published, unit.grade && (labels[unit.grade] ?? unit.grade), unit.inside.map(side => (side === 'top' ? '前段' : '后段')).join('、'), { scored: '', insufficient: '数据不足', withdrawn: '退出', vetoed: '否决' }[unit.state]]))
    for (const finding of findings) console.error(`说明 ${finding.message}`)
    for (const warning of report?.warnings ?? []) console.error(`说明 ${warning}`)
    for (const { of, cr, worst } of report?.consistency ?? []) console.error(`说明 ${of}的判断矩阵：一致性比率 ${cr.toFixed(3)}${worst ? `，最矛盾的三项 ${worst.join('、')}` : ''}`)
    printIssues(issues)
    if (scheme.status === 'proposal') console.error(`指标体系“${scheme.title}”是建议稿，权重和分值不是文件规定。`)
  }
  return issues.some(issue => issue.severity === 'error') ? 1 : 0
}

export function printIssues(issues: readonly Issue[]): void {
  for (const issue of issues) console.error(`${{ error: '错误', warning: '警示', note: '说明' }[issue.severity]} ${issue.sheet}!${issue.cell}  ${issue.message}`)
}

/** The programme a scheme belongs to, where its file lies among that programme's: names of the grades, and its title. */
function vocabularyBeside(schemeFile: string): { labels: Record<string, string>; title: string | null } {
  const file = join(dirname(schemeFile), '..', 'programme.yaml')
  const programme = existsSync(file) ? Programme.safeParse(readYaml(readFileSync(file, 'utf8')).value) : null
  return programme?.success ? { labels: Object.fromEntries(programme.data.grades.map(({ id, label }) => [id, label])), title: programme.data.title } : { labels: {}, title: null }
}

function readScheme(file: string): Scheme {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Refusal(problem('file.unreadable', { file, why: (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件' : (error as Error).message }))
  }
  const { scheme, faults } = readSchemeText(file, text)
  if (!scheme) throw new Refusal(problem('scheme.invalid', { where: `${file} ${faults.join('；')}` }))
  return scheme
}

function printExplanation({ name, published, rank, grade, parts, dimensions, adjustments, formula, steps, findings }: Scored, labels: Readonly<Record<string, string>>): void {
  process.stdout.write(`${name}  得分 ${published ?? '—'}  名次 ${rank ?? '—'}  等级 ${grade === null ? '—' : labels[grade] ?? grade}\n\n`)
  printTable(['指标', '数值', '出处', '计算'], parts.map(part => [`${part.indicator} ${part.name}`, printValue(part.value), part.source, part.formula]))
  for (const dimension of dimensions) process.stdout.write(`${dimension.id} ${dimension.name}  ${dimension.formula}\n`)
  for (const item of adjustments) process.stdout.write(`${item.id} ${item.name}  ${item.formula}\n`)
  process.stdout.write(`合计 ${formula}\n${steps.map(step => `→ ${step}\n`).join('')}`)
  for (const finding of findings) process.stdout.write(`${finding.message}\n`)
}

function printValue(value: Value | null): string | number | null {
  return typeof value === 'object' && value !== null ? value.join('、') : value
}
