// What content is known by: the hash of its one spelling, with the algorithm's name.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical, type Json } from './canonical.ts'

/** `sha256:…` of canonical JSON (RFC 8785). Members that are `undefined` do not count. @throws TypeError for numbers that are not finite */
export function contentHash(value: unknown): string {
  return hashOfText(canonical(value as Json))
}

/** The same for text that is canonical already. */
export function hashOfText(text: string): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`
}
