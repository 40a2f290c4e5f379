// 演示数据: a table made up on the spot for any scheme, as a grid, so that it is read like any other. Every town has a
// hidden strength that its figures scatter around; a few cells stay empty. The same seed makes the same table.
import { uniform } from '#core/evaluation/robustness/draws.ts'
import { growthKinds, type Rule } from '#core/evaluation/rule.ts'
import { type Indicator, indicatorsOf, type Scheme } from '#core/evaluation/scheme.ts'
import type { Grid } from '#core/evaluation/table.ts'

export const demoLabel = '演示数据'
const seed = 2024
const first = [...'云溪松岭桃源青石金河柳塘竹海梅山枫林白鹭荷湾杏园槐荫茶亭泉沟稻香鹤鸣兰陵']
const second = [...'溪岭源山河塘湾林泉坪桥渡沟岗台坝洲浦坞屯']

/** Units of things that are counted. */
const counted = new Set(['家', '个', '人', '张', '件', '项', '处', '名', '条'])

type Value = string | number | null

export function demoGrid(scheme: Scheme, towns: number): Grid {
  const indicators = indicatorsOf(scheme)
  const titles = ['名称', '类别', ...indicators.flatMap(({ id, rule }) => (growthKinds.includes(rule.kind) ? [id, `${id} 上年`] : [id])), ...scheme.adjustments.map(({ id }) => id), ...scheme.vetoes.map(({ id }) => id)]
  const rows = Array.from({ length: towns }, (_, i): Value[] => {
    const strength = 42 + 24 * (uniform(seed, i, 0) + uniform(seed, i, 1))
    const random = (stream: number): number => uniform(seed, i, 1000 + stream)
    return [
      nameOf(i), scheme.categories[Math.floor(random(0) * scheme.categories.length)] ?? null,
      ...indicators.flatMap((indicator, j) => valuesOf(indicator, strength, stream => random(10 + 20 * j + stream))),
      ...scheme.adjustments.map(({ per, cap }, k) => (random(2 + k) > 0.8 ? Math.ceil((random(50_000 + k) * cap) / per) : 0)),
      ...scheme.vetoes.map((_veto, k) => (random(60_000 + k) > 0.985 ? '是' : '否')),
    ]
  })
  return { sheet: demoLabel, hidden: false, hiddenRows: [], hiddenColumns: [], merges: [], rows: [titles, ...rows].map(row => row.map(value => ({ value }))) }
}

function nameOf(i: number): string {
  const round = Math.floor(i / (first.length * second.length))
  return `演示${first[i % first.length]}${second[(i * 7 + Math.floor(i / first.length)) % second.length]}镇${round ? round + 1 : ''}`
}

function valuesOf({ rule, unit }: Indicator, strength: number, random: (stream: number) => number): Value[] {
  if (random(0) < 0.006) return growthKinds.includes(rule.kind) ? [null, null] : [null]
  const points = Math.min(100, Math.max(0, strength + 60 * (random(1) + random(2) - 0.85)))
  if (growthKinds.includes(rule.kind)) {
    const [last, slope] = [20 + 80 * random(3), rule.kind === 'growth' ? rule : (rule as Extract<Rule, { kind: 'levelAndGrowth' }>).growth]
    return [tidy(last * (1 + (slope.zero + ((slope.full - slope.zero) * points) / 100) / 100), ''), tidy(last, '')]
  }
  const value = valueFor(rule, points, random)
  return [typeof value === 'number' ? tidy(value, unit) : value]
}

/** A value that earns about so many points. */
function valueFor(rule: Rule, points: number, random: (stream: number) => number): string | number {
  const along = (zero: number, full: number): number => zero + ((full - zero) * points) / 100
  switch (rule.kind) {
    case 'linear': return along(rule.zero, rule.full)
    case 'threshold': return rule.target * (rule.better === 'higher' ? 0.4 + points / 85 : 1.9 - points / 60)
    case 'bands': return (rule.bands.findLast(band => band.points <= points) ?? rule.bands[0] as { from: number }).from * (1 + 0.1 * random(4))
    case 'steps': return Math.round(rule.from + ((points - rule.base) / rule.perStep) * rule.step)
    case 'efficacy': return rule.unacceptable + ((points - 60) / 40) * (rule.satisfactory - rule.unacceptable)
    case 'standards': return (rule.standards.find(({ coefficient }) => coefficient * 100 <= points) ?? rule.standards.at(-1) as { value: number }).value
    case 'interval': return points > 60 ? rule.from + (rule.to - rule.from) * random(4) : along(rule.zeroBelow, rule.from)
    case 'nearest': return random(4) > 0.5 ? along(rule.zeroBelow, rule.best) : along(rule.zeroAbove, rule.best)
    case 'levels': return rule.levels.toSorted((a, b) => Math.abs(a.points - points) - Math.abs(b.points - points))[0]?.name ?? ''
    case 'yesNo': return points > 40 === rule.yes > rule.no ? '是' : '否'
    case 'expert': return Array.from({ length: Math.max(rule.least, 5) }, (_, k) => Math.round((rule.full * Math.min(100, Math.max(0, points + 16 * (random(4 + k) - 0.5)))) / 100)).join('、')
    default: return points
  }
}

/** Written as a person would; no percentage that could also be a share of one. */
function tidy(value: number, unit: string): number {
  const rounded = counted.has(unit) ? Math.max(0, Math.round(value)) : Number(value.toFixed(Math.abs(value) < 10 ? 2 : 1))
  return unit === '%' && rounded !== 0 && Math.abs(rounded) <= 1 ? 0 : rounded
}
