// The HTTP server: the contract's endpoints, the downloads, the public pages and their assets. Composition only.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import fastifyStatic from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Client, createClient } from '#contract/client.ts'
import type { Endpoint } from '#contract/endpoint.ts'
import { type Contract, contract } from '#contract/index.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import { messageOf, type Problem, problem, Refusal } from '#core/base/problem.ts'
import { previewOf } from '../attachment/preview.ts'
import type { Database } from '../db/connect.ts'
import type { Context } from './context.ts'
import type { Visit } from '../identity/caller.ts'
import { isForm, takeForms } from './page-forms.ts'
import { applyCookies, checkOrigin, visitOf } from './visit.ts'
import { sendFile, takeFiles } from './files.ts'
import { download, downloadFormats } from './download.ts'
import { openApi } from './open-api.ts'
import { serveProof } from './proof.ts'
import { answer } from './pipeline.ts'
import { stamp } from './stamp.ts'
import { statusOf } from './status.ts'
import { serveWorkbench, type WorkbenchAssets } from './workbench.ts'

export type Page = { status: number; html: string }
/** `form`: what a page's own form sent; null where the page is only asked for */
export type PageRequest = { path: string; query: URLSearchParams; now: string; form: URLSearchParams | null; demo: boolean }

/** The public pages, as the web build makes them; `problem` renders a refusal or an error that met no page. */
export type Pages = {
  render(request: PageRequest, client: Client): Promise<Page>
  problem(problem: { status: number; message: string; reference?: string }, request: PageRequest): Page
  /** folder with hashed assets */
  assets: string
  workbench: WorkbenchAssets
}

export type AppOptions = { database: Database; context: Context; pages?: Pages | undefined; log?: (line: string) => void }

