// zhenpu policy check: proves that the rules of a programme are whole, and runs its cases.
import { relative } from 'node:path'
import { messageOf } from '#core/base/problem.ts'
import { checkPack, type PackCheck } from '#core/decision/check-pack.ts'
import { parseScheme } from '#core/evaluation/parse-scheme.ts'
import { getPack, loadPacks, type PolicyPack } from '#server/policy-packs.ts'
import { printJson, printTable } from '../print.ts'

export async function check(programme: string | undefined, { json }: { json?: boolean }): Promise<number> {
  const packs = loadPacks()
  const chosen = programme === undefined ? packs.filter(pack => pack.rules.length) : [getPack(packs, programme)]
  const checks = chosen.map(pack => checkPack({ ...pack, cases: pack.cases.map(({ file, cases }) => ({ file: relative(process.cwd(), file), cases })), schemes: schemesOf(pack) }))
  if (json) printJson({ programmes: checks })
  else for (const one of checks) print(one)
  return checks.some(one => one.findings.some(finding => finding.severity === 'error')) ? 1 : 0
}

/** Ids of a pack's indicator systems, with what is wrong in each. */
function schemesOf({ schemes }: PolicyPack): Map<string, string[]> {
  return new Map(schemes.map(({ file, value }): [string, string[]] => {
    const scheme = parseScheme(value)
    const id = (value as { id?: unknown } | null)?.id
    return [typeof id === 'string' ? id : file, scheme.ok ? [] : [messageOf(scheme.problem)]]
  }))
}

function print({ programme, versions, cases, requirements, findings }: PackCheck): void {
  process.stdout.write(`${programme}\n`)
  if (!versions.length) process.stdout.write('没有决定规则。\n')
  for (const { id, title, effective, whole, counts, outcomes, gaps } of versions) {
    process.stdout.write(`\n规则 ${id} ${title}（自 ${effective}）：连同设定共 ${counts.combinations} 种组合，${whole ? '每种恰有一个结果或一处写明的空白' : '尚有遗漏或矛盾，见下'}\n`)
    printTable(['结果', '情形数（按现行设定）'], [...outcomes.map(({ label, count }) => [label, count]), ...gaps.map(({ label, count }) => [`空白：${label}`, count])])
  }
  process.stdout.write(`\n用例 ${cases.cases} 个，涉及小镇 ${cases.towns} 个；要求 ${requirements} 项\n`)
  const words = { error: '错误', warning: '警示' }
  for (const { severity, code, where, message } of findings) process.stdout.write(`${words[severity]} ${code}  ${where}：${message}\n`)
  process.stdout.write(`${findings.length ? '' : '没有发现问题。\n'}\n`)
}
