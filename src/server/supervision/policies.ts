// policies/<programme>/supervision.yaml, read once. A file that is not whole is refused with file, place and reason.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { problem, Refusal } from '#core/base/problem.ts'
import { policyFaults, SupervisionPolicy } from '#core/supervision/policy.ts'
import { readPolicyFile } from '../policy-file.ts'
import { policyFolder, readOnce } from '../policy-folder.ts'
import { packOf } from '../season/policies.ts'

/** By programme. @throws Refusal `policy.invalid` */
export function loadSupervision(folder = policyFolder()): Map<string, SupervisionPolicy> {
  const files = readdirSync(folder).sort().map(programme => ({ programme, file: join(folder, programme, 'supervision.yaml') })).filter(({ file }) => existsSync(file))
  return new Map(files.map(({ programme, file }) => [programme, readPolicyFile(SupervisionPolicy, file, policyFaults)]))
}

const loaded = readOnce(loadSupervision)

/** @throws Refusal `supervision.policy` for a programme without one */
export function supervisionOf(programme: string): SupervisionPolicy {
  const found = loaded().get(programme)
  if (!found) throw new Refusal(problem('supervision.policy', { programme }))
  return found
}

export function supervisedProgrammes(): string[] {
  return [...loaded().keys()]
}

/** Articles as people read them: a document's short name gives way to its number (S0 末段 → 机关发〔2024〕1号 末段). */
export function citing(programme: string): (article: string | null | undefined) => string | null {
  const documents: Record<string, string> = packOf(programme).programme.documents
  return article => article?.replace(/^\S+/, name => documents[name] ?? name) ?? null
}
