// 留言 on every kind of case: whoever may open the case reads what is said to everybody and in their own office.
import { z } from 'zod'
import type { Permission } from '#core/access/permission.ts'
import { Attachment } from '#core/attachment/attachment.ts'
import { Audience, type SubjectKind, subjectKinds, subjects } from '#core/comment/comment.ts'
import { type Endpoint, endpoint, type EndpointScope } from './endpoint.ts'

const id = z.string().max(200)
export const CommentView = z.object({
  id: z.number(), by: z.string().describe('专家只写“评审专家”'), office: z.string(), audience: Audience, at: z.string(), mine: z.boolean(),
  text: z.string().nullable().describe('撤回的为空'), files: z.array(Attachment), withdrawn: z.string().nullable().describe('撤回的时刻'),
})
export type CommentView = z.infer<typeof CommentView>

const shapes = {
  Comments: { method: 'GET', path: '', summary: '留言：写给各方的，和本级内部的', input: z.object({ id }), output: z.object({ comments: z.array(CommentView), may: z.object({ allowed: z.boolean(), reason: z.string().nullable() }), office: z.string().nullable().describe('本级内部指的是') }) },
  CommentMake: { method: 'POST', path: '', also: 'case.comment', summary: '留言', input: z.object({ id, audience: Audience, text: z.string().trim().min(1).max(4000), files: z.array(Attachment).max(20).default([]) }), output: z.object({ comment: z.number() }) },
  CommentWithdraw: { method: 'POST', path: '/{comment}/withdraw', also: 'case.comment', summary: '撤回自己的留言，原处注明已撤回', input: z.object({ id, comment: z.coerce.number().int() }), output: z.object({}) },
  CommentFile: { method: 'GET', path: '/files/{hash}', carries: 'download', summary: '留言的附件', input: z.object({ id, hash: z.string() }), output: Attachment },
} as const satisfies Record<string, Omit<Endpoint, 'permission' | 'scope' | 'path'> & { path: string }>

type Shapes = typeof shapes
type Shape = keyof Shapes
export type CommentEndpoints = { [Name in `${SubjectKind}${Shape}`]: Name extends `${SubjectKind}${infer S extends Shape}` ? Endpoint<Shapes[S]['input'], Shapes[S]['output'], Permission> : never }

function endpointsOf(kind: SubjectKind): [string, Endpoint][] {
  // A round is seen by the towns in it: its handler asks, as that of its page does.
  const scope: EndpointScope<'id'> = kind === 'round' ? 'reach' : { [kind]: 'id' } as EndpointScope<'id'>
  return Object.entries(shapes).map(([name, shape]) => [`${kind}${name}`, endpoint({ ...shape, path: `/api/comments/${kind}/{id}${shape.path}`, permission: subjects[kind] as Permission, scope } as never)])
}

export const commentEndpoints = Object.fromEntries(subjectKinds.flatMap(endpointsOf)) as unknown as CommentEndpoints
