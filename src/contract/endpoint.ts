// One endpoint, said once: the server implements it, the typed client and the OpenAPI document come from it.
// Every endpoint names its permission; `public` is the only one that needs no sign-in.
import type { z } from 'zod'

export type Permission = 'public'

export type Endpoint<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodType = z.ZodType> = {
  method: 'GET' | 'POST'
  /** `/api/public/towns/{id}`: members of the input named in braces travel in the path, the others in the query (GET) or body (POST) */
  path: string
  permission: Permission
  /** one line for the OpenAPI document, in Chinese */
  summary: string
  input: Input
  output: Output
}

export function endpoint<Input extends z.ZodObject, Output extends z.ZodType>(definition: Endpoint<Input, Output>): Endpoint<Input, Output> {
  return definition
}
