// What the public can ask, over HTTP, with the contract's own client.
import fc from 'fast-check'
import { readXlsx } from 'hucre'
import type { LightMyRequestResponse as Response } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Application, startApplication } from './application.ts'

let application: Application
const log: string[] = []
beforeAll(async () => { application = await startApplication(log) })
afterAll(() => application.close())

const get = async (url: string): Promise<Response> => application.app.inject({ method: 'GET', url })

describe('the list', () => {
  it.each([['2019-06-01', 55], ['2024-12-15', 84], ['2024-12-17', 77], ['2025年2月1日', 77], ['2018-01-01', 0]])('on %s has %i towns in force', async (valid, total) => {
    expect(await application.client.townList({ valid, status: 'listed' })).toMatchObject({ total })
  })

  it('knows nothing before it was told', async () => {
    const before = await application.client.townList({ valid: '2024-12-15', known: '2026-01-04' })
    expect([before.total, before.asOf.known]).toEqual([0, '2026-01-04T15:59:59.999Z'])
    expect((await application.client.townList({ valid: '2024-12-15', known: '2026-01-05' })).total).toBe(104)
  })

  it('is paged without gaps or repetition', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map(page => application.client.townList({ status: 'listed', page, size: 25 })))
    expect(pages.map(page => page.towns.length)).toEqual([25, 25, 25, 2])
    expect(new Set(pages.flatMap(page => page.towns.map(town => town.id))).size).toBe(77)
  })

  it('is ordered by place, by reading of the name, by grade', async () => {
    const first = async (sort: 'place' | 'name' | '-name' | 'grade'): Promise<string[]> => (await application.client.townList({ status: 'listed', sort, size: 3 })).towns.map(town => town.name)
    expect((await first('place')).every(name => name.startsWith('长春市'))).toBe(true)
    expect((await first('name'))[0]).toBe('安图县红丰矿泉水小镇')
    expect((await first('-name'))[0]).toMatch(/^中新食品区/)
    expect((await application.client.townList({ status: 'listed', sort: 'grade', size: 9 })).towns.every(town => town.grade?.grade === 'excellent')).toBe(true)
  })

  it('finds a town by a printed variant and by part of its name', async () => {
    expect((await application.client.townList({ q: '申法' })).towns.map(town => town.name)).toEqual(['长春市中法智能制造小镇'])
    expect((await application.client.townList({ q: '长春光电小镇' })).towns.map(town => town.name)).toEqual(['长春市光电小镇'])
    expect((await application.client.townList({ q: '%' })).total).toBe(0)
  })

  it('counts each choice with the other filters kept', async () => {
    const { facets, total } = await application.client.townList({ valid: '2025-02-01', status: 'listed', grade: 'excellent' })
    expect(total).toBe(9)
    expect(facets['grade']?.map(({ label, count }) => [label, count])).toEqual([['优秀', 9], ['合格', 35], ['基本合格', 26], ['不合格', 7]])
    expect(facets['prefecture']?.reduce((sum, choice) => sum + choice.count, 0)).toBe(9)
    expect(facets['category']?.find(choice => choice.value === 'unknown')?.label).toBe('未载明')
  })
})

describe('a town', () => {
  it('has its whole life, each fact with its document', async () => {
    const { towns } = await application.client.townList({ q: '关东文化' })
    const town = await application.client.townDetail({ id: towns[0]?.id ?? '' })
    expect(town).toMatchObject({ name: '长春市关东文化小镇', status: 'eliminated', category: '成长类', batch: 1, reapplyFrom: '2025-12-16' })
    expect(town.acts.map(act => [act.effective, act.title, act.basis.documentNumber])).toEqual([
      ['2019-02-03', '以“长春市关东文化小镇”之名登记', '吉政办明电〔2019〕5号'],
      ['2019-02-03', '名单归入“长春市”', '吉政办明电〔2019〕5号'],
      ['2019-02-03', '列入第一批清单（成长类，非建制镇）', '吉政办明电〔2019〕5号'],
      ['2024-12-15', '2022年度评估：不合格（推断）', '吉发改城发〔2024〕735号'],
      ['2024-12-16', '2023年度评估：不合格', '吉发改城发〔2024〕735号'],
      ['2024-12-16', '淘汰（连续两年不达标）', '吉发改城发〔2024〕735号'],
    ])
  })

  it('moves with its division', async () => {
    const { towns } = await application.client.townList({ q: '大岭汽车物流' })
    const id = towns[0]?.id ?? ''
    const where = async (valid: string): Promise<unknown> => { const { prefecture, divisionCode } = await application.client.townDetail({ id, valid }); return [prefecture, divisionCode] }
    expect(await where('2019-06-01')).toEqual(['公主岭市', '220381'])
    expect(await where('2024-12-16')).toEqual(['长春市', '220184'])
  })

  it('shows a proposed link from both sides', async () => {
    const names = ['长白山冰雪运动', '池西冰雪运动']
    const towns = await Promise.all(names.map(async q => application.client.townDetail({ id: (await application.client.townList({ q, sort: 'since' })).towns[0]?.id ?? '' })))
    expect(towns.map(town => town.links.map(link => [link.name, link.state]))).toEqual([[['长白山池西冰雪运动小镇', 'proposed']], [['长白山冰雪运动小镇', 'proposed']]])
  })

  it('is not there before its first fact, and unknown ids are 404', async () => {
    const { towns } = await application.client.townList({ q: '光电' })
    await expect(application.client.townDetail({ id: towns[0]?.id ?? '', valid: '2020-01-01' })).rejects.toMatchObject({ status: 404, problem: { code: 'town.unknown' } })
    await expect(application.client.townDetail({ id: 'nothing' })).rejects.toMatchObject({ status: 404 })
  })
})

