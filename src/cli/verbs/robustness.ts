// zhenpu robustness: how sure each decision of a scoring is.
import { problem, Refusal } from '#core/base/problem.ts'
import { evaluate } from '#core/evaluation/evaluate.ts'
import { robustnessOf } from '#core/evaluation/robustness/robustness.ts'
import { readTable } from '#core/evaluation/table.ts'
import { readGrids } from '#server/evaluation/read-grids.ts'
import { printJson, printTable } from '../print.ts'
import { readScheme } from './score.ts'

const firmness = { firm: '稳健', 'fairly-firm': '较稳健', marginal: '边缘', 'not-firm': '不稳健' } as const

export async function robustness(schemeFile: string, dataFile: string, options: { draws: string; seed: string; json?: boolean }): Promise<number> {
  const [draws, seed] = [wholeNumber('draws', options.draws, 1, 1_000_000), wholeNumber('seed', options.seed, 0, 2 ** 31)]
  const scheme = readScheme(schemeFile)
  const { units, issues } = readTable(await readGrids(dataFile), scheme)
  const result = robustnessOf(scheme, evaluate(scheme, units), { draws, seed })
  if (options.json) printJson({ ...result, findings: issues })
  else {
    const percent = (share: number): string => `${(share * 100).toFixed(1)}%`
    printTable(['名次', '名称', '等级', '支持度', '区间', '名次 5–95%', 'δ*', '改变判断的指标', '评语'], result.units.toSorted((a, b) => a.rank.official - b.rank.official).map(unit => [
      unit.rank.official, unit.name, unit.decision.grade, percent(unit.support), `${percent(unit.interval.low)}–${percent(unit.interval.high)}`, `${unit.rank.p5}–${unit.rank.p95}`,
      unit.margin === null ? '' : percent(unit.margin), unit.flips.join('、'), `${firmness[unit.firmness]}${unit.advice === 'review' ? '，建议人工复核' : ''}`,
    ]))
    console.error(`${draws} 次抽样，种子 ${seed}，权重误差 ±${percent(result.weightError)}。只变动了权重；指标取舍、数据真伪没有变动。`)
  }
  return issues.some(issue => issue.severity === 'error') ? 1 : 0
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most) throw new Refusal(problem('request.invalid', { why: `--${name} 应是 ${least} 到 ${most} 的整数` }))
  return value
}
