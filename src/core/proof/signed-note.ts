// Reads C2SP signed notes and their verifier keys. The signature itself is checked by whoever has the cryptography: it
// comes in as a function.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

// Every engine has them, but they are no part of the language, whose types are all that is known here.
declare function atob(text: string): string
declare function btoa(bytes: string): string

/** Ed25519 (RFC 8032): 32 bytes of key, 64 of signature. */
export type CheckSignature = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

export type VerifierKey = { name: string; id: string; key: Uint8Array }

const ed25519 = 1

/** `name+id+base64(type ‖ key)`; null where it is malformed or the id is not the key's. */
export function readVerifierKey(text: string): VerifierKey | null {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text) ?? []
  const bytes = encoded === undefined ? null : fromBase64(encoded)
  if (!name || !id || bytes?.length !== 33 || bytes[0] !== ed25519) return null
  const made = sha256(Uint8Array.of(...utf8ToBytes(`${name}\n`), ...bytes))
  return bytesToHex(made.subarray(0, 4)) === id ? { name, id, key: bytes.subarray(1) } : null
}

/** The note's text where the key signed it, else null. */
export function openSignedNote(note: string, { name, id, key }: VerifierKey, check: CheckSignature): string | null {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) return null
  const text = note.slice(0, end + 1)
  const signed = note.slice(end + 2, -1).split('\n').some(line => {
    const [, signer, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? []
    const bytes = encoded === undefined ? null : fromBase64(encoded)
    return signer === name && bytes?.length === 68 && bytesToHex(bytes.subarray(0, 4)) === id && check(key, utf8ToBytes(text), bytes.subarray(4))
  })
  return signed ? text : null
}

/** `origin`, `size`, `root`; null where the text is no checkpoint. */
export function readCheckpointText(text: string): { origin: string; size: number; root: Uint8Array } | null {
  const [origin, size, encoded] = text.split('\n')
  const root = encoded === undefined ? null : fromBase64(encoded)
  return origin && size && /^(0|[1-9]\d{0,15})$/.test(size) && root?.length === 32 ? { origin, size: Number(size), root } : null
}

/** Only the one spelling that encoding gives back, so that no other text passes for the same bytes. */
function fromBase64(text: string): Uint8Array | null {
  try {
    const bytes = atob(text)
    return btoa(bytes) === text ? Uint8Array.from(bytes, character => character.charCodeAt(0)) : null
  } catch {
    return null
  }
}
