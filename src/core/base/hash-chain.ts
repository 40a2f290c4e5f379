// Each event's hash covers the one before it, so no event can be changed, dropped or moved without changing all
// that follow. Two logs are kept so: the facts, and who came in. SHA-256 is named in the text that is hashed, so another algorithm can follow later.
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
  return linkHash(previous, { position, stream, version, type, data, effective, dating, recorded, actor, basis, corrects })
}

/** A line of the access log, which is a chain of its own. */
export type ChainedLine = { position: number; at: string; kind: string; account: string | null; person: string | null; username: string | null; address: string | null; data: Json }

/** The same for a line of the access log; the database computes it too (`access_line_hash`). */
export function lineHash(previous: Uint8Array, { position, at, kind, account, person, username, address, data }: ChainedLine): Uint8Array {
  return linkHash(previous, { position, at, kind, account, person, username, address, data })
}

function linkHash(previous: Uint8Array, members: { readonly [key: string]: Json }): Uint8Array {
  return sha256.create().update(previous).update(utf8ToBytes(canonical({ algorithm: 'sha256', ...members }))).digest()
}
