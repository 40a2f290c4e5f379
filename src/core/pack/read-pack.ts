// All files of a programme in their shapes. What does not fit is a finding with its line; the rest is read all the same,
// so that everything wrong is found at once.
import type { z } from 'zod'
import { ApplicationsFile } from '../application/policy.ts'
import { compileRules, type Rules } from '../decision/compile.ts'
import { type PolicyFinding, policyWarning } from '../decision/finding.ts'
import { Wording } from '../document/wording.ts'
import { Scheme } from '../evaluation/scheme.ts'
import { CasesFile } from '../policy/case.ts'
import { Programme } from '../policy/programme.ts'
import { RequirementsFile } from '../policy/requirement.ts'
import { RulesFile } from '../policy/rules.ts'
import { DataSetFile } from '../reporting/data-set.ts'
import { SupervisionPolicy } from '../supervision/policy.ts'
import { SchemeCasesFile } from './scheme-cases.ts'
import { type PackFile, readSource, shaped, type Source } from './source.ts'

export type Read<T> = { source: Source; value: T }

export type Pack = {
  id: string
  programme: Read<Programme> | null
  rules: Read<Rules>[]
  cases: Read<CasesFile>[]
  schemes: Read<Scheme>[]
  schemeCases: Read<SchemeCasesFile>[]
  requirements: Read<RequirementsFile> | null
  applications: Read<ApplicationsFile> | null
  dataSets: Read<DataSetFile>[]
  supervision: Read<SupervisionPolicy> | null
  wording: Read<Wording> | null
  /** files that could not be read as what they are */
  broken: string[]
}

const known = ['programme.yaml', 'requirements.yaml', 'applications.yaml', 'supervision.yaml', 'wording.yaml', 'rules/*.yaml', 'cases/*.yaml', 'schemes/*.yaml', 'schemes/cases/*.yaml', 'reporting/*.yaml']

/** @param files every file in the folder of the programme */
export function readPack(id: string, files: readonly PackFile[]): { pack: Pack; findings: PolicyFinding[] } {
  const findings: PolicyFinding[] = []
  const read = files.filter(({ file }) => kindOf(file) !== null).map(file => {
    const { source, findings: own } = readSource(file)
    findings.push(...own)
    return { kind: kindOf(file.file) as string, source }
  })
  for (const { file } of files) if (kindOf(file) === null) findings.push({ ...policyWarning('file-unknown', file, `没有一处读取这个文件。可以有的是 ${known.join('、')}；请改名或移走。`), file, line: 1 })
  const broken: string[] = []
  const all = <Shape extends z.ZodType>(kind: string, shape: Shape): Read<z.output<Shape>>[] => read.filter(one => one.kind === kind).flatMap(({ source }) => {
    const value = shaped(source, shape, findings)
    if (value === null) broken.push(source.file)
    return value === null ? [] : [{ source, value }]
  })
  const one = <Shape extends z.ZodType>(kind: string, shape: Shape): Read<z.output<Shape>> | null => all(kind, shape)[0] ?? null
  const programme = one('programme.yaml', Programme)
  return {
    findings,
    pack: {
      id, programme, broken,
      rules: all('rules/*.yaml', RulesFile).map(({ source, value }) => ({ source, value: compileRules(value, programme?.value ?? { id }) })),
      cases: all('cases/*.yaml', CasesFile), schemes: all('schemes/*.yaml', Scheme), schemeCases: all('schemes/cases/*.yaml', SchemeCasesFile), dataSets: all('reporting/*.yaml', DataSetFile),
      requirements: one('requirements.yaml', RequirementsFile), applications: one('applications.yaml', ApplicationsFile), supervision: one('supervision.yaml', SupervisionPolicy), wording: one('wording.yaml', Wording),
    },
  }
}

function kindOf(file: string): string | null {
  const kind = file.replace(/[^/]+\.yaml$/, name => (file.includes('/') ? '*.yaml' : name))
  return known.includes(kind) ? kind : null
}
