// Each event's hash covers the one before it, so no event can be changed, dropped or moved without changing all
// that follow. SHA-256 is named in the text that is hashed, so another algorithm can follow later.
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import { canonical, type Json } from './canonical.ts'

export const chainStart = new Uint8Array(32)

export type ChainedEvent = {
  position: number
  stream: string
  version: number
  type: string
  data: Json
  effective: string
  dating: string
  recorded: string
  actor: string
  basis: Json
  corrects: number | null
}

/** SHA-256(previous ‖ canonical form). 32 bytes. */
export function chainHash(previous: Uint8Array, event: ChainedEvent): Uint8Array {
  const { position, stream, version, type, data, effective, dating, recorded, actor, basis, corrects } = event
  const text = canonical({ algorithm: 'sha256', position, stream, version, type, data, effective, dating, recorded, actor, basis, corrects })
  return sha256.create().update(previous).update(utf8ToBytes(text)).digest()
}
