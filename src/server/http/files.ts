// Files over HTTP. In: a stream that nothing reads before its sender has been let in. Out: inert – saved, never shown; told
// by its type, never guessed; and were it shown nevertheless, in a sandbox that may load and run nothing.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Attachment } from '#core/attachment/attachment.ts'
import { read } from '../attachment/store.ts'
import { madeFolder } from '../tasks/made.ts'
import type { Context } from './context.ts'

/** Bodies of this type go to the endpoint as they come. No form of another site can send it without asking. */
export function takeFiles(app: FastifyInstance): void {
  app.addContentTypeParser('application/octet-stream', (_: FastifyRequest, payload, done) => done(null, payload))
  // What was refused unread is not read for politeness: the connection ends.
  app.addHook('onSend', async (request, reply) => {
    if (request.headers['content-type'] === 'application/octet-stream' && !request.raw.complete) reply.header('connection', 'close')
  })
}

/** @param made the file is one that a long job made, not one that was handed in */
export async function sendFile({ hash, name, type, size, made = false }: Attachment & { made?: boolean }, { files = '' }: Context, reply: FastifyReply): Promise<FastifyReply> {
  const bytes = await read(made ? madeFolder(files) : files, hash)
  return reply.headers({
    'content-type': type, 'content-length': size, 'cache-control': 'private, no-store',
    'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, letter => `%${letter.charCodeAt(0).toString(16)}`)}`,
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin',
  }).send(bytes)
}
