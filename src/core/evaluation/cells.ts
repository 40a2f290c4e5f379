// The data of an evaluation: a unit's cells, each a value or the reason why there is none, and how gaps are filled.
import { median, mean } from './methods/statistics.ts'
import { type Context, growthKinds, peersOf, pointsOf, relativeKinds, type Value } from './rule.ts'
import { neighboursOf } from './neighbours.ts'
import { type Indicator, indicatorsOf, type Scheme } from './scheme.ts'

/** A value, or why there is none. `source` says where it stands (sheet and cell). */
export type Cell =
  | { state: 'value'; value: Value; source: string }
  | { state: 'missing' | 'refused' | 'notApplicable'; source: string; why?: string }

export type Unit = {
  id: string
  name: string
  category: string | null
  withdrawn?: boolean
  cells: Readonly<Record<string, Cell>>
  /** values of earlier years, by indicator; `age` in years, 1 for last year */
  earlier?: Readonly<Record<string, { value: Value; source: string; age: number }>>
}

/** A cell as it counts: what the rule saw, how it was come by, and the points it made. */
export type Read = {
  indicator: Indicator
  state: Cell['state'] | 'imputed'
  value: Value | null
  source: string
  /** why the value was refused, or how it was filled in */
  note: string | null
  points: number | null
  context: Context
  /** figures of the towns it was filled in from, where not of the whole category */
  donors?: readonly number[]
}

/** Cells of every unit, unit by unit in the order of the indicators. Units that take no part still read, but are nobody's peers. */
export function readCells(scheme: Scheme, units: readonly Unit[]): Read[][] {
  const indicators = indicatorsOf(scheme)
  const columns = indicators.map(indicator => readColumn(scheme, indicator, units))
  const rows = units.map((_, i) => columns.map(column => column[i] as Read))
  return indicators.some(({ missing }) => missing === 'neighbour') ? fillFromNeighbours(indicators, units, rows) : rows
}

/** Second pass: who is alike is seen from what everybody reported, never from what was filled in. */
function fillFromNeighbours(indicators: readonly Indicator[], units: readonly Unit[], rows: readonly Read[][]): Read[][] {
  return rows.map((row, i) => row.map((read, j): Read => {
    const { missing, neighbours = 0 } = indicators[j] as Indicator
    if (missing !== 'neighbour' || (read.state !== 'missing' && read.state !== 'refused')) return read
    const near = neighboursOf(i, j, neighbours, units, rows)
    if (!near.length) return read
    const donors = near.map(({ value }) => value)
    // Peers of a rule that compares towns are those that reported; the filled-in value joins nobody's.
    const { peers } = rows.find(other => other[j]?.context.peers)?.[j]?.context ?? {}
    const note = `采用同类别最相近的 ${near.length} 个（${near.slice(0, 6).map(({ unit }) => unit.name).join('、')}${near.length > 6 ? '等' : ''}）的平均值`
    return judge({ ...read, state: 'imputed', value: mean(donors), note, donors, context: peers ? { ...read.context, peers } : read.context })
  }))
}

function readColumn(scheme: Scheme, indicator: Indicator, units: readonly Unit[]): Read[] {
  const given = units.map(unit => readCell(indicator, unit))
  const filled = given.map((read, i) => (read.state === 'missing' || read.state === 'refused' ? fill(scheme, read, units[i] as Unit, units, given) : read))
  const peers = relativeKinds.includes(indicator.rule.kind) ? peersOf(filled.flatMap((read, i) => (typeof read.value === 'number' && Number.isFinite(read.value) && !units[i]?.withdrawn ? [read.value] : []))) : null
  return filled.map(read => (read.value === null ? read : judge(peers ? { ...read, context: { ...read.context, peers } } : read)))
}

function readCell(indicator: Indicator, unit: Unit): Read {
  const cell: Cell = unit.cells[indicator.id] ?? { state: 'missing', source: '（表中没有这一列）' }
  const last = unit.earlier?.[indicator.id]
  const context: Context = growthKinds.includes(indicator.rule.kind) ? { last: last?.age === 1 && typeof last.value === 'number' ? last.value : null } : {}
  const note = cell.state === 'refused' ? cell.why ?? '数据有误' : null
  return { indicator, state: cell.state, value: cell.state === 'value' ? cell.value : null, source: cell.source, note, points: null, context }
}

/** What the rule cannot judge is refused, and never counted as a low value. */
function judge(read: Read): Read {
  const { indicator: { rule }, value, context } = read
  const points = pointsOf(rule, value as Value, context)
  if (points !== null) return { ...read, points }
  const note = growthKinds.includes(rule.kind) && typeof value === 'number' ? '没有上年数据或上年为 0，无法计算增长'
    : rule.kind === 'expert' ? `专家打分须有 ${rule.least} 份以上，每份在 0 与 ${rule.full} 之间`
    : `“${Array.isArray(value) ? value.join('、') : String(value)}”不在可用的等级或数值之中`
  return { ...read, state: 'refused', value: null, note }
}

function fill(scheme: Scheme, read: Read, unit: Unit, units: readonly Unit[], column: readonly Read[]): Read {
  const { indicator } = read
  if (indicator.missing === 'lastYear') {
    const last = unit.earlier?.[indicator.id]
    return last && last.age <= scheme.maxAge ? { ...read, state: 'imputed', value: last.value, note: `采用 ${last.age} 年前的数据（${last.source}）` } : read
  }
  if (indicator.missing !== 'groupMean' && indicator.missing !== 'groupMedian') return read
  const values = column.flatMap((other, i) => (other.state === 'value' && typeof other.value === 'number' && Number.isFinite(other.value) && units[i]?.category === unit.category && !units[i]?.withdrawn ? [other.value] : []))
  if (!values.length) return read
  const value = indicator.missing === 'groupMean' ? mean(values) : median(values)
  return { ...read, state: 'imputed', value, note: `采用同类别 ${values.length} 个的${indicator.missing === 'groupMean' ? '平均值' : '中位数'}` }
}
