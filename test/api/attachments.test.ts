// Files over HTTP: who may bring them, what is taken, who gets them back and how, and that nothing is left of what was refused.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Attachment, fileLimits } from '#core/attachment/attachment.ts'
import { Refusal } from '#core/base/problem.ts'
import { openStore } from '#server/attachment/store.ts'
import { carryFiles, fileOf, listFiles, useFiles } from '#server/attachment/use.ts'
import { honestDocx, office, docxTypes, pdf, zip } from '#server/attachment/hostile.fixture.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, origin, password } from './people.ts'

let application: Application
let folder = ''
const clock = '2026-01-05T04:00:00.000Z'
const people: Record<string, Browser & { person: string }> = {}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'files-'))
  await openStore(folder)
  application = await startApplication([], { clock: () => clock })
  application.context.files = folder
  for (const [name, role] of [['county', 'county'], ['other', 'county'], ['auditor', 'auditor'], ['admin', 'system-administrator']] as const) {
    const { person } = await appoint(application, name, role === 'county' ? { role, division: '220281' } : { role })
    const own = browser(application)
    await own.client.signIn({ username: name, password, code: codeAt(clock) })
    people[name] = { ...own, person }
  }
}, 60_000)
afterAll(async () => { await application.close(); rmSync(folder, { recursive: true, force: true }) })

async function upload(who: Browser, name: string, bytes: Buffer, headers: Record<string, string> = {}): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await application.app.inject({ method: 'POST', url: `/api/attachments?name=${encodeURIComponent(name)}`, payload: bytes, remoteAddress: '10.0.0.1', headers: { host: new URL(origin).host, origin, cookie: [...who.cookies].map(([key, value]) => `${key}=${value}`).join('; '), 'content-type': 'application/octet-stream', ...headers } })
  return { status: response.statusCode, body: response.json() }
}
const person = (name: string): Browser & { person: string } => people[name] as Browser & { person: string }
const kept = (): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile()).map(entry => entry.name)
const acting = (name: string): { person: string; now: string } => ({ person: person(name).person, now: clock })
const code = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.problem.code : String(error)))

describe('uploads', () => {
  it('are taken from whoever may, checked, and kept once', async () => {
    const bytes = await honestDocx()
    const { status, body } = await upload(person('county'), '建设方案.docx', bytes)
    expect([status, body]).toEqual([200, { hash: expect.stringMatching(/^sha256:/) as string, name: '建设方案.docx', type: docx, size: bytes.length }])
    expect((await upload(person('other'), '别的名称.docx', bytes)).body).toEqual({ ...body, name: '别的名称.docx' })
    expect(kept()).toEqual([(body['hash'] as string).slice(7)])
  })

  it('are refused without sign-in, from other sites, without the permission – before a byte is looked at', async () => {
    const before = kept()
    const stranger = browser(application)
    expect(await upload(stranger, 'a.pdf', pdf())).toMatchObject({ status: 401, body: { code: 'access.signed-out' } })
    expect(await upload(person('county'), 'a.pdf', pdf(), { origin: 'https://evil.test' })).toMatchObject({ status: 403, body: { code: 'access.cross-site' } })
    expect(await upload(person('admin'), 'a.pdf', pdf())).toMatchObject({ status: 403, body: { code: 'access.no-permission' } })
    expect(kept()).toEqual(before)
  })

  it('that are hostile leave a line in the access log and no file', async () => {
    const before = kept()
    expect(await upload(person('county'), '方案.docx', office(docxTypes, { name: 'word/vbaProject.bin', data: 'x' }))).toMatchObject({ status: 400, body: { code: 'file.refused' } })
    expect(await upload(person('county'), '../../x.pdf', pdf())).toMatchObject({ status: 400, body: { code: 'file.name' } })
    expect(await upload(person('county'), '台账.xlsx', zip(Array.from({ length: 10_000 }, (_, i) => ({ name: `x${i}`, data: '' }))))).toMatchObject({ status: 400, body: { code: 'file.bomb' } })
    expect(await upload(person('county'), 'a.pdf', Buffer.alloc(0))).toMatchObject({ status: 400, body: { code: 'file.empty' } })
    expect(await upload(person('county'), 'a.pdf', Buffer.alloc(fileLimits.bytes + 1))).toMatchObject({ status: 413, body: { code: 'file.too-large' } })
    expect(kept()).toEqual(before)
    const { lines } = await person('auditor').client.accessLog({ kind: 'file.refused' })
    expect(lines.map(line => line.data['code'])).toEqual(['file.too-large', 'file.empty', 'file.bomb', 'file.name', 'file.refused'])
  }, 60_000)

  it('a JSON body is no file', async () => {
    expect(await person('county').send('POST', '/api/attachments?name=a.pdf', { x: 1 })).toMatchObject({ status: 400, body: { code: 'file.empty' } })
  })

  it('that break off in the middle leave nothing, and the server goes on', async () => {
    const before = kept()
    await application.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = application.app.server.address() as AddressInfo
    const own = { host: '127.0.0.1', port, method: 'POST', path: '/api/attachments?name=a.pdf', headers: { origin: `http://127.0.0.1:${port}`, cookie: [...person('county').cookies].map(([key, value]) => `${key}=${value}`).join('; '), 'content-type': 'application/octet-stream', 'content-length': 1_000_000 } }
    for (let i = 0; i < 3; i++) {
      const sending = request(own)
      sending.on('error', () => {})
      sending.write(Buffer.alloc(200_000))
      await untilTrue(() => readdirSync(join(folder, 'quarantine')).length > 0)
      sending.destroy()
      await untilTrue(() => readdirSync(join(folder, 'quarantine')).length === 0)
    }
    expect(kept()).toEqual(before)
    expect((await upload(person('county'), 'after.pdf', pdf())).status).toBe(200)
  })

  it('of one person are three at a time', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(i => upload(person('county'), `${i}.pdf`, pdf(`<< /M ${i} >>`))))
    expect(answers.map(answer => answer.status).toSorted()).toEqual([200, 200, 200, 429, 429])
    expect(answers.find(answer => answer.status === 429)?.body['code']).toBe('file.busy')
  })

  it('stay within a person’s day, however many come at once', async () => {
    const own = person('other')
    const have = (await application.database.read(async tx => tx.selectFrom('attachment_upload').select(eb => eb.fn.countAll<number>().as('n')).where('person', '=', own.person).executeTakeFirstOrThrow())).n
    await application.database.transaction(async tx => {
      const { hash } = await tx.selectFrom('attachment').select('hash').limit(1).executeTakeFirstOrThrow()
      await tx.insertInto('attachment_upload').values(Array.from({ length: fileLimits.perPersonFiles - have - 1 }, () => ({ hash, name: 'x', person: own.person, at: clock }))).execute()
    })
    const answers = await Promise.all([1, 2, 3].map(i => upload(own, `${i}.pdf`, pdf(`<< /N ${i} >>`))))
    expect(answers.map(answer => answer.status).toSorted()).toEqual([200, 429, 429])
  })
})

