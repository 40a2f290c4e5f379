// The desk through the API: what changed since the last visit, which the page alone may call seen; messages of a report's
// way up and back; a role granted; who may look at mail.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { followLog } from '#server/notification/follow.ts'
import { remindPeople } from '#server/notification/reminders.ts'
import { tellOfDeadlines } from '#server/notification/deadlines.ts'
import { type Application, startApplication } from './application.ts'
import { appoint, type Browser, browser, codeAt, password } from './people.ts'

const form = 'jilin-characteristic-towns/characteristic-towns-quarter/2025-Q3'
const report = `${form}/220122`
let moment = Date.parse('2025-10-09T02:00:00.000Z')
const now = (): string => new Date(moment).toISOString()
const minutes = (count: number): void => { moment += count * 60_000 }
let application: Application
const people: Record<string, Browser> = {}
const as = (name: string): Browser['client'] => (people[name] as Browser).client
const follow = async (): Promise<number> => (await application.database.transaction(tx => followLog(tx, application.context))).told
const titles = async (name: string): Promise<string[]> => (await as(name).messageList({})).messages.map(({ kind, title }) => `${kind} ${title}`)
const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'done', (error: { problem?: { code: string } }) => error.problem?.code ?? error)

async function signIn(username: string): Promise<void> {
  minutes(1.1)
  people[username] = browser(application)
  expect([username, (await people[username].send('POST', '/api/session', { username, password, code: codeAt(now()) })).status]).toEqual([username, 200])
}

beforeAll(async () => {
  application = await startApplication([], { clock: now })
  for (const [username, role, division] of [['county', 'county', '220122'], ['elsewhere', 'county', '220182'], ['city', 'prefecture', '220100'], ['province', 'province-handler', null], ['security', 'security-administrator', null], ['leader', 'leading-group', null], ['system', 'system-administrator', null]] as const) {
    await appoint(application, username, { role, division })
    await signIn(username)
  }
}, 120_000)
afterAll(() => application?.close())

describe('a report on its way', () => {
  it('opened: whoever owes it finds it on the desk and is told, nobody else', async () => {
    await as('province').reportingOpen({ form })
    expect(await follow()).toBeGreaterThan(1)
    const { waiting, due } = await as('county').work({})
    expect(waiting.map(({ kind, label, path, due: until }) => [kind, label, path, until])).toEqual([['reporting', '报送', `/reporting/${report}`, '2025-10-10']])
    expect(due.map(({ group, days, mine }) => [group, days, mine])).toEqual([['week', -1, true]])
    expect(await titles('county')).toEqual([expect.stringMatching(/^waits 请报送：农安县 2025年第三季度/)])
    expect((await as('elsewhere').work({})).waiting.map(({ path }) => path)).toEqual([`/reporting/${form}/220182`])
    // Towns right under a prefecture are its own to report on; nothing of its counties waits yet.
    expect((await as('city').work({})).waiting.filter(({ kind }) => kind === 'reporting').map(({ title }) => title)).toEqual([expect.stringMatching(/^长春市 /)])
    expect((await titles('city')).filter(title => !title.includes('落实情况'))).toEqual([expect.stringMatching(/^waits 请报送：长春市/)])
  })

  it('submitted, it waits for the next; returned, its county is told so, and reminded when it is late', async () => {
    const { towns } = await as('county').reportingReport({ submission: report })
    const plain = { Q1: 1000, Q2: 600, Q3: 400, Q5: 2.5, Q6: 0, Q7: 40, Q8: 500, Q9: false }
    await as('county').reportingSave({ submission: report, changes: towns.flatMap(({ id }) => Object.entries(plain).map(([indicator, after]) => ({ town: id, indicator, before: null, after }))) })
    const { version, digest } = await as('county').reportingReport({ submission: report })
    await as('county').reportingSubmit({ submission: report, seen: version, digest })
    await follow()
    expect((await as('county').work({})).waiting).toEqual([])
    expect((await titles('city'))[0]).toMatch(/^waits 请审核：农安县/)
    minutes(1)
    await as('city').reportingReturn({ submission: report, seen: version + 1, to: 'county', reason: '请核对' })
    await follow()
    expect((await titles('county'))[0]).toMatch(/^returned 已退回，请报送：农安县/)
    expect(JSON.stringify(await as('county').messageList({}))).not.toContain('请核对')
    minutes(3 * 24 * 60)
    expect(await application.database.transaction(tx => remindPeople(tx, application.context))).toBeGreaterThan(0)
    expect(await application.database.transaction(tx => remindPeople(tx, application.context))).toBe(0)
    await signIn('county')
    expect((await titles('county'))[0]).toMatch(/^reminder 已过期 \d+ 日，请报送：农安县/)
    expect(await follow()).toBe(0)
  })

  it('messages are read one by one or all together, one’s own alone', async () => {
    await signIn('elsewhere')
    const { messages, unread } = await as('county').messageList({})
    expect(unread).toBe(messages.length)
    expect(await as('elsewhere').messageRead({ ids: messages.map(({ id }) => id) })).toEqual({ unread: expect.any(Number) })
    expect((await as('county').messageCount({})).unread).toBe(unread)
    expect((await as('county').messageRead({ ids: [messages[0]?.id ?? 0] })).unread).toBe(unread - 1)
    expect((await as('county').messageRead({ upTo: messages[0]?.id })).unread).toBe(0)
    expect((await as('county').messageList({ unread: true })).messages).toEqual([])
  })

  it('has reminders of its own: the morning’s deadlines say nothing of it', async () => {
    const before = (await titles('county')).length
    await application.database.transaction(tx => tellOfDeadlines(tx, application.context))
    expect(await titles('county')).toHaveLength(before)
    // What the shipped notice of 2023 leaves to a prefecture is long due, and told once.
    await signIn('city')
    expect((await titles('city'))[0]).toMatch(/^overdue 已过期 \d+ 日，请报告落实情况：/)
    expect(await application.database.transaction(tx => tellOfDeadlines(tx, application.context))).toBe(0)
  })
})

