// Does the bundle say of itself what it holds? One hash a section, one a town.
import { canonical, type Json } from '../base/canonical.ts'
import type { Bundle } from './bundle.ts'
import type { Check, Difference } from './difference.ts'
import { hashesOf, townNames } from './sections.ts'

const labels = { frame: '材料说明', policy: '规则与设定', snapshot: '冻结的数据', results: '结果', notice: '公文', log: '日志' } as const

export function checkHashes(bundle: Bundle): Check[] {
  const made = hashesOf(bundle)
  const sections = Object.keys(labels) as (keyof typeof labels)[]
  const nameOf = townNames(bundle)
  const towns = [...new Set([...Object.keys(bundle.hashes.towns), ...Object.keys(made.towns)])]
  const { id, programme, year } = bundle.season
  return [
    { what: '各部分摘要', count: sections.length, differences: [
      ...(id === `${programme}/${year}` ? [] : [{ code: 'season-id' as const, where: 'season', message: `年度编号是“${id}”，而项目与年份是“${programme}”“${year}”` }]),
      ...sections.filter(section => made[section] !== bundle.hashes[section]).map((section): Difference => ({ code: 'section-hash', where: section, message: `“${labels[section]}”部分与其摘要不符：制作之后有改动` })),
    ] },
    { what: '各小镇材料摘要', count: towns.length, differences: towns.filter(town => made.towns[town] !== bundle.hashes.towns[town]).map((town): Difference => ({
      code: 'town-changed', where: `hashes.towns ${town}`,
      message: !(town in made.towns) ? `少了小镇 ${nameOf(town)}：摘要里有它，材料里没有` : !(town in bundle.hashes.towns) ? `多了小镇 ${nameOf(town)}：材料里有它，摘要里没有` : `${nameOf(town)}的材料与其摘要不符：制作之后有改动`,
    })) },
  ]
}

/** Texts that are not in the one form that is hashed: another spelling of the same character would go unnoticed. */
export function checkTextForm(bundle: unknown): Difference[] {
  return canonical(bundle as Json) === JSON.stringify(sorted(bundle)) ? [] : [{ code: 'text-form', where: '', message: '材料里有未归一的字符（Unicode NFC）：同一个字用了另一种编码' }]
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([key, member]) => [key, sorted(member)]))
}
