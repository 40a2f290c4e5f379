// Mail for real: the queue on PostgreSQL, the library, a socket with a mail server behind it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Jobs, startJobs } from '#server/jobs/queue.ts'
import { followLog } from '#server/notification/follow.ts'
import { mailerFrom } from '#server/notification/mailer.ts'
import { mailNews } from '#server/notification/mail.ts'
import { tell } from '#server/notification/store.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, browser, codeAt, password } from './people.ts'
import { type Sink, smtpSink } from './smtp-sink.ts'

let application: Application
let sink: Sink
let jobs: Jobs
const accounts: Record<string, string> = {}
const log: string[] = []

beforeAll(async () => {
  application = await startApplication()
  sink = await smtpSink()
  for (const name of ['once', 'daily', 'off', 'gone']) accounts[name] = (await appoint(application, name, { role: 'province-handler' })).account
  accounts['system'] = (await appoint(application, 'system', { role: 'system-administrator' })).account
  // What the shipped register leaves to be done is told before anybody chooses mail.
  while ((await application.database.transaction(tx => followLog(tx, application.context))).more) { /* until the log is followed */ }
  jobs = await startJobs({ database: application.database, context: application.context, mailer: mailerFrom({ ZHENPU_SMTP_URL: sink.url, ZHENPU_MAIL_FROM: '镇谱 <zhenpu@example.test>' }), log: line => log.push(line) })
  application.context.jobs = jobs
}, 90_000)
afterAll(async () => {
  await jobs?.stop()
  await sink?.close()
  await application?.close()
})

const news = (name: string, title: string): Promise<number> => application.database.transaction(tx => tell(tx, [{ account: accounts[name] as string, key: title, kind: 'waits', title, path: '/desk' }], application.context.now()))
const choose = async (name: string, choice: 'off' | 'at-once' | 'daily'): Promise<void> => {
  const own = browser(application)
  expect((await own.send('POST', '/api/session', { username: name, password, code: codeAt(application.context.now()) })).status).toBe(200)
  await own.client.mailChoose({ address: `${name}@example.test`, choice })
}
const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => { while (!await holds()) await new Promise(done => setTimeout(done, 50)) }
/** Headers and body of a mail, with what was encoded for the way. */
const read = ({ text }: { text: string }): string => text.replaceAll(/=\?UTF-8\?B\?([^?]*)\?=\s*/gi, (_, base64: string) => Buffer.from(base64, 'base64').toString()).replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=\s*/gi, (_, quoted: string) => unquote(quoted.replaceAll('_', ' '))).replace(/(\n\n)([\s\S]*)$/, (_, gap: string, body: string) => gap + (/base64/i.test(text) ? Buffer.from(body, 'base64').toString() : unquote(body.replaceAll('=\n', ''))))
const unquote = (text: string): string => decodeURIComponent(text.replaceAll('%', '%25').replaceAll(/=([0-9A-F]{2})/g, '%$1'))

describe('mail', () => {
  it('goes at once to whoever chose so, with the title and the link and nothing else; to nobody otherwise', async () => {
    await news('once', '先前的消息')
    for (const [name, choice] of [['once', 'at-once'], ['daily', 'daily'], ['off', 'off']] as const) await choose(name, choice)
    for (const name of ['once', 'daily', 'off']) await news(name, '请审核：农安县季报')
    jobs.wake()
    await until(() => sink.mails.length > 0)
    expect(sink.mails.map(({ to }) => to)).toEqual(['once@example.test'])
    const mail = read(sink.mails[0] as { text: string })
    expect(mail).toContain('Subject: 镇谱：请审核：农安县季报')
    expect(mail).toContain('/messages')
    expect(mail).not.toMatch(/先前的消息|测试·/)
    expect(mail).toMatch(/Message-ID: <[0-9a-f]{16}@example\.test>/i)
    jobs.wake()
    expect(await application.database.transaction(tx => mailNews(tx, jobs.send, 'at-once', application.context.now()))).toBe(0)
  })

  it('once a day brings together what is unread', async () => {
    await news('daily', '请推荐：某某小镇')
    const digest = (): Promise<number> => application.database.transaction(tx => mailNews(tx, jobs.send, 'daily', application.context.now()))
    expect(await digest()).toBe(1)
    expect(await digest()).toBe(0)
    await until(() => sink.mails.length > 1)
    const mail = read(sink.mails[1] as { text: string })
    expect(mail).toContain('镇谱：2 条消息')
    expect(mail).toContain('· 请推荐：某某小镇')
  })

  it('what the server refuses is shown to the system administrator, without the address, and not lost', async () => {
    await choose('gone', 'at-once')
    sink.refuse.add('gone@example.test')
    await news('gone', '请审核：又一份')
    jobs.wake()
    const own = browser(application)
    await own.send('POST', '/api/session', { username: 'system', password, code: codeAt(application.context.now()) })
    await until(async () => (await own.client.mailState({})).failed.length > 0)
    const state = await own.client.mailState({})
    expect(state).toMatchObject({ on: true, queued: 1, sent: 2, failed: [{ username: 'gone', attempts: 1, error: expect.stringContaining('550') }] })
    expect(JSON.stringify(state)).not.toContain('gone@')
    expect(sink.mails).toHaveLength(2)
  })

  it('a setting that cannot be is refused at the start', () => {
    expect(mailerFrom({})).toBe(null)
    expect(() => mailerFrom({ ZHENPU_SMTP_URL: 'smtp.example.test', ZHENPU_MAIL_FROM: 'a@b.c' })).toThrow('ZHENPU_SMTP_URL')
    expect(() => mailerFrom({ ZHENPU_SMTP_URL: sink.url })).toThrow('ZHENPU_MAIL_FROM')
  })
})
