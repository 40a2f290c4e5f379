// A passkey in software, as much of one as a browser would show: ES256, attestation "none", user verified.
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

export type Authenticator = { create(options: Record<string, unknown>, origin: string): Record<string, unknown>; get(options: Record<string, unknown>, origin: string, tamper?: { counter?: number; verified?: boolean }): Record<string, unknown> }

export function authenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let counter = 0
  const hash = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest()
  const clientData = (type: string, challenge: unknown, origin: string): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const head = (rpId: string, flags: number, count: number): Buffer => Buffer.concat([hash(rpId), Buffer.of(flags), Buffer.from([count >>> 24, count >>> 16, count >>> 8, count].map(byte => byte & 255))])
  const shell = { id: id.toString('base64url'), rawId: id.toString('base64url'), type: 'public-key', clientExtensionResults: {} }
  return {
    create({ challenge, rp }, origin) {
      const key = new Map<number, number | Uint8Array>([[1, 2], [3, -7], [-1, 1], [-2, Uint8Array.from(Buffer.from(x, 'base64url'))], [-3, Uint8Array.from(Buffer.from(y, 'base64url'))]])
      const authData = Buffer.concat([head((rp as { id: string }).id, 0b0100_0101, counter), Buffer.alloc(16), Buffer.from([0, id.length]), id, isoCBOR.encode(key)])
      const attestation = isoCBOR.encode(new Map<string, unknown>([['fmt', 'none'], ['attStmt', new Map()], ['authData', Uint8Array.from(authData)]]) as never)
      return { ...shell, response: { clientDataJSON: clientData('webauthn.create', challenge, origin).toString('base64url'), attestationObject: Buffer.from(attestation).toString('base64url'), transports: ['internal'] } }
    },
    get({ challenge, rpId }, origin, { counter: given, verified = true } = {}) {
      counter += 1
      const data = clientData('webauthn.get', challenge, origin)
      const authData = head(String(rpId), verified ? 0b0000_0101 : 0b0000_0001, given ?? counter)
      const signature = sign('sha256', Buffer.concat([authData, hash(data)]), privateKey)
      return { ...shell, response: { clientDataJSON: data.toString('base64url'), authenticatorData: authData.toString('base64url'), signature: signature.toString('base64url') } }
    },
  }
}
