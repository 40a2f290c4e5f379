// zhenpu verify FILE: is a season's bundle unaltered, and does everything in it follow from its data? No server needed.
import { createPublicKey, verify } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { problem, Refusal } from '#core/base/problem.ts'
import { readEmbedded } from '#core/proof/embed.ts'
import type { CheckSignature } from '#core/proof/signed-note.ts'
import { verifyBundle } from '#core/proof/verify.ts'
import { printJson } from '../print.ts'

/** A bundle of some thousand towns has some ten megabytes; what inflates beyond this is no bundle. */
const largest = 512 * 1024 * 1024

/**
 * @param file a bundle (`.json`, `.json.gz`) or a page that holds one (`.html`)
 * @param key the log's verifier key as published, or a file that holds it
 * @returns 0 in order, 1 differences; refuses with `file.unreadable`, `file.bomb`, `file.broken`
 */
export async function verifyFile(file: string, { json, key }: { json?: boolean; key?: string }): Promise<number> {
  const publicKey = key === undefined ? undefined : (existsSync(key) ? readFileSync(key, 'utf8') : key).trim()
  const verdict = verifyBundle(parseBundle(file), { publicKey, checkSignature })
  if (json) printJson(verdict)
  else {
    for (const { what, count, ok } of verdict.checked) process.stdout.write(`${ok ? '✓' : '✗'} ${what} ${count}\n`)
    for (const { message, where } of verdict.differences) process.stdout.write(`${message}${where ? `（${where}）` : ''}\n`)
    console.error(verdict.ok ? `材料完好：没有改动，结果都能由数据重新算得。${publicKey === undefined ? '公钥是材料自带的，请用 --key 与公布的公钥核对。' : '签名与公布的公钥相符。'}` : `材料有 ${verdict.differences.length} 处不符。`)
  }
  return verdict.ok ? 0 : 1
}

/** Ed25519 by Node's own cryptography. */
export const checkSignature: CheckSignature = (key, message, signature) => verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }, format: 'jwk' }), signature)

function parseBundle(file: string): unknown {
  const text = unpacked(file, bytesOf(file)).toString('utf8')
  try {
    return JSON.parse(readEmbedded(text) ?? text.replace(/^\ufeff/, '')) as unknown
  } catch (error) {
    throw new Refusal(problem('file.broken', { file, why: `不是 JSON（${(error as Error).message}）` }))
  }
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Refusal(problem('file.unreadable', { file, why: (error as NodeJS.ErrnoException).code === 'ENOENT' ? '没有这个文件' : (error as Error).message }))
  }
}

function unpacked(file: string, bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: largest })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new Refusal(problem('file.bomb', { file, limit: `${largest / 1024 / 1024} MB` }))
    throw new Refusal(problem('file.broken', { file, why: (error as Error).message }))
  }
}
