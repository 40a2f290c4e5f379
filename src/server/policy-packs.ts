// Reads the decision side of policies/<id>/: rules by version, cases, requirements, and what is wrong in its schemes; and
// the files of a pack as they stand, for whoever checks them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { problem, Refusal } from '#core/base/problem.ts'
import { compileRules, type Rules } from '#core/decision/compile.ts'
import { CasesFile } from '#core/policy/case.ts'
import { Programme } from '#core/policy/programme.ts'
import type { PackFile } from '#core/pack/source.ts'
import { RequirementsFile } from '#core/policy/requirement.ts'
import { RulesFile } from '#core/policy/rules.ts'
import { readPolicyFile, readPolicyYaml, yamlFiles } from './policy-file.ts'
import { policyFolder } from './policy-folder.ts'

export type PolicyPack = {
  /** name of the folder */
  id: string
  programme: Programme | null
  /** oldest first */
  rules: Rules[]
  cases: { file: string; cases: CasesFile }[]
  requirements: RequirementsFile | null
  /** scheme files as parsed YAML, for whoever knows what a scheme is */
  schemes: { file: string; value: unknown }[]
}

/** Every pack of the folder, by name. A file that is not whole is refused with `policy.invalid`: file, place, reason. */
export function loadPacks(folder = policyFolder()): PolicyPack[] {
  return packFolders(folder).map(id => loadPack(join(folder, id), id))
}

/** One pack by the programme's id; refuses with `programme.unknown`. */
export function getPack(loaded: readonly PolicyPack[], id: string): PolicyPack {
  const found = loaded.find(pack => pack.id === id)
  if (!found) throw new Refusal(problem('programme.unknown', { programme: id, known: loaded.map(pack => pack.id).join('、') }))
  return found
}

/** Programmes that have a folder. */
export function packFolders(folder = policyFolder()): string[] {
  return readdirSync(folder, { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => entry.name).sort()
}

/** Every file of a programme's folder as text, by its name within it. */
export function packFiles(id: string, folder = policyFolder()): PackFile[] {
  const home = join(folder, id)
  return readdirSync(home, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name)).sort()
    .map(path => ({ file: relative(home, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))
}

function loadPack(folder: string, id: string): PolicyPack {
  const file = (name: string): string => join(folder, name)
  const programme = existsSync(file('programme.yaml')) ? readPolicyFile(Programme, file('programme.yaml')) : null
  const rules = yamlFiles(file('rules')).map(path => compileRules(readPolicyFile(RulesFile, path), programme ?? { id }))
  return {
    id, programme, rules: rules.toSorted((a, b) => (a.effective < b.effective ? -1 : 1)),
    cases: yamlFiles(file('cases')).map(path => ({ file: path, cases: readPolicyFile(CasesFile, path) })),
    requirements: existsSync(file('requirements.yaml')) ? readPolicyFile(RequirementsFile, file('requirements.yaml')) : null,
    schemes: yamlFiles(file('schemes')).map(path => ({ file: path, value: readPolicyYaml(path) })),
  }
}
