// The whole verification as the page does it: the log by the page's own proof, the outcomes by the engine.
import type { Bundle } from '#core/proof/bundle.ts'
import { checkTextForm } from '#core/proof/check-hashes.ts'
import { type Check, type Verdict, verdictOf } from '#core/proof/difference.ts'
import { readBundle } from '#core/proof/read-bundle.ts'
import { checkOutcomes } from '#core/proof/verify.ts'
import { hasCryptography, type SignedBy } from './cryptography.ts'
import { proveLog } from './log-proof.ts'

export type Examination = {
  /** null where the file is no bundle */
  bundle: Bundle | null
  verdict: Verdict
  /** `null`: no valid signature; `unable`: this browser gives a page no cryptography, the log was not looked at */
  signedBy: SignedBy | null | 'unable'
}

export async function examine(value: unknown, publicKey?: string): Promise<Examination> {
  const read = readBundle(value)
  if (!read.ok) return { bundle: null, signedBy: null, verdict: verdictOf([{ what: '材料格式', count: 1, differences: read.differences }]) }
  const { bundle } = read
  const form: Check = { what: '材料格式', count: 1, differences: checkTextForm(bundle) }
  const log = hasCryptography() ? await proveLog(bundle, publicKey) : null
  return { bundle, signedBy: log ? log.signedBy : 'unable', verdict: verdictOf([form, ...(log?.checks ?? []), ...checkOutcomes(bundle)]) }
}
