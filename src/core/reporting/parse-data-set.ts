// Reads a data set and finds what is wrong with it, each fault with its place.
import { problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { type Indicator as SchemeIndicator, indicatorsOf, type Scheme } from '../evaluation/scheme.ts'
import { chinese, issueText } from '../policy/rules.ts'
import { indicatorsIn } from './check-rule.ts'
import { type DataSet, DataSetFile, type Indicator, type IndicatorLine, isNumeric } from './data-set.ts'
import { readsOf } from './formula.ts'

/**
 * @param schemes the programme's indicator systems, which indicators may be taken from
 * @returns refuses with `data-set.invalid` naming each place and what is wrong there
 */
export function parseDataSet(value: unknown, schemes: readonly Scheme[] = []): Result<DataSet> {
  const read = DataSetFile.safeParse(value, { error: chinese })
  if (!read.success) return invalid(read.error.issues.map(issue => `${issue.path.join('.') || '（顶层）'}：${issueText(issue, value)}`))
  const { dataSet, faults } = wholeDataSet(read.data, schemes)
  return faults.length ? invalid(faults) : ok(dataSet)
}

/** The data set with what its scheme says of the indicators, and what is wrong with it, in words for whoever edits it. */
export function wholeDataSet({ scheme: schemeId, indicators: lines, ...rest }: DataSetFile, schemes: readonly Scheme[]): { dataSet: DataSet; faults: string[] } {
  const scheme = schemes.find(other => other.id === schemeId)
  const known = new Map(scheme ? indicatorsOf(scheme).map(indicator => [indicator.id, indicator]) : [])
  const dataSet: DataSet = { ...rest, indicators: lines.map(line => withDefaults(line, known.get(line.id))) }
  const unknown = schemeId !== undefined && !scheme
  const bare = unknown ? [] : lines.filter(line => !known.has(line.id) && (line.name === undefined || line.origin === undefined)).map(line => `指标 ${line.id}：指标体系里没有它，须写明 name 和 origin`)
  return { dataSet, faults: [...(unknown ? [`没有指标体系 ${schemeId}`] : []), ...bare, ...faultsOf(dataSet)] }
}

function invalid(faults: readonly string[]) {
  return refused(problem('data-set.invalid', { where: faults.join('；') }))
}

/** What an indicator of the scheme says about itself holds unless the line says otherwise. */
function withDefaults(line: IndicatorLine, known: SchemeIndicator | undefined): Indicator {
  const type = line.type ?? (known?.rule.kind === 'levels' ? 'choice' : known?.rule.kind === 'yesNo' ? 'yes-no' : 'number')
  const options = line.options ?? (known?.rule.kind === 'levels' ? known.rule.levels.map(level => level.name) : undefined)
  return {
    id: line.id, name: known?.name ?? line.id, unit: known?.unit ?? '', note: '', origin: known?.origin ?? '', decimals: type === 'number' ? 2 : 0, required: true, mayNotApply: false,
    ...(line as Partial<Indicator>), type, ...(options ? { options } : {}),
  }
}

function faultsOf(dataSet: DataSet): string[] {
  return [...identityFaults(dataSet), ...dataSet.indicators.flatMap(indicatorFaults), ...formulaFaults(dataSet), ...checkFaults(dataSet), ...departmentFaults(dataSet), ...levelFaults(dataSet)]
}

function repeated(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))]
}

function identityFaults({ indicators, checks, chain, departments }: DataSet): string[] {
  return [
    ...repeated(indicators.map(({ id }) => id)).map(id => `指标编号 ${id} 重复`), ...repeated(indicators.map(({ name }) => name)).map(name => `指标名称“${name}”重复`),
    ...repeated(checks.map(({ id }) => id)).map(id => `审核关系编号 ${id} 重复`), ...repeated(chain.map(({ id }) => id)).map(id => `环节编号 ${id} 重复`), ...repeated(departments.map(({ id }) => id)).map(id => `部门编号 ${id} 重复`),
    ...indicators.filter(({ id }) => id === 'remark').map(() => '指标编号不能是 remark，那是“说明”一栏'),
  ]
}

function indicatorFaults(indicator: Indicator): string[] {
  const { id, type, options, minimum, maximum, decimals, formula, tolerance, required } = indicator
  const number = isNumeric(indicator)
  return [
    ...(type === 'choice' && (options?.length ?? 0) < 2 ? [`指标 ${id}：选项至少要有两个`] : []),
    ...(type !== 'choice' && options ? [`指标 ${id}：不是选项类，不应写 options`] : []),
    ...(options ? repeated(options).map(option => `指标 ${id}：选项“${option}”重复`) : []),
    ...(!number && (minimum !== undefined || maximum !== undefined) ? [`指标 ${id}：不是数值，不能有上下限`] : []),
    ...(minimum !== undefined && maximum !== undefined && minimum > maximum ? [`指标 ${id}：下限大于上限`] : []),
    ...(type === 'integer' && decimals !== 0 ? [`指标 ${id}：整数不能有小数位`] : []),
    ...(formula && !number ? [`指标 ${id}：只有数值能由公式得出`] : []),
    ...(formula && required ? [`指标 ${id}：由公式得出的不填报，须写 required: false`] : []),
    ...(tolerance && !number ? [`指标 ${id}：只有数值能有允许误差`] : []),
  ]
}

/** Every formula reads figures that exist, and none reads itself, even by a detour. */
function formulaFaults({ indicators }: DataSet): string[] {
  const byId = new Map(indicators.map(indicator => [indicator.id, indicator]))
  const reaches = (id: string, seen: ReadonlySet<string>): boolean => {
    const formula = byId.get(id)?.formula
    return formula ? readsOf(formula).some(other => seen.has(other) || reaches(other, new Set([...seen, other]))) : false
  }
  return indicators.flatMap(({ id, formula }) => (formula ? [
    ...readsOf(formula).flatMap(other => numberFault(`指标 ${id} 的公式`, byId.get(other), other)),
    ...(reaches(id, new Set([id])) ? [`指标 ${id} 的公式绕回自身`] : []),
  ] : []))
}

function numberFault(where: string, indicator: Indicator | undefined, id: string): string[] {
  return indicator && isNumeric(indicator) ? [] : [`${where}：${indicator ? `${id} 不是数值` : `没有指标 ${id}`}`]
}

function checkFaults({ checks, indicators }: DataSet): string[] {
  const byId = new Map(indicators.map(indicator => [indicator.id, indicator]))
  return checks.flatMap(check => {
    const where = `审核关系 ${check.id}`
    const named = indicatorsIn(check).flatMap(id => (check.kind === 'needs' ? (byId.has(id) ? [] : [`${where}：没有指标 ${id}`]) : numberFault(where, byId.get(id), id)))
    return [...named, ...(check.kind === 'ratio' && check.least === undefined && check.most === undefined ? [`${where}：至少要写 least、most 之一`] : [])]
  })
}

function departmentFaults({ departments, indicators }: DataSet): string[] {
  const known = new Set(indicators.map(({ id }) => id))
  return departments.flatMap(({ id, indicators: own }) => own.filter(other => !known.has(other)).map(other => `部门 ${id}：没有指标 ${other}`))
}

function levelFaults({ chain, departments }: DataSet): string[] {
  return [
    ...(chain[0]?.afterDepartments ? ['第一个环节是填报，不能等部门确认'] : []),
    ...(chain.some(level => level.afterDepartments) && !departments.length ? ['写了 afterDepartments，却没有 departments'] : []),
  ]
}
