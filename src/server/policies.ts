// Reads policies/*/programme.yaml. A pack that is not whole is refused with file, path and reason.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { problem, Refusal } from '#core/base/problem.ts'
import { Programme } from '#core/policy/programme.ts'

const packs = join(import.meta.dirname, '..', '..', 'policies')

export function loadProgrammes(folder = packs): Programme[] {
  return readdirSync(folder).sort().map(name => join(folder, name, 'programme.yaml')).filter(file => existsSync(file)).map(readProgramme)
}

/** The programme by id; with no id, the first real one. Refuses with `programme.unknown`. */
export function getProgramme(programmes: readonly Programme[], id?: string): Programme {
  const found = id ? programmes.find(programme => programme.id === id) : programmes.find(programme => !programme.id.startsWith('示例'))
  if (!found) throw new Refusal(problem('programme.unknown', { programme: id ?? '', known: programmes.map(programme => programme.id).join('、') }))
  return found
}

function readProgramme(file: string): Programme {
  const read = Programme.safeParse(parse(readFileSync(file, 'utf8')))
  if (!read.success) {
    const where = read.error.issues.map(issue => `${issue.path.join('.')}：${issue.message}`).join('；')
    throw new Refusal(problem('policy.invalid', { file, where }))
  }
  return read.data
}
