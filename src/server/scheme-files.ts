// The indicator systems that ship, as their authors wrote them.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { policyFolder } from './policy-folder.ts'

export type SchemeFile = { file: string; text: string }

/** Every policies/<programme>/schemes/*.yaml; programmes of the real world before fictional ones. */
export function loadSchemeFiles(folder = policyFolder()): SchemeFile[] {
  const programmes = readdirSync(folder).filter(name => existsSync(join(folder, name, 'schemes')))
  return programmes.sort((a, b) => Number(a.startsWith('示例')) - Number(b.startsWith('示例')) || (a < b ? -1 : 1)).flatMap(programme => readdirSync(join(folder, programme, 'schemes')).filter(name => name.endsWith('.yaml')).sort().map(name => ({
    file: `${programme}/${name}`, text: readFileSync(join(folder, programme, 'schemes', name), 'utf8'),
  })))
}
