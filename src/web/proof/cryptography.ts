// What the page needs of the browser's own cryptography, and what it does where a part of it is missing.
import { verifyEd25519 } from './ed25519.ts'

/** `browser`: Web Crypto knows Ed25519; `page`: the page's own arithmetic stands in for it. */
export type SignedBy = 'browser' | 'page'

/** Web Crypto is offered to pages of https and to local files only. */
export function hasCryptography(): boolean {
  return typeof crypto === 'object' && typeof crypto.subtle === 'object'
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}

export async function checkSignature(key: Uint8Array<ArrayBuffer>, message: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer>): Promise<{ valid: boolean; by: SignedBy }> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']).catch(() => null)
  if (imported) return { valid: await crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, message), by: 'browser' }
  return { valid: await verifyEd25519(key, message, signature, async bytes => new Uint8Array(await crypto.subtle.digest('SHA-512', bytes))), by: 'page' }
}
