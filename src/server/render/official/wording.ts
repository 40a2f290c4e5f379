// Reads policies/<programme>/wording.yaml.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Wording } from '#core/document/wording.ts'
import { readPolicyFile } from '../../policy-file.ts'
import { policyFolder } from '../../policy-folder.ts'

/** Null where the programme has no wording, and so no documents. @throws Refusal `policy.invalid` */
export function loadWording(programme: string, folder = policyFolder()): Wording | null {
  const file = join(folder, programme, 'wording.yaml')
  return existsSync(file) ? readPolicyFile(Wording, file) : null
}
