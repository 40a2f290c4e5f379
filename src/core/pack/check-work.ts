// Applications, reports, supervision: what the offices work by, each against the rest of the pack.
import { organisationKinds } from '../access/organisation.ts'
import type { Permission } from '../access/permission.ts'
import type { AccessPolicy } from '../access/policy.ts'
import { applicationProblems } from '../application/policy.ts'
import { type PolicyFinding, policyError } from '../decision/finding.ts'
import { noRestDays } from '../reporting/day.ts'
import type { DataSet } from '../reporting/data-set.ts'
import { dueDates } from '../reporting/due.ts'
import { wholeDataSet } from '../reporting/parse-data-set.ts'
import { neighbour, periodOn } from '../reporting/period.ts'
import { permissionOfAct } from '../reporting/seats.ts'
import { policyFaults } from '../supervision/policy.ts'
import type { Pack } from './read-pack.ts'
import { checkDocuments, looksCited, repeated } from './references.ts'
import type { Source } from './source.ts'

/** Faults that a parser tells as sentences, each with the line of what it names. */
function told({ located }: Source, where: string, sentences: readonly string[]): PolicyFinding[] {
  return sentences.map(sentence => located(policyError('reference', where, `${sentence}。`)))
}

function quoted(articles: Readonly<Record<string, string>>): [PropertyKey[], string][] {
  return Object.keys(articles).map(article => [['articles', article], article])
}

/** Full marks of a review 百分制. */
const fullMarks = 100

export function checkApplications(pack: Pack): PolicyFinding[] {
  if (!pack.applications) return []
  const { source, value: file } = pack.applications
  const { finding } = source
  const { investment: { kinds }, nameUse, review, standards } = file
  const points = review.criteria.reduce((sum, criterion) => sum + Math.round(criterion.points * 1e6), 0) / 1e6
  return [
    ...told(source, '申报', applicationProblems(file, pack.requirements?.value ?? { documents: {}, requirements: [] })),
    ...checkDocuments(pack, source, [...quoted(file.articles), ...review.criteria.map(({ origin }, i): [PropertyKey[], string] => [['review', 'criteria', i, 'origin'], origin]).filter(([, origin]) => looksCited(origin))]),
    ...(points === fullMarks ? [] : [finding('weights', ['review', 'criteria'], `分值合计 ${points}，应为 ${fullMarks}。请改分值。`)]),
    ...(review.panel.trimFrom < 3 ? [finding('share-range', ['review', 'panel', 'trimFrom'], `满 ${review.panel.trimFrom} 份就去掉最高、最低，剩不下分数。请改为 3 或以上。`)] : []),
    ...(kinds.some(kind => kind.counts) ? [] : [finding('unreachable', ['investment', 'kinds'], '没有一类计入主导产业投资（counts: true），占比永远是 0。')]),
    ...(Object.keys(nameUse.options).every(id => nameUse.refused.includes(id)) ? [finding('unreachable', ['nameUse', 'refused'], '每一种答案都不能受理，谁也报不了。请从 refused 里删去能受理的。')] : []),
    ...standards.flatMap(({ items }, s) => items.flatMap(({ from, to }, i) => (from !== undefined && to !== undefined && to <= from ? [finding('deadline', ['standards', s, 'items', i, 'to'], `不晚于 from（${from}），一天也不问。请改日期。`)] : []))),
  ]
}

export function checkReporting(pack: Pack, access: AccessPolicy): PolicyFinding[] {
  const schemes = pack.schemes.map(({ value }) => value)
  return pack.dataSets.flatMap(({ source, value: file }, at) => {
    const { dataSet, faults } = wholeDataSet(file, schemes)
    const origins = [...file.indicators.map(({ origin }, i): [PropertyKey[], string | undefined] => [['indicators', i, 'origin'], origin]), ...file.checks.map(({ origin }, i): [PropertyKey[], string] => [['checks', i, 'origin'], origin])]
    return [
      ...told(source, `报表 ${file.id}`, faults), ...checkDocuments(pack, source, origins.flatMap(([path, origin]): [PropertyKey[], string][] => (origin !== undefined && looksCited(origin) ? [[path, origin]] : []))),
      ...(pack.dataSets.slice(0, at).some(other => other.value.id === file.id) ? [source.finding('duplicate-id', ['id'], `编号“${file.id}”已有另一张报表在用。请换一个。`)] : []),
      ...checkChain(dataSet, source, access),
    ]
  })
}

