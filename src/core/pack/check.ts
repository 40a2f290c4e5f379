// The proof that a programme's files hang together: every reference leads somewhere, every share and weight is whole, every
// case comes out, nothing contradicts itself and nothing stands there in vain. Whatever is wrong is named with file and line.
import type { AccessPolicy } from '../access/policy.ts'
import { checkPack, type PackCheck } from '../decision/check-pack.ts'
import type { PolicyFinding } from '../decision/finding.ts'
import { schemeFaults } from '../evaluation/parse-scheme.ts'
import { checkRequirements, checkSchemes, unusedSchemes } from './check-figures.ts'
import { checkProgramme } from './check-programme.ts'
import { checkWording } from './check-wording.ts'
import { checkApplications, checkReporting, checkSupervision } from './check-work.ts'
import { type Pack, readPack } from './read-pack.ts'
import type { PackFile, Source } from './source.ts'

export type WholeCheck = PackCheck & {
  /** how many files were read, and what is in them */
  files: number
  requirements: number
  schemes: number
  dataSets: number
  /** cases of the indicator systems, beside those of the rules */
  schemeCases: number
}

/** @param access who holds which permission, for the levels of the reports */
export function checkWhole(id: string, files: readonly PackFile[], access: AccessPolicy): WholeCheck {
  const { pack, findings } = readPack(id, files)
  const decided = decisionSide(pack)
  const all = [...findings, ...decided.findings, ...checkProgramme(pack), ...checkRequirements(pack), ...checkSchemes(pack), ...unusedSchemes(pack), ...checkApplications(pack), ...checkReporting(pack, access), ...checkSupervision(pack), ...checkWording(pack)]
  const order = (finding: PolicyFinding): string => `${finding.file ?? ''} ${String(finding.line ?? 0).padStart(6, '0')}`
  return {
    ...decided, files: files.length, requirements: pack.requirements?.value.requirements.length ?? 0, schemes: pack.schemes.length, dataSets: pack.dataSets.length, schemeCases: pack.schemeCases.reduce((sum, { value }) => sum + value.cases.length, 0),
    findings: withoutConsequences(pack, all).toSorted((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0)),
  }
}

/** Rules and their cases, each finding with its line. */
function decisionSide({ id, programme, rules, cases, schemes }: Pack): PackCheck {
  const sourceOf = new Map<string, Source>([...rules.map(({ source, value }): [string, Source] => [value.id, source]), ...cases.map(({ source }): [string, Source] => [source.file, source])])
  const made = checkPack({
    id, programme: programme?.value ?? null, rules: rules.map(({ value }) => value).toSorted((a, b) => (a.effective < b.effective ? -1 : 1)),
    cases: cases.map(({ source, value }) => ({ file: source.file, cases: value })), schemes: new Map(schemes.map(({ value }) => [value.id, schemeFaults(value)])),
  })
  const placed = made.findings.map(finding => {
    const source = finding.file ? sourceOf.get(finding.file) : sourceOf.get(finding.where.split(' ')[0] ?? '') ?? (rules.length === 1 ? rules[0]?.source : undefined)
    return source ? source.located(finding) : finding
  })
  // Faults of the indicator systems are told where they stand.
  return { ...made, findings: placed.filter(finding => finding.code !== 'scheme-invalid') }
}

/** A file that could not be read is told once, and not again by everybody who looked for what is in it. */
function withoutConsequences({ broken }: Pack, findings: readonly PolicyFinding[]): PolicyFinding[] {
  const lost = (finding: PolicyFinding): boolean => {
    if (finding.code === 'unknown-scheme' || (finding.code === 'reference' && finding.message.includes('没有指标体系'))) return broken.some(file => file.startsWith('schemes/'))
    if (finding.code === 'case-invalid' && finding.message.startsWith('没有编号为')) return broken.some(file => file.startsWith('rules/'))
    if (finding.code === 'vocabulary-missing' || finding.code === 'unknown-document') return broken.some(file => file === 'programme.yaml' || file === 'requirements.yaml' || file.startsWith('rules/'))
    if (finding.message.startsWith('requirements.yaml 没有')) return broken.includes('requirements.yaml')
    return (finding.code === 'unknown-article' || finding.code === 'unknown-value') && broken.some(file => ['programme.yaml', 'applications.yaml', 'supervision.yaml'].includes(file) || file.startsWith('rules/'))
  }
  return findings.filter(finding => !lost(finding))
}
