// Passwords are kept as Argon2id in the PHC form, with the parameters they were made with.
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { AccessPolicy } from '#core/access/policy.ts'

type Cost = AccessPolicy['passwords']['argon2']
const derive = promisify(argon2)

export async function hashPassword(password: string, cost: Cost): Promise<string> {
  const nonce = randomBytes(16)
  return phc(cost, nonce, await derived(password, nonce, cost))
}

/**
 * Compares in constant time. Without a stored hash it works as long and says no, so that nobody learns which accounts exist.
 * `stale`: made with other parameters than today's, and due to be hashed again.
 */
export async function verifyPassword(password: string, stored: string | null, cost: Cost): Promise<{ ok: boolean; stale: boolean }> {
  const read = stored === null ? null : readPhc(stored)
  const used = read ?? { cost, nonce: Buffer.alloc(16), hash: Buffer.alloc(32) }
  const same = timingSafeEqual(await derived(password, used.nonce, used.cost), used.hash)
  return { ok: same && read !== null, stale: read !== null && phc(cost, read.nonce, read.hash) !== stored }
}

async function derived(password: string, nonce: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> {
  return derive('argon2id', { message: password.normalize('NFKC'), nonce, memory, passes, parallelism, tagLength: 32 })
}

function phc({ memory, passes, parallelism }: Cost, nonce: Buffer, hash: Buffer): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(nonce)}$${unpadded(hash)}`
}

function readPhc(text: string): { cost: Cost; nonce: Buffer; hash: Buffer } | null {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]{43})$/.exec(text)
  if (!match) return null
  const [memory, passes, parallelism] = match.slice(1, 4).map(Number) as [number, number, number]
  return { cost: { memory, passes, parallelism }, nonce: Buffer.from(match[4] as string, 'base64'), hash: Buffer.from(match[5] as string, 'base64') }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
