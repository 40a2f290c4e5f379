// What a result was made with, as one figure: any change of the scheme changes it.
import { contentHash } from '../base/content-hash.ts'
import type { Scheme } from './scheme.ts'

export function schemeHash(scheme: Scheme): string {
  return contentHash(scheme)
}
