// Forms of the public pages, which work without a script: the only addresses that take what a browser's form sends, and
// only from our own pages.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const forms = ['/report', '/report/status', '/publicity/*'] as const
/** Bytes: the longest report, every character as a browser writes it. */
const bodyLimit = 200_000

export function isForm(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? ''
  return forms.some(form => (form.endsWith('*') ? path.startsWith(form.slice(0, -1)) : path === form))
}

export async function takeForms(app: FastifyInstance, page: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>): Promise<void> {
  await app.register(async inside => {
    inside.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit }, (_, body, done) => done(null, new URLSearchParams(String(body))))
    for (const path of forms) inside.post(path, { bodyLimit }, page)
  })
}
