// The key that signs the log's checkpoints: Ed25519, made once, kept in the data folder for its owner only.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type LogKey = { name: string; privateKey: KeyObject; publicKey: KeyObject; id: Buffer }

const ed25519 = 1

/** Reads the signing key of a data folder, making it on first use. */
export function openLogKey(folder: string, name = 'zhenpu.log'): LogKey {
  const keys = join(folder, 'keys')
  const path = join(keys, 'log.ed25519.pem')
  mkdirSync(keys, { recursive: true, mode: 0o700 })
  if (!existsSync(path)) {
    const draft = `${path}.${process.pid}`
    writeFileSync(draft, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
    try {
      linkSync(draft, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    rmSync(draft)
  }
  const privateKey = createPrivateKey(readFileSync(path))
  const publicKey = createPublicKey(privateKey)
  return { name, privateKey, publicKey, id: keyId(name, publicKey) }
}

/** The verifier key in C2SP signed-note form: `name+id+base64(type ‖ key)`. */
export function verifierKey({ name, publicKey, id }: LogKey): string {
  return `${name}+${id.toString('hex')}+${Buffer.concat([Buffer.of(ed25519), rawKey(publicKey)]).toString('base64')}`
}

/** Adds a signature line to a note's text (C2SP signed-note). */
export function signNote(text: string, key: LogKey): string {
  const signature = sign(null, Buffer.from(text), key.privateKey)
  return `${text}\n— ${key.name} ${Buffer.concat([key.id, signature]).toString('base64')}\n`
}

/** The note's text when the key signed it, else null. */
export function openNote(note: string, key: LogKey): string | null {
  const end = note.lastIndexOf('\n\n')
  if (end < 0) return null
  const text = note.slice(0, end + 1)
  const signed = note.slice(end + 2).split('\n').some(line => {
    const [dash, name, encoded] = line.split(' ')
    const bytes = Buffer.from(encoded ?? '', 'base64')
    return dash === '—' && name === key.name && bytes.subarray(0, 4).equals(key.id) && verify(null, Buffer.from(text), key.publicKey, bytes.subarray(4))
  })
  return signed ? text : null
}

function keyId(name: string, publicKey: KeyObject): Buffer {
  return createHash('sha256').update(`${name}\n`).update(Buffer.of(ed25519)).update(rawKey(publicKey)).digest().subarray(0, 4)
}

function rawKey(publicKey: KeyObject): Buffer {
  return publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)
}
