// Indicator systems and requirements: their grades, categories and documents are the programme's, shares and bounds are
// possible, cases come out as written.
import { type PolicyFinding, policyWarning } from '../decision/finding.ts'
import { schemeFaults } from '../evaluation/parse-scheme.ts'
import type { Scheme } from '../evaluation/scheme.ts'
import type { Bound } from '../policy/requirement.ts'
import type { Pack, Read } from './read-pack.ts'
import { checkDocuments, looksCited, repeated } from './references.ts'
import { schemeCaseFaults } from './scheme-cases.ts'

export function checkSchemes(pack: Pack): PolicyFinding[] {
  return [...pack.schemes.flatMap((scheme, i) => [...checkScheme(pack, scheme), ...(pack.schemes.slice(0, i).some(other => other.value.id === scheme.value.id) ? [scheme.source.finding('duplicate-id', ['id'], `编号“${scheme.value.id}”已有另一个指标体系在用。请换一个。`)] : [])]), ...checkSchemeCases(pack)]
}

function checkScheme(pack: Pack, { source, value: scheme }: Read<Scheme>): PolicyFinding[] {
  const { finding, located } = source
  const programme = pack.programme?.value
  const grades = programme?.grades.map(grade => grade.id)
  const quotas = (['top', 'bottom'] as const).map(side => scheme.quotas.filter(quota => quota.side === side).reduce((most, { share }) => Math.max(most, share), 0))
  const origins = [...scheme.dimensions.flatMap(({ indicators }, d) => indicators.map(({ origin }, i): [PropertyKey[], string] => [['dimensions', d, 'indicators', i, 'origin'], origin])), ...scheme.vetoes.map(({ origin }, i): [PropertyKey[], string] => [['vetoes', i, 'origin'], origin]), ...scheme.adjustments.map(({ origin }, i): [PropertyKey[], string] => [['adjustments', i, 'origin'], origin])]
  return [
    ...schemeFaults(scheme).map(message => located({ code: 'scheme-invalid', severity: 'error', where: `指标体系 ${scheme.id}`, message: `${message}。` })),
    ...scheme.bands.flatMap(({ grade, from }, i) => [
      ...(grades && !grades.includes(grade) ? [finding('unknown-grade', ['bands', i, 'grade'], `项目没有“${grade}”这个等级。现有：${grades.join('、')}。`)] : []),
      ...(from > scheme.ceiling ? [finding('unreachable', ['bands', i, 'from'], `得分最高 ${scheme.ceiling}，到不了 ${from}。请改小，或改 ceiling。`)] : []),
    ]),
    ...(grades ?? []).filter(grade => !scheme.bands.some(band => band.grade === grade)).map(grade => finding('unreachable', ['bands'], `等级“${grade}”没有分数段，打分永远得不出。请补一段，或从 programme.yaml 删去。`)),
    ...scheme.categories.filter(category => programme && !programme.categories.includes(category)).map(category => finding('unknown-category', ['categories'], `项目没有“${category}”这个类别。现有：${programme?.categories.join('、')}。`)),
    ...(programme && scheme.categories.length ? programme.categories.filter(category => !scheme.categories.includes(category)).map(category => finding('unknown-category', ['categories'], `没有写“${category}”，这一类的镇不能评估。请补上这一类的权重。`)) : []),
    ...((quotas[0] as number) + (quotas[1] as number) > 10_000 ? [finding('share-range', ['quotas'], `前段与后段的份额合计超过 100%。请改小。`)] : []),
    ...scheme.vetoes.flatMap(({ name, effect }, i) => (effect.kind === 'gradeAtMost' && effect.grade === scheme.bands[0]?.grade ? [finding('unreachable', ['vetoes', i, 'effect'], `“${name}”最高定为“${effect.grade}”，那已是最好的等级，不起作用。请改等级，或删去。`)] : [])),
    ...checkDocuments(pack, source, origins.filter(([, origin]) => looksCited(origin))),
    ...(scheme.validTo !== undefined && scheme.validTo <= scheme.validFrom ? [finding('deadline', ['validTo'], `不晚于 validFrom（${scheme.validFrom}），一天也不施行。请改日期。`)] : []),
  ]
}

