// Random tokens, of which only the hash is kept; and sealing of what must be read again.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** 256 bits, safe in addresses and cookies. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function newId(): string {
  return randomBytes(8).toString('hex')
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** The data folder's key for sealing, made once and readable by its owner only. */
export function openSealKey(folder: string): Buffer {
  const path = join(folder, 'keys', 'identity.key')
  mkdirSync(join(folder, 'keys'), { recursive: true, mode: 0o700 })
  if (!existsSync(path)) {
    try {
      writeFileSync(path, randomBytes(32), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(path)
}

/** AES-256-GCM: nonce ‖ tag ‖ text. `owner` binds the box to one account. */
export function seal(text: string, owner: string, key: Buffer): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** @throws where the box was changed, or is another account's */
export function unseal(box: Buffer, owner: string, key: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, 12)).setAAD(Buffer.from(owner)).setAuthTag(box.subarray(12, 28))
  return Buffer.concat([decipher.update(box.subarray(28)), decipher.final()]).toString('utf8')
}
