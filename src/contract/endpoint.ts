// One endpoint, said once: the server implements it, the typed client and the OpenAPI document come from it.
// Every endpoint names its permission and its scope; one without does not compile. Only `public` and `visitor` need no sign-in.
import type { z } from 'zod'
import type { Door, Permission } from '#core/access/permission.ts'

export type { Permission } from '#core/access/permission.ts'

/**
 * What the permission is held against, before the handler runs:
 * `none` nothing in particular · `reach` a list, of which the handler shows what `caller.reach` covers ·
 * `{ town: 'id' }` the one thing that this member of the input names.
 */
export type EndpointScope<Member extends string = string> = 'none' | 'reach' | { [Kind in TargetKind]: { [K in Kind]: Member } }[TargetKind]

/** Kinds of things rights can be about; `server/http/targets.ts` says how each is found. */
export type TargetKind = 'town' | 'division' | 'account' | 'post' | 'season' | 'call' | 'application' | 'submission' | 'rectification' | 'misuse' | 'report' | 'appeal' | 'support' | 'round' | 'emergency' | 'correction' | 'letter'

export type Endpoint<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType, Needs extends Permission | Door = Permission | Door> = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** `/api/public/towns/{id}`: members of the input named in braces travel in the path, the others in the query (GET) or body */
  path: string
  permission: Needs
  /** a second permission, held against the same: 留言 asks for the case's reading and for the right to write one */
  also?: Permission
  /** absent only where the permission is a door: `public`, `visitor`, `session` */
  scope?: EndpointScope
  /** `upload`: the body is a file's bytes (application/octet-stream), members travel in the query · `download`: the answer is the bytes of the `Attachment` that the handler names */
  carries?: 'upload' | 'download'
  /** one line for the OpenAPI document, in Chinese */
  summary: string
  input: Input
  output: Output
}

type Scoped<Input extends z.ZodObject, Needs> = Needs extends Door ? { scope?: 'none' } : { scope: EndpointScope<Extract<keyof Input['shape'], string>> }

export function endpoint<Input extends z.ZodObject, Output extends z.ZodType, const Needs extends Permission | Door>(definition: Omit<Endpoint<Input, Output, Needs>, 'scope'> & Scoped<Input, Needs>): Endpoint<Input, Output, Needs> {
  return definition as Endpoint<Input, Output, Needs>
}