export async function createApp({ database, context, pages, log = () => {} }: AppOptions): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit: 1_000_000, requestTimeout: 120_000, keepAliveTimeout: 10_000, routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true }, forceCloseConnections: 'idle',
    // An address that cannot be read meets no route and no hook; its answer is like any other refusal's.
    frameworkErrors: (error, request, reply) => void refuse(problem('request.not-found', { path: '（无法识别）' }), request as FastifyRequest, (reply as FastifyReply).headers(securityHeaders), error.statusCode),
  })
  await app.register(cookie)
  // Forms and plain text can be sent across sites without asking; we read JSON only.
  app.removeContentTypeParser('text/plain')
  takeFiles(app)
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  if (pages && existsSync(pages.assets)) await app.register(fastifyStatic, { root: pages.assets, prefix: '/assets/', immutable: true, maxAge: '365d', index: false })

  app.addHook('onRequest', async (_, reply) => { reply.headers(securityHeaders) })
  // Whatever was written, people are told of it without delay.
  app.addHook('onResponse', async request => { if (request.method !== 'GET') context.jobs?.wake() })
  app.setErrorHandler((error, request, reply) => fail(error, request, reply))
  app.setNotFoundHandler((request, reply) => refuse(problem('request.method', { path: pathOf(request), method: request.method }), request, reply))
  if (pages) {
    serveWorkbench(app, pages.workbench)
    serveProof(app)
    await takeForms(app, page)
  }
  app.get('/*', page)

  for (const [name, { method, path, carries }] of Object.entries(contract) as [string, Endpoint][]) {
    const url = path.replace(/\{(\w+)\}/g, ':$1')
    app.route({ method, url, handler: async (request, reply) => endpoint(name as keyof Contract, request, reply) })
    if (carries === 'download') app.get(`${url}/preview`, async (request, reply) => endpoint(name as keyof Contract, request, reply, true))
  }
  app.get('/api/openapi.json', async () => openApi(context.version))
  for (const format of downloadFormats) {
    app.get(`/api/public/towns.${format}`, async (request, reply) => {
      const file = await download(format, request.query, database, context)
      return reply.header('content-disposition', `attachment; filename="${file.name}"; filename*=UTF-8''${encodeURIComponent(file.title)}`).type(file.type).send(file.bytes)
    })
  }

  /** @param preview of the file instead of the file, for the same people */
  async function endpoint(name: keyof Contract, request: FastifyRequest, reply: FastifyReply, preview = false): Promise<unknown> {
    const visit = visitOf(request, context)
    const members = { ...(request.query as object), ...(visit.body ? {} : request.body as object | null), ...(request.params as object) }
    // A public answer changes only with the log and the day, so both together are its tag.
    const { permission, method, carries }: Endpoint = contract[name]
    if (permission === 'public' && name !== 'health') {
      const tag = await stamp(database, context)
      reply.header('etag', tag).header('cache-control', 'public, no-cache')
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    }
    else reply.header('cache-control', 'no-store')
    if (method !== 'GET') checkOrigin(request, visit)
    const answered = await answer(name, members, database, context, visit)
    applyCookies(reply, visit)
    if (carries !== 'download') return answered
    return preview ? previewOf(context.files ?? '', answered as Attachment) : sendFile(answered as Attachment & { made?: boolean }, context, reply)
  }

  async function page(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const path = pathOf(request)
    if (!pages || path.startsWith('/api/') || path.startsWith('/assets/')) return refuse(problem('request.not-found', { path: path.slice(0, 120) }), request, reply)
    const visit = visitOf(request, context)
    if (request.method !== 'GET') checkOrigin(request, visit)
    const { status, html } = await pages.render(pageRequest(request), clientOf(visit))
    return reply.code(status).type('text/html; charset=utf-8').header('cache-control', request.method === 'GET' ? 'public, no-cache' : 'no-store').send(html)
  }

  function fail(error: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
    if (error instanceof Refusal) return refuse(error.problem, request, reply)
    const { statusCode = 500, message } = error as { statusCode?: number; message: string }
    if (statusCode < 500) return refuse(problem('request.invalid', { why: message }), request, reply, statusCode)
    const reference = randomBytes(4).toString('hex')
    log(`错误 ${reference} ${request.method} ${request.url}\n${(error as Error).stack ?? message}`)
    return refuse(problem('bug', { reference }), request, reply)
  }

  function refuse(refused: Problem, request: FastifyRequest, reply: FastifyReply, status = statusOf(refused.code)): unknown {
    const message = messageOf(refused)
    reply.code(status).header('cache-control', 'no-store')
    if (!pages || pathOf(request).startsWith('/api/') || (request.method !== 'GET' && !isForm(request))) return reply.send({ ...refused, message })
    const reference = refused.params['reference']
    return reply.type('text/html; charset=utf-8').send(pages.problem({ status, message, ...(reference ? { reference: String(reference) } : {}) }, pageRequest(request)).html)
  }

  function pageRequest(request: FastifyRequest): PageRequest {
    const mark = request.url.indexOf('?')
    return { path: pathOf(request), query: new URLSearchParams(mark < 0 ? '' : request.url.slice(mark)), now: context.now(), form: request.body instanceof URLSearchParams ? request.body : null, demo: context.demo ?? false }
  }

  // Pages speak to the pipeline as anyone would, without the detour over a socket.
  function clientOf(visit: Visit): Client {
    return createClient(async ({ method, url, body }) => {
      const { pathname, searchParams } = new URL(url, 'http://in.process')
      const [name, params] = routeTo(method, pathname)
      try {
        return { status: 200, body: await answer(name, { ...Object.fromEntries(searchParams), ...JSON.parse(body ?? '{}') as object, ...params }, database, context, visit) }
      } catch (error) {
        if (error instanceof Refusal) return { status: statusOf(error.problem.code), body: { ...error.problem, message: error.message } }
        throw error
      }
    })
  }
  return app
}

/** The endpoint an address belongs to, with the members its path carries. */
function routeTo(asked: string, pathname: string): [keyof Contract, Record<string, string>] {
  for (const [name, { method, path }] of Object.entries(contract)) {
    if (method !== asked) continue
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1] as string)
    const match = new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname)
    if (match) return [name as keyof Contract, Object.fromEntries(names.map((key, index) => [key, decodeURIComponent(match[index + 1] as string)]))]
  }
  throw new Error(`no endpoint at ${asked} ${pathname}`)
}

function pathOf(request: FastifyRequest): string {
  const path = request.url.split('?')[0] ?? '/'
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const securityHeaders = {
  'content-security-policy': "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** Where the web build leaves the renderer and the assets. */
export const webFolders = { renderer: join(import.meta.dirname, '../../../dist/site/render.js'), assets: join(import.meta.dirname, '../../../dist/web/assets'), manifest: join(import.meta.dirname, '../../../dist/web/manifest.json') }