describe('files of a case', () => {
  const subject = 'support/made-up'
  it('are put there by whoever brought them, and by nobody who merely knows their hash', async () => {
    const { body } = await upload(person('county'), '批复.pdf', pdf('<< /N 77 >>'))
    const file = body as Attachment
    const use = (name: string, given: Attachment, where = subject): Promise<unknown> => code(application.database.transaction(tx => useFiles(tx, where, [given], acting(name))))
    expect(await use('other', file)).toBe('file.not-yours')
    expect(await use('county', { ...file, size: 1 })).toBe('file.not-yours')
    expect(await use('county', { ...file, type: 'text/html' })).toBe('file.not-yours')
    expect(await use('county', file)).toBe('done')
    // In the case already, so whoever writes the case may name it again; into another case it does not go.
    expect(await use('other', file)).toBe('done')
    expect(await use('other', { ...file, size: 1 })).toBe('file.not-yours')
    expect(await use('other', file, 'support/elsewhere')).toBe('file.not-yours')
    await application.database.transaction(async tx => {
      expect(await listFiles(tx, subject)).toEqual([file])
      expect(await code(fileOf(tx, 'support/elsewhere', file.hash))).toBe('file.unknown')
      await carryFiles(tx, subject, 'support/next', [file.hash, `sha256:${'0'.repeat(64)}`], acting('other'))
      expect(await fileOf(tx, 'support/next', file.hash)).toEqual(file)
    })
  })

  it('are never changed or taken away', async () => {
    for (const table of ['attachment', 'attachment_upload', 'attachment_use'] as const) await expect(application.database.transaction(async tx => tx.deleteFrom(table).execute())).rejects.toThrow(/permission denied/)
  })

  it('and records agree, or the auditor sees where not', async () => {
    const { client } = person('auditor')
    const clean = await client.attachmentAudit({})
    expect(clean).toMatchObject({ missing: [], unrecorded: [] })
    expect(clean.unused.length).toBeGreaterThan(0)
    const lost = clean.unused[0]?.hash.slice(7) as string
    const path = join(folder, 'sha256', lost.slice(0, 2), lost)
    expect(existsSync(path)).toBe(true)
    rmSync(path)
    writeFileSync(join(folder, 'sha256', lost.slice(0, 2), 'f'.repeat(64)), 'orphan')
    expect(await client.attachmentAudit({})).toMatchObject({ missing: [{ hash: `sha256:${lost}` }], unrecorded: [{ hash: `sha256:${'f'.repeat(64)}`, size: 6 }] })
    await expect(person('county').client.attachmentAudit({})).rejects.toMatchObject({ status: 403 })
  })
})

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

async function untilTrue(check: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !check(); i++) await new Promise(done => { setTimeout(done, 10) })
  expect(check()).toBe(true)
}
