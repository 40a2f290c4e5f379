// zhenpu policy check: proves that a programme's files hang together, and runs its cases.
import { resolve } from 'node:path'
import { printDate } from '#core/base/plain-date.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { checkWhole, type WholeCheck } from '#core/pack/check.ts'
import { readPolicy } from '#server/identity/access.ts'
import { packFiles, packFolders } from '#server/policy-packs.ts'
import { printJson, printTable } from '../print.ts'

/** `in`: another folder of packs than the shipped one, for drafts */
type Options = { json?: boolean; in?: string }

export async function check(programme: string | undefined, { json, in: folder }: Options): Promise<number> {
  const where = folder === undefined ? undefined : resolve(folder)
  const known = packFolders(where)
  if (programme !== undefined && !known.includes(programme)) throw new Refusal(problem('programme.unknown', { programme, known: known.join('、') }))
  const access = readPolicy()
  const checks = known.filter(id => programme === undefined || id === programme).map(id => checkWhole(id, packFiles(id, where), access))
  if (json) printJson({ programmes: checks })
  else for (const one of checks) print(one)
  return checks.some(one => one.findings.some(finding => finding.severity === 'error')) ? 1 : 0
}

function print({ programme, versions, cases, files, schemes, schemeCases, dataSets, requirements, findings }: WholeCheck): void {
  process.stdout.write(`${programme}\n`)
  if (!versions.length) process.stdout.write('没有决定规则。\n')
  for (const { id, title, effective, whole, counts, outcomes, gaps } of versions) {
    process.stdout.write(`\n规则 ${id} ${title}（自 ${printDate(effective)}）：连同设定共 ${counts.combinations} 种组合，${whole ? '每种恰有一个结果或一处写明的空白' : '尚有遗漏或矛盾，见下'}\n`)
    printTable(['结果', '情形数（按现行设定）'], [...outcomes.map(({ label, count }) => [label, count]), ...gaps.map(({ label, count }) => [`空白：${label}`, count])])
  }
  process.stdout.write(`\n文件 ${files} 个；用例 ${cases.cases} 个，涉及小镇 ${cases.towns} 个；指标体系 ${schemes} 套，用例 ${schemeCases} 个；报表 ${dataSets} 张；要求 ${requirements} 项\n`)
  const words = { error: '错误', warning: '警示' }
  for (const { severity, code, file, line, where, message } of findings) process.stdout.write(`${words[severity]} ${code}  ${file ? `${file}${line ? ` 第 ${line} 行` : ''}，` : ''}${where === file ? '' : where}：${message}\n`)
  process.stdout.write(`${findings.length ? '' : '没有发现问题。\n'}\n`)
}
