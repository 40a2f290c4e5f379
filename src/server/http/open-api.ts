// OpenAPI 3.1 from the contract; nothing is written twice.
import { z } from 'zod'
import type { Endpoint } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { Preview } from '#contract/preview.ts'
import { isDoor } from '#core/access/permission.ts'
import { downloadFormats, downloadTypes } from './download.ts'

type Schema = { properties?: Record<string, object & { description?: string }>; required?: string[] }

export function openApi(version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, definition] of Object.entries(contract)) {
    paths[definition.path] = { ...paths[definition.path], [definition.method.toLowerCase()]: operation(name, definition) }
  }
  for (const [name, definition] of Object.entries(contract) as [string, Endpoint][]) {
    if (definition.carries !== 'download') continue
    const { responses, ...rest } = operation(name, definition) as { responses: Record<string, object> }
    paths[`${definition.path}/preview`] = { get: { ...rest, operationId: `${name}Preview`, summary: `${definition.summary}：预览`, responses: { ...responses, 200: { description: '成功', content: { 'application/json': { schema: schemaOf(Preview, 'output') } } } } } }
  }
  for (const format of downloadFormats) {
    paths[`/api/public/towns.${format}`] = { get: { operationId: `towns_${format}`, summary: `下载小镇清单（${format}），筛选条件同小镇清单`, tags: ['public'], parameters: parameters(contract.townList), responses: { 200: { description: '文件', content: { [downloadTypes[format]]: {} } }, 400: refusal } } }
  }
  return {
    openapi: '3.1.0',
    info: { title: '镇谱接口', version, description: '公开读取不需登录。其余以 cookie 登录，改动须带本站的 Origin。日期为 Asia/Shanghai 的日历日。' },
    paths,
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'zhenpu_session' } }, schemas: { Problem: { type: 'object', required: ['code', 'params', 'message'], properties: { code: { type: 'string' }, params: { type: 'object' }, message: { type: 'string', description: '给用户看的中文说明' } } } } },
  }
}

const refusal = { description: '不予受理', content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } }

function operation(name: string, definition: Endpoint): object {
  return {
    operationId: name, summary: definition.summary, tags: [definition.permission], ...rightsOf(definition), ...bodyOf(definition), parameters: parameters(definition),
    responses: { 200: definition.carries === 'download' ? { description: '文件', content: { 'application/octet-stream': {} } } : { description: '成功', content: { 'application/json': { schema: schemaOf(definition.output, 'output') } } }, 400: refusal, ...(isDoor(definition.permission) && definition.permission !== 'session' ? {} : { 401: refusal, 403: refusal }), ...(definition.path.includes('{') ? { 404: refusal } : {}) },
  }
}

/** `x-permission` and `x-scope` say whom an endpoint is for; docs/operations.md says who holds what. */
function rightsOf({ permission, also, scope }: Endpoint): object {
  if (permission === 'public' || permission === 'visitor') return { security: [] }
  return { security: [{ session: [] }], 'x-permission': permission, ...(also ? { 'x-also': also } : {}), ...(scope === undefined ? {} : { 'x-scope': scope }) }
}

function bodyOf({ method, input, path, carries }: Endpoint): object {
  if (carries === 'upload') return { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
  if (method === 'GET') return {}
  const { properties = {}, required = [], ...rest } = schemaOf(input, 'input') as Schema
  const carried = (name: string): boolean => !path.includes(`{${name}}`)
  const members = Object.fromEntries(Object.entries(properties).filter(([name]) => carried(name)))
  return Object.keys(members).length ? { requestBody: { required: true, content: { 'application/json': { schema: { ...rest, properties: members, required: required.filter(carried) } } } } } : {}
}

function parameters({ method, input, path, carries }: Endpoint): object[] {
  const { properties = {}, required = [] } = schemaOf(input, 'input') as Schema
  return Object.entries(properties).filter(([name]) => method === 'GET' || carries === 'upload' || path.includes(`{${name}}`)).map(([name, { description, ...schema }]) => {
    const inPath = path.includes(`{${name}}`)
    return { name, in: inPath ? 'path' : 'query', required: inPath || required.includes(name), ...(description ? { description } : {}), schema }
  })
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Record<string, unknown>
  return rest
}
