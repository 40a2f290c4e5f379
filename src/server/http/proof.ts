// The verification page: one self-contained document into which anyone drops a season's bundle. Its script and style are
// inside it, so its policy names them by their hashes and allows nothing else.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'

const file = join(import.meta.dirname, '..', '..', '..', 'dist', 'proof', 'verify.html')

/** Null where it has not been built. */
export function proofPage(): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

export function serveProof(app: FastifyInstance): void {
  const page = proofPage()
  if (!page) return
  const policy = `default-src 'none'; script-src ${hashesOf(page, 'script')}; style-src ${hashesOf(page, 'style')}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
  app.get('/proof', async (_, reply) => reply.header('content-security-policy', policy).header('cache-control', 'public, no-cache').type('text/html; charset=utf-8').send(page))
}

function hashesOf(page: string, tag: 'script' | 'style'): string {
  const bodies = [...page.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, 'g'))].map(([, body]) => body ?? '')
  return bodies.map(body => `'sha256-${createHash('sha256').update(body).digest('base64')}'`).join(' ') || "'none'"
}
