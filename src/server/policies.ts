// Reads policies/*/programme.yaml. A pack that is not whole is refused with file, path and reason.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { problem, Refusal } from '#core/base/problem.ts'
import { Programme } from '#core/policy/programme.ts'
import { readPolicyFile } from './policy-file.ts'
import { policyFolder } from './policy-folder.ts'

export function loadProgrammes(folder = policyFolder()): Programme[] {
  return readdirSync(folder).sort().map(name => join(folder, name, 'programme.yaml')).filter(file => existsSync(file)).map(file => readPolicyFile(Programme, file))
}

/** The programme by id; with no id, the first real one. Refuses with `programme.unknown`. */
export function getProgramme(programmes: readonly Programme[], id?: string): Programme {
  const found = id ? programmes.find(programme => programme.id === id) : programmes.find(programme => !programme.id.startsWith('示例'))
  if (!found) throw new Refusal(problem('programme.unknown', { programme: id ?? '', known: programmes.map(programme => programme.id).join('、') }))
  return found
}
