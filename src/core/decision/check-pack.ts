// Everything that can be checked of a programme's decision side: each version of the rules, their order in time, and
// the cases written for them.
import type { CasesFile } from '../policy/case.ts'
import type { Programme } from '../policy/programme.ts'
import { runCases } from './cases.ts'
import { checkRules, type RulesCheck } from './check.ts'
import type { Rules } from './compile.ts'
import { type PolicyFinding, policyError } from './finding.ts'

export type PackToCheck = {
  id: string
  programme: Programme | null
  rules: readonly Rules[]
  cases: readonly { file: string; cases: CasesFile }[]
  /** ids of indicator systems, with what is wrong in each */
  schemes: ReadonlyMap<string, readonly string[]>
}

type Counted = { id: string; label: string; count: number }

export type PackCheck = {
  programme: string
  /** `whole`: every combination leads to exactly one outcome or named gap */
  versions: { id: string; title: string; effective: string; whole: boolean; counts: Omit<RulesCheck['counts'], 'outcomes' | 'gaps'>; outcomes: Counted[]; gaps: Counted[] }[]
  cases: { cases: number; towns: number }
  findings: PolicyFinding[]
}

export function checkPack(pack: PackToCheck): PackCheck {
  const findings: PolicyFinding[] = []
  const versions = pack.rules.map(rules => {
    const check = checkRules(rules, { schemes: pack.schemes, ...(pack.programme ? { lists: pack.programme.lists.map(list => list.kind) } : {}) })
    findings.push(...check.findings.map(finding => ({ ...finding, where: `${rules.id} ${finding.where}` })))
    const { outcomes, gaps, ...counts } = check.counts
    return {
      id: rules.id, title: rules.title, effective: rules.effective, counts, whole: !check.findings.some(finding => finding.code === 'no-outcome' || finding.code === 'contradiction'),
      outcomes: rules.file.outcomes.filter(({ id }) => outcomes[id]).map(({ id, label }) => ({ id, label, count: outcomes[id] ?? 0 })),
      gaps: rules.file.gaps.filter(({ id }) => gaps[id]).map(({ id, title }) => ({ id, label: title, count: gaps[id] ?? 0 })),
    }
  })
  findings.push(...inOrder(pack.rules))
  const runs = pack.cases.map(({ file, cases }) => {
    const rules = pack.rules.find(version => version.id === cases.rules)
    const run = rules ? runCases(rules, cases) : { cases: 0, towns: 0, findings: [policyError('case-invalid', file, `没有编号为“${cases.rules}”的规则。现有：${pack.rules.map(version => version.id).join('、')}。`)] }
    findings.push(...run.findings.map(finding => ({ ...finding, file })))
    return run
  })
  return {
    programme: pack.id, versions, findings,
    cases: { cases: runs.reduce((sum, run) => sum + run.cases, 0), towns: runs.reduce((sum, run) => sum + run.towns, 0) },
  }
}

/** Two versions of one day leave open which holds; a later one that decides earlier seasons contradicts the earlier. */
function inOrder(versions: readonly Rules[]): PolicyFinding[] {
  const sorted = versions.toSorted((a, b) => (a.effective < b.effective ? -1 : 1))
  return sorted.flatMap((version, i) => {
    const next = sorted[i + 1]
    if (!next) return []
    if (next.effective === version.effective || next.id === version.id) return [policyError('version-order', `规则 ${next.id}`, `与规则 ${version.id} 施行日或编号相同，分不出用哪一版。`)]
    return next.firstSeason < version.firstSeason ? [policyError('version-order', `规则 ${next.id}`, `施行在后，而首个评估年度 ${next.firstSeason} 早于规则 ${version.id} 的 ${version.firstSeason}。`)] : []
  })
}