function checkSchemeCases({ schemes, schemeCases }: Pack): PolicyFinding[] {
  return schemeCases.flatMap(({ source, value }) => {
    const scheme = schemes.find(other => other.source.file === `schemes/${value.scheme}`)
    if (!scheme) return [source.finding('unknown-scheme', ['scheme'], `schemes 里没有“${value.scheme}”。现有：${schemes.map(other => other.source.file.slice('schemes/'.length)).join('、')}。`)]
    return value.cases.flatMap((one, i) => schemeCaseFaults(scheme.value, one).map(message => source.finding('case-failed', ['cases', i], `${message}。`)))
  })
}

export function checkRequirements(pack: Pack): PolicyFinding[] {
  if (!pack.requirements) return []
  const { source, value: { documents, requirements } } = pack.requirements
  const { finding } = source
  const others = { ...Object.fromEntries(pack.rules.flatMap(({ value }) => Object.entries(value.file.documents))), ...pack.programme?.value.documents }
  const used = new Set(requirements.flatMap(({ bounds }) => bounds.map(({ article }) => article.split(' ')[0])))
  return [
    ...repeated(requirements.map(({ id }) => id)).map(([id, at]) => finding('duplicate-id', ['requirements', at, 'id'], `“${id}”写了两次。请改成互不相同。`)),
    ...Object.entries(documents).flatMap(([name, { number, title }]) => (others[name] !== undefined && others[name] !== number && others[name] !== title ? [finding('inconsistent', ['documents', name], `“${name}”在这里是 ${number}，在别处是 ${others[name]}。请改成一样。`)] : [])),
    ...Object.keys(documents).filter(name => !used.has(name)).map(name => ({ ...finding('unused', ['documents', name], `没有一项要求出自“${name}”。请补上要求，或删去文件。`), severity: 'warning' as const })),
    ...requirements.flatMap(({ id, bounds }, r) => bounds.flatMap((bound, b): PolicyFinding[] => {
      const path = ['requirements', r, 'bounds', b]
      const document = documents[bound.article.split(' ')[0] ?? '']
      const { least, most, above, encouraged } = bound
      return [
        ...checkDocuments(pack, source, [[[...path, 'article'], bound.article]]),
        ...(least === undefined && most === undefined && above === undefined ? [finding('share-range', path, `要求 ${id} 没有写数目。请写 least、most 或 above。`)] : []),
        ...(least !== undefined && most !== undefined && least > most ? [finding('share-range', path, `要求 ${id} 的下限 ${least} 大于上限 ${most}。请核对文件。`)] : []),
        ...(encouraged && ((encouraged.least ?? Infinity) < (least ?? -Infinity) || (encouraged.most ?? -Infinity) > (most ?? Infinity)) ? [finding('share-range', [...path, 'encouraged'], `鼓励值比要求还宽。请核对文件。`)] : []),
        ...(bound.to !== undefined && bound.to <= bound.from ? [finding('deadline', [...path, 'to'], `不晚于 from（${bound.from}），一天也不适用。请改日期。`)] : []),
        ...(document && bound.from < document.date ? [finding('deadline', [...path, 'from'], `自 ${bound.from} 起，早于文件的日期 ${document.date}。请核对。`)] : []),
        ...bounds.slice(0, b).filter(other => clash(other, bound)).map(() => finding('contradiction', path, `要求 ${id} 在同一级、同一时期有两个不能同时做到的数目。请写明 from、to 或 covers。`)),
      ]
    })),
  ]
}

/** Same level, same towns, some day in common, and no figure keeps both. */
function clash(a: Bound, b: Bound): boolean {
  const together = a.from < (b.to ?? '9999') && b.from < (a.to ?? '9999')
  const [floor, roof] = [Math.max(a.least ?? -Infinity, b.least ?? -Infinity, a.above ?? -Infinity, b.above ?? -Infinity), Math.min(a.most ?? Infinity, b.most ?? Infinity)]
  return together && a.level === b.level && a.covers === b.covers && floor > roof
}

/** Rules of the pack that grade by points must have the system they name; others are named where nothing uses them. */
export function unusedSchemes({ rules, schemes, dataSets }: Pack): PolicyFinding[] {
  const used = new Set([...rules.map(({ value }) => value.file.scheme), ...dataSets.map(({ value }) => value.scheme)])
  return schemes.filter(({ value }) => !used.has(value.id)).map(({ source, value }) => source.located(policyWarning('unused', `指标体系 ${value.id}`, '没有一版规则、一张报表用到它。请在 rules 里写 scheme，或移走。')))
}