describe('what changed since the last visit', () => {
  const whats = async (name: string): Promise<string[]> => (await as(name).work({})).changed.rows.map(({ who, what }) => `${who} ${what}`)

  it('is what others did in one’s own cases, and stays new until a page has shown it', async () => {
    await signIn('city')
    const first = await as('city').work({})
    expect(first.changed.since).toBe(null)
    expect(await whats('city')).toEqual(['测试·county 县级主管部门签署', '测试·province 下达'])
    expect(await whats('elsewhere')).toEqual(['测试·province 下达'])
    expect(await whats('city')).toHaveLength(2)
    await as('city').workSeen({ position: first.changed.position })
    expect(await whats('city')).toHaveLength(2)
  })

  it('begins anew with a new session or after half an hour, never with what was not shown', async () => {
    await signIn('city')
    const shown = now()
    expect(await whats('city')).toEqual([])
    await as('city').workSeen({ position: (await as('city').work({})).changed.position })
    minutes(1)
    const { version, digest } = await as('county').reportingReport({ submission: report })
    await as('county').reportingSubmit({ submission: report, seen: version, digest })
    const { changed } = await as('city').work({})
    expect(changed.rows.map(({ what }) => what)).toEqual(['县级主管部门签署'])
    // A second tab, a second look: what is new in this visit stays so.
    await as('city').workSeen({ position: changed.position })
    expect(await whats('city')).toHaveLength(1)
    minutes(1)
    await as('county').reportingRecall({ submission: report, seen: version + 1, reason: '再核对' })
    // The visit before had not shown the recall: it is new in the next.
    await signIn('city')
    const next = await as('city').work({})
    expect(next.changed.rows.map(({ what }) => what)).toEqual(['撤回报送'])
    expect(Date.parse(next.changed.since ?? '')).toBeGreaterThan(Date.parse(shown))
    expect(await refusal(as('city').workSeen({ position: 10_000_000 }))).toBe('done')
    minutes(1)
    await as('county').reportingSubmit({ submission: report, seen: version + 2, digest })
    await signIn('city')
    expect((await as('city').work({})).changed.rows).toHaveLength(1)
  })
})

describe('roles and mail', () => {
  it('a role that was proposed waits for a second person; granted, its holder is told', async () => {
    await signIn('security')
    const { account } = await appoint(application, 'new', null)
    await as('security').postPropose({ id: account, role: 'auditor' })
    await follow()
    await signIn('leader')
    const { waiting } = await as('leader').work({})
    expect(waiting.map(({ kind, title, what, path }) => [kind, title, what, path])).toEqual([['account', '测试·new（new）', '审计管理员', `/accounts?account=${account}`]])
    expect(await titles('leader')).toEqual(['waits 请同意授予角色：测试·new（new）'])
    expect((await as('security').work({})).waiting).toEqual([])
    await as('leader').postApprove({ id: waiting[0]?.subject.slice('post/'.length) ?? '' })
    await signIn('new')
    expect(await titles('new')).toEqual(['granted 已授予您角色：审计管理员'])
    expect((await as('leader').work({})).waiting).toEqual([])
  })

  it('mail is off, and says so; what did not go is the system administrator’s to see', async () => {
    await signIn('system')
    expect(await as('system').mailState({})).toMatchObject({ on: false, failed: [] })
    expect(await refusal(as('leader').mailState({}))).toBe('access.no-permission')
    expect(await refusal(as('system').mailTry({}))).toBe('mail.off')
    expect(await as('leader').mailChoice({})).toEqual({ on: false, address: '', choice: 'off', failed: null })
    expect(await refusal(as('leader').mailChoose({ address: 'nobody', choice: 'daily' }))).toBe('request.invalid')
    expect(await refusal(as('leader').mailChoose({ address: 'a@example.test', choice: 'daily' }))).toBe('done')
    expect(await as('leader').mailChoice({})).toMatchObject({ address: 'a@example.test', choice: 'daily' })
  })
})
