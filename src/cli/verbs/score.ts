// zhenpu score: an indicator system on a table of data. No database, nothing is written.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { problem, Refusal } from '#core/base/problem.ts'
import { evaluate, type Scored } from '#core/evaluation/evaluate.ts'
import { parseScheme, type Scheme } from '#core/evaluation/scheme.ts'
import { readTable } from '#core/evaluation/table.ts'
import { readGrids } from '#server/evaluation/read-grids.ts'
import { printJson, printTable } from '../print.ts'

export function readScheme(file: string): Scheme {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new Refusal(problem('file.unreadable', { file, why: (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件' : (error as Error).message }))
  }
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    throw new Refusal(problem('scheme.invalid', { where: `${file}：${(error as Error).message}` }))
  }
  const scheme = parseScheme(value)
  if (!scheme.ok) throw new Refusal(scheme.problem)
  return scheme.value
}

export async function score(schemeFile: string, dataFile: string, { json, explain }: { json?: boolean; explain?: string }): Promise<number> {
  const scheme = readScheme(schemeFile)
  const { units, issues } = readTable(await readGrids(dataFile), scheme)
  const { units: scored, weights } = evaluate(scheme, units)
  if (json) printJson({ scheme: { id: scheme.id, version: scheme.version, status: scheme.status }, units: scored, weights, findings: issues })
  else {
    const chosen = explain ? scored.find(unit => unit.id === explain || unit.name === explain) : undefined
    if (chosen) printExplanation(chosen)
    else printTable(['名次', '名称', '类别', '得分', '等级', '状态'], scored.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity)).map(unit => [unit.rank, unit.name, unit.category, unit.published, unit.grade, { scored: '', insufficient: '数据不足', withdrawn: '退出' }[unit.state]]))
    for (const issue of issues) console.error(`${{ error: '错误', warning: '警示', note: '说明' }[issue.severity]} ${issue.sheet}!${issue.cell}  ${issue.message}`)
    if (scheme.status === 'proposal') console.error(`指标体系“${scheme.title}”是建议稿，权重和分值不是文件规定。`)
  }
  return issues.some(issue => issue.severity === 'error') ? 1 : 0
}

function printExplanation({ name, published, score, rank, grade, parts, findings }: Scored): void {
  process.stdout.write(`${name}  得分 ${published ?? '—'}${score === null ? '' : `（未取整 ${Number(score.toFixed(6))}）`}  名次 ${rank ?? '—'}  等级 ${grade ?? '—'}\n\n`)
  printTable(['指标', '数值', '出处', '计算'], parts.map(part => [`${part.indicator} ${part.name}`, part.value, part.source, part.formula]))
  for (const finding of findings) process.stdout.write(`${finding.message}\n`)
}
