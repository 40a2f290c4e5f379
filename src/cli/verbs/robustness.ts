// zhenpu robustness: how sure each decision of a scoring is.
import { problem, Refusal } from '#core/base/problem.ts'
import { printDoubt, WeightDoubt } from '#core/evaluation/doubt.ts'
import { jointSupport } from '#core/evaluation/robustness/joint.ts'
import { modelOf } from '#core/evaluation/robustness/model.ts'
import { type Robustness, robustnessOf } from '#core/evaluation/robustness/robustness.ts'
import { sensitivityOf } from '#core/evaluation/robustness/sensitivity.ts'
import { type Variation, varied } from '#core/evaluation/robustness/vary.ts'
import { Aggregation, type Scheme } from '#core/evaluation/scheme.ts'
import { drawAll } from '#server/evaluation/draw.ts'
import { printJson, printTable } from '../print.ts'
import { printIssues, tryScheme } from './score.ts'

const firmness = { firm: '稳健', 'fairly-firm': '较稳健', marginal: '边缘', 'not-firm': '不稳健' } as const
const advice = { none: '', review: '，建议人工复核', withhold: '，不宜据此提出' } as const
const sources = { weights: '权重', aggregation: '合成方法', data: '数据' } as const

type Options = { draws: string; seed: string; threads?: string; last?: string; weights?: string; dataError?: string; aggregations?: string; sensitivity?: boolean; json?: boolean }

export async function robustness(schemeFile: string, dataFile: string, options: Options): Promise<number> {
  const draws = options.draws === 'auto' ? 'auto' : wholeNumber('draws', options.draws, 1, 1_000_000)
  const [seed, threads] = [wholeNumber('seed', options.seed, 0, 2 ** 31), options.threads === undefined ? undefined : wholeNumber('threads', options.threads, 0, 64)]
  const { scheme: stated, units, evaluation, issues } = await tryScheme(schemeFile, dataFile)
  const variation = variationOf(options)
  const scheme = asked(stated, variation)
  const model = modelOf(scheme, evaluation, units)
  const tally = await drawAll(model, { seed, draws, ...(threads === undefined ? {} : { threads }), ...(process.stderr.isTTY ? { onProgress } : {}) })
  const result = robustnessOf(scheme, units, evaluation, { draws: tally.draws, seed }, tally)
  if (options.last) {
    const last = await tryScheme(schemeFile, options.last)
    result.joint = jointSupport(modelOf(asked(last.scheme, variation), last.evaluation, last.units), model, { seed, draws: tally.draws })
  }
  if (options.sensitivity) result.sensitivity = sensitivityOf(model, { seed, base: 2048 })
  if (options.json) printJson({ ...result, scheme: evaluation.scheme, findings: issues })
  else {
    printRobustness(result)
    for (const { source, first, total } of result.sensitivity?.ranks ?? []) console.error(`名次变动来自${sources[source]}：一阶 ${index(first)}，总效应 ${index(total)}`)
    printIssues(issues)
  }
  return issues.some(issue => issue.severity === 'error') ? 1 : 0
}

function asked(scheme: Scheme, variation: Variation): Scheme {
  const made = varied(scheme, variation)
  if (!made.ok) throw new Refusal(made.problem)
  return made.value
}

/** `box:0.25`, `dirichlet:0.2`, `simplex`, `judgements:0.2`, `experts`: the scheme's own names, with their number. */
function variationOf({ weights, dataError, aggregations }: Options): Variation {
  const error = dataError === undefined ? undefined : Number(dataError)
  if (error !== undefined && !(error >= 0 && error <= 1)) throw new Refusal(problem('request.invalid', { why: '--data-error 应是 0 到 1 的数，如 0.05' }))
  return { ...(weights === undefined ? {} : { weights: doubtFrom(weights) }), ...(error === undefined ? {} : { dataError: error }), ...(aggregations === undefined ? {} : { aggregations: aggregations.split(',').filter(Boolean).map(aggregationFrom) }) }
}

function aggregationFrom(text: string): Aggregation {
  const read = Aggregation.safeParse(text)
  if (!read.success) throw new Refusal(problem('request.invalid', { why: `--aggregations “${text}”不认识。可以用 ${Aggregation.options.join('、')}` }))
  return read.data
}

function doubtFrom(text: string): WeightDoubt {
  const [draw = '', number] = text.split(':')
  const amount = { box: 'error', dirichlet: 'cv', judgements: 'sigma' }[draw]
  const read = WeightDoubt.safeParse({ draw, ...(amount === undefined ? {} : { [amount]: Number(number) }) })
  if (!read.success || (amount === undefined) !== (number === undefined)) throw new Refusal(problem('request.invalid', { why: `--weights “${text}”不认识。可以用 box:0.25、dirichlet:0.2、simplex、judgements:0.2、experts` }))
  return read.data
}

function printRobustness({ units, draws, seed, weights, varied: moved, overlap, nearMisses, joint }: Robustness): void {
  const nameOf = new Map(units.map(unit => [unit.id, unit.name]))
  printTable(['名次', '名称', '等级', '前后段', '支持度', '区间', '名次 5–95%', 'δ*', '方法一致', '去掉即变的指标', '评语'], units.toSorted((a, b) => (a.rank?.official ?? Infinity) - (b.rank?.official ?? Infinity)).map(unit => [
    unit.rank?.official ?? null, unit.name, unit.decision.grade, unit.decision.inside.map(side => (side === 'top' ? '前段' : '后段')).join(), percent(unit.support), `${percent(unit.interval.low)}–${percent(unit.interval.high)}`, unit.rank ? `${unit.rank.p5}–${unit.rank.p95}` : '',
    unit.margin === null ? '' : percent(unit.margin), `${unit.agreement.agree}/${unit.agreement.methods}`, unit.flips.join('、'), `${firmness[unit.firmness]}${advice[unit.advice]}`,
  ]))
  for (const { name, change } of units) if (change) console.error(`${name}：${change.indicator} ${change.name} 由 ${change.from} 到 ${change.to}，即为 ${change.grade ?? ''}${change.inside.map(side => (side === 'top' ? '、前段' : '、后段')).join('')}`)
  for (const { id, side, share } of nearMisses) console.error(`${nameOf.get(id)} 没有列入${side === 'top' ? '前段' : '后段'}，但有 ${percent(share)} 的抽样会列入`)
  for (const { side, jaccard } of overlap) console.error(`${side === 'top' ? '前段' : '后段'}名单与抽样名单平均重合 ${percent(jaccard)}`)
  for (const { id, support } of joint ?? []) console.error(`${nameOf.get(id) ?? id} 两年判断同时成立的支持度 ${percent(support)}`)
  const fixed = (['weights', 'aggregation', 'data'] as const).filter(source => !moved.includes(source)).map(source => sources[source])
  console.error(`${draws} 次抽样，种子 ${seed}，${printDoubt(weights)}。变动了${moved.map(source => sources[source]).join('、')}；没有变动${[...fixed, '指标取舍', '数据真伪'].join('、')}。`)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}

function index({ value, low, high, shown }: { value: number; low: number; high: number; shown: boolean }): string {
  return shown ? `${value.toFixed(2)}（${low.toFixed(2)}–${high.toFixed(2)}）` : '区间太宽，不列'
}

function onProgress(done: number, of: number): void {
  process.stderr.write(`\r抽样 ${done}/${of}${done >= of ? '\n' : ''}`)
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most) throw new Refusal(problem('request.invalid', { why: `--${name} 应是 ${least} 到 ${most} 的整数` }))
  return value
}
