// What a result was made with, as one figure: any change of the scheme changes it.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical, type Json } from '../base/canonical.ts'
import type { Scheme } from './scheme.ts'

/** SHA-256 of the scheme as canonical JSON (RFC 8785), with the algorithm's name. */
export function schemeHash(scheme: Scheme): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonical(scheme as unknown as Json))))}`
}
