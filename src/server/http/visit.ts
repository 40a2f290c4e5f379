// A request as a visit: where it comes from, which cookies it brings; and the cookies it takes away.
import { Readable } from 'node:stream'
import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Visit } from '../identity/caller.ts'
import type { Context } from './context.ts'

const session = 'zhenpu_session'
const device = 'zhenpu_device'
const halfYear = 180 * 24 * 3600

export function visitOf(request: FastifyRequest, { identity }: Context): Visit {
  const { [session]: token = null, [device]: known = null } = request.cookies as Record<string, string | undefined>
  return { address: request.ip, agent: String(request.headers['user-agent'] ?? ''), origin: identity.origin ?? `${request.protocol}://${request.host}`, token, device: known, cookies: {}, body: request.body instanceof Readable ? request.body : null }
}

/**
 * Whatever changes something must come from our own pages. Browsers say where a request comes from; what says nothing
 * is not a browser, and is believed only where it brings no cookie that a browser could have been made to send.
 * @throws Refusal `access.cross-site`
 */
export function checkOrigin(request: FastifyRequest, { origin, token }: Visit): void {
  const { origin: from, 'sec-fetch-site': site } = request.headers
  const ours = from === undefined ? site === 'same-origin' || (site === undefined && token === null) : from === origin
  if (!ours) throw new Refusal(problem('access.cross-site', { origin: String(from ?? site ?? '未注明').slice(0, 100) }))
}

/** Sets what the visit leaves behind: never readable by scripts, never sent by other sites. Plain HTTP only where we are reached so. */
export function applyCookies(reply: FastifyReply, { cookies, origin }: Visit): void {
  const flags = { httpOnly: true, sameSite: 'strict', path: '/', secure: origin.startsWith('https:') } as const
  if (cookies.session === null) reply.clearCookie(session, flags)
  else if (cookies.session !== undefined) reply.setCookie(session, cookies.session, flags)
  if (cookies.device !== undefined) reply.setCookie(device, cookies.device, { ...flags, maxAge: halfYear })
}
