// applications.yaml of a programme, read once and checked.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { applicationProblems, ApplicationsFile, type CallPolicy } from '#core/application/policy.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { readPolicyFile } from '../policy-file.ts'
import { readOnce } from '../policy-folder.ts'
import type { PolicyPack } from '../policy-packs.ts'
import { packOf } from '../season/policies.ts'

/** By programme, as they are asked for. */
const read = readOnce(folder => ({ folder, files: new Map<string, ApplicationsFile>() }))

/** What a call of the programme that is planned on that day goes by. @throws Refusal `call.policy`, `policy.invalid` */
export function policyFor(programme: string, on: string): CallPolicy {
  const pack = packOf(programme)
  const applications = applicationsOf(pack)
  if (!applications || !pack.requirements) throw new Refusal(problem('call.policy', { programme }))
  return { applications, programme: pack.programme, requirements: pack.requirements, on }
}

/** null where the programme takes no applications. @throws Refusal `policy.invalid` with file and place */
export function applicationsOf({ id, requirements }: Pick<PolicyPack, 'id' | 'requirements'>): ApplicationsFile | null {
  const { folder, files } = read()
  const known = files.get(id)
  if (known) return known
  const file = join(folder, id, 'applications.yaml')
  if (!existsSync(file)) return null
  const made = readPolicyFile(ApplicationsFile, file, value => applicationProblems(value, requirements ?? { documents: {}, requirements: [] }))
  files.set(id, made)
  return made
}
