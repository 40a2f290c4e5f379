// Reads policies/<programme>/wording.yaml.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { problem, Refusal } from '#core/base/problem.ts'
import { Wording } from '#core/document/wording.ts'

const packs = join(import.meta.dirname, '..', '..', '..', '..', 'policies')

/** Null where the programme has no wording, and so no documents. @throws Refusal `policy.invalid` */
export function loadWording(programme: string, folder = packs): Wording | null {
  const file = join(folder, programme, 'wording.yaml')
  if (!existsSync(file)) return null
  const read = Wording.safeParse(parse(readFileSync(file, 'utf8')))
  if (!read.success) throw new Refusal(problem('policy.invalid', { file, where: read.error.issues.map(issue => `${issue.path.join('.')}：${issue.message}`).join('；') }))
  return read.data
}