/** Somebody can act at every level, and nobody is due before those they wait for. */
function checkChain(dataSet: DataSet, { finding }: Source, { roles, permissions }: AccessPolicy): PolicyFinding[] {
  const heldBy = (kind: string, permission: Permission): boolean => roles.some(role => role.organisation === kind && permissions[permission].who[role.id])
  const needed = (at: number): Permission[] => (at === 0 ? [permissionOfAct.save, permissionOfAct.submit] : [permissionOfAct.approve])
  let period = periodOn(dataSet.period, dataSet.validFrom)
  const early = new Map<number, string>()
  // Months differ in length: what is in order in one period may not be in another.
  for (let i = 0; i < 12; i++, period = neighbour(period, 1)) {
    for (const [at, { due }] of dueDates(dataSet, period, noRestDays).entries()) if (at > 0 && due < (dueDates(dataSet, period, noRestDays)[at - 1]?.due ?? due) && !early.has(at)) early.set(at, period.title)
  }
  return [
    ...dataSet.chain.flatMap(({ label, kind }, at) => needed(at).filter(permission => !heldBy(kind, permission)).map(permission => finding('unknown-role', ['chain', at, 'kind'], `没有一个角色是${organisationKinds[kind]}而可以“${permissions[permission].label}”，“${label}”这一环永远办不了。请改 kind，或在 access.yaml 里授权。`))),
    ...(dataSet.departments.length && !heldBy('department', permissionOfAct.confirm) ? [finding('unknown-role', ['departments'], '没有一个角色可以“部门确认指标”。请在 access.yaml 里授权。')] : []),
    ...(dataSet.departments.length && !dataSet.chain.some(level => level.afterDepartments) ? [{ ...finding('unused', ['departments'], '没有一个环节等部门确认（afterDepartments: true），确认与否不起作用。请写明，或删去 departments。'), severity: 'warning' as const }] : []),
    ...[...early].map(([at, title]) => finding('deadline', ['chain', at, 'due'], `“${dataSet.chain[at]?.label}”的时限早于“${dataSet.chain[at - 1]?.label}”（如${title}）。请改成先下级、后上级。`)),
    ...repeated(dataSet.departments.flatMap(department => department.indicators)).map(([id]) => finding('inconsistent', ['departments'], `指标 ${id} 由两个部门把关，说不清谁负责。请只留一个。`)),
  ]
}

export function checkSupervision(pack: Pack): PolicyFinding[] {
  if (!pack.supervision) return []
  const { source, value: policy } = pack.supervision
  const { finding } = source
  const { misuse, severities, support } = policy
  const used = new Set(misuse.kinds.flatMap(kind => kind.dispositions))
  return [
    ...told(source, '监督', policyFaults(policy)), ...checkDocuments(pack, source, quoted(policy.articles)),
    ...misuse.dispositions.flatMap(({ id, label }, i) => (used.has(id) ? [] : [finding('unreachable', ['misuse', 'dispositions', i], `没有一种情形可以“${label}”。请写进 kinds，或删去。`)])),
    ...(severities.some(severity => severity.rung) ? [] : [finding('unreachable', ['severities'], '没有一种程度须立案（rung），整改措施永远用不上。')]),
    ...(support.uses.some(use => use.covered) ? [] : [finding('unreachable', ['support', 'uses'], '没有一种用途在支持之列（covered: true），谁也得不到支持。')]),
    ...repeated(support.conditions.map(condition => condition.kind)).map(([kind, at]) => finding('duplicate-id', ['support', 'conditions', at], `条件“${kind}”写了两次。请留一条。`)),
  ]
}