describe('is this name on the list?', () => {
  it.each([
    ['长春市光电小镇', 'listed'], ['长春市申法智能制造小镇', 'listed'], ['长春光电', 'listed'], ['长春市轨道交能小镇', 'similar'], ['吉林市大荒地稻香小镇', 'formerly-listed'],
    ['长春市吉商小镇', 'unconfirmed'], ['长春市蓬莱仙境小镇', 'not-found'], ['梅花鹿小镇', 'similar'], ['申法', 'similar'],
  ])('%s: %s', async (name, answer) => {
    expect(await application.client.verifyName({ name, valid: '2025-02-01' })).toMatchObject({ answer })
  })
  it('answers for the day asked about', async () => {
    expect((await application.client.verifyName({ name: '吉林市大荒地稻香小镇', valid: '2024-12-01' })).sentence).toBe('截至2024年12月1日，“吉林市大荒地稻香小镇”在省级清单上。')
  })
})

describe('notices', () => {
  it('stand beside what their check finds', async () => {
    const { notices } = await application.client.noticeList({})
    expect(notices.map(notice => [notice.number, notice.findings.error])).toEqual([['吉发改城发〔2024〕735号', 1], ['吉政办明电〔2019〕5号', 0]])
    const circular = await application.client.noticeDetail({ id: notices[0]?.id ?? '' })
    expect(circular.lists.map(list => [list.kind, list.towns.length])).toEqual([['excellent', 9], ['qualified', 35], ['basic', 26], ['unqualified', 12], ['withdrawn', 2], ['promoted', 1], ['warned', 7], ['eliminated', 7]])
    expect(circular.lists.flatMap(list => list.towns).every(town => town.town !== null)).toBe(true)
    expect(circular.cites).toEqual([{ number: '吉政办明电〔2019〕5号', id: notices[1]?.id }])
  })
})

describe('downloads', () => {
  it('CSV names day, filter and documents, and opens as text', async () => {
    const { body, headers } = await get('/api/public/towns.csv?status=withdrawn&valid=2025-02-01')
    expect(headers['content-type']).toContain('text/csv')
    expect(body.startsWith('\ufeff编号,名称')).toBe(true)
    expect(body).toContain('截至2025年2月1日，共 2 个')
    expect(body).toContain('吉林市大荒地稻香小镇')
  })
  it('XLSX reads back with every row', async () => {
    const { rawPayload } = await get('/api/public/towns.xlsx?status=listed&valid=2025-02-01')
    const book = await readXlsx(new Uint8Array(rawPayload))
    expect(book.sheets.map(sheet => sheet.name)).toEqual(['清单', '说明'])
    expect(book.sheets[0]?.rows.length).toBe(78)
  })
  it('GeoJSON has a feature for each town and says why there is no geometry', async () => {
    const file = (await get('/api/public/towns.geojson?valid=2019-06-01')).json<{ features: unknown[]; note: string }>()
    expect(file.features.length).toBe(55)
    expect(file.note).toContain('geometry 为空')
  })
  it('JSON says as of when', async () => {
    expect((await get('/api/public/towns.json?valid=2019-06-01')).json()).toMatchObject({ total: 55, asOf: { valid: '2019-06-01' }, licence: 'CC BY 4.0' })
  })
})

describe('every answer', () => {
  it('has its security headers, errors too', async () => {
    for (const url of ['/api/health', '/api/public/towns', '/api/nothing', '/api/public/towns?page=0', '/api/public/towns.csv']) {
      const { headers } = await get(url)
      expect(headers, url).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' })
      expect(headers['content-security-policy'], url).toContain("script-src 'self'")
    }
  })
  it('is not sent again when nothing changed', async () => {
    const { headers } = await get('/api/public/towns')
    expect((await application.app.inject({ url: '/api/public/towns', headers: { 'if-none-match': String(headers.etag) } })).statusCode).toBe(304)
  })
  it.each([
    ['/api/public/towns?valid=2024-13-01', 400, 'date.invalid'], ['/api/public/towns?known=2030-01-01', 400, 'known.future'], ['/api/public/towns?page=x', 400, 'request.invalid'],
    ['/api/public/towns?programme=none', 404, 'programme.unknown'], ['/api/public/notices/none', 404, 'document.unknown'], ['/api/none', 404, 'request.not-found'],
  ])('%s → %i %s, in Chinese', async (url, status, code) => {
    const response = await get(url)
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code])
    expect(response.json<{ message: string }>().message).toMatch(/[\u4e00-\u9fff]/)
  })
  it('refuses other methods', async () => {
    expect((await application.app.inject({ method: 'DELETE', url: '/api/public/towns' })).statusCode).toBe(405)
  })
  it('is never a failure, whatever is asked', async () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud800', '1e400', '-1', '99999999999999999999', "' or 1=1 --", '2024-02-30', '[]', '{}', '__proto__'))
    const key = fc.constantFrom('valid', 'known', 'q', 'prefecture', 'category', 'type', 'grade', 'status', 'batch', 'sort', 'page', 'size', 'programme', 'name', '__proto__', 'constructor')
    const path = fc.constantFrom('towns', 'towns/x', 'verify-name', 'notices', 'notices/x', 'overview', 'towns.csv', 'towns.json')
    await fc.assert(fc.asyncProperty(path, fc.array(fc.tuple(key, value), { maxLength: 5 }), async (where, members) => {
      const query = members.map(([name, text]) => `${name}=${encodeURIComponent(text.isWellFormed() ? text : '\ufffd')}`).join('&')
      const response = await get(`/api/public/${where}?${query}`)
      expect(response.statusCode, `${where}?${query} ${response.body.slice(0, 300)}`).toBeLessThan(500)
    }), { numRuns: 400 })
    expect(log).toEqual([])
  })
})
