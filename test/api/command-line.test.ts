// The command line as people and scripts use it: one JSON document on standard output, words on standard error,
// 0 fine, 1 findings or refusal, 2 wrong usage.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '#server/db/connect.ts'

const folder = mkdtempSync(join(tmpdir(), 'zhenpu-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const main = join(import.meta.dirname, '../../src/cli/main.ts')

function zhenpu(...words: string[]): { status: number | null; stdout: string; stderr: string } {
  const { DATABASE_URL: _, ...env } = process.env
  return spawnSync(process.execPath, [main, ...words], { encoding: 'utf8', env: { ...env, ZHENPU_DATA: join(folder, 'var'), NODE_COMPILE_CACHE: join(folder, 'compiled') } })
}
const json = (...words: string[]): unknown => JSON.parse(zhenpu(...words, '--json').stdout)
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const notice = '发文字号: 吉发改城发〔2025〕9号\n成文日期: 2025年12月20日\n标题: 关于通报2024年度评估情况的通知\n\n对全省3个小镇开展了2024年度评估工作。\n\n优秀小镇1个。长春市光电小镇。\n不合格小镇1个。辽源市职教小镇。\n自愿退出小镇1个。梅河口市教育小镇。\n淘汰小镇2个。辽源市职教小镇、梅河口市教育小镇。\n'

const count = (day: string): number => (json('register', 'list', '--valid', day) as { status: string }[]).filter(town => town.status === 'listed').length

describe('zhenpu alone', () => {
  it('makes the register where there is none, and finds it again', () => {
    expect([count('2019-06-01'), count('2024-12-15')]).toEqual([55, 84])
  })
})

describe('zhenpu beside a server, whose database it shares', () => {
  let server: Database
  beforeAll(async () => { server = await openDatabase({ folder: join(folder, 'var'), share: false }) })
  afterAll(() => server.close())

  it('lists the register as of a day', () => {
    expect(count('2025-02-01')).toBe(77)
    expect((json('register', 'list', '--valid', '2025-02-01', '--status', 'all') as unknown[]).length).toBe(104)
  })

  it('shows one town under any of its names', () => {
    expect(json('register', 'show', '长春市申法智能制造小镇')).toMatchObject({ name: '长春市中法智能制造小镇', category: '成长类' })
  })

  it('reads and checks a notice', () => {
    const path = file('notice.txt', notice)
    expect(json('notice', 'read', path)).toMatchObject({ document: { number: '吉发改城发〔2025〕9号' }, lists: [{ kind: 'excellent', towns: [{ name: '长春市光电小镇' }] }, { kind: 'unqualified' }, { kind: 'withdrawn' }, { kind: 'eliminated' }] })
    const { findings } = json('notice', 'check', path) as { findings: { code: string; severity: string }[] }
    expect(findings.filter(finding => finding.severity === 'error')).toEqual([])
    expect(zhenpu('notice', 'check', path).status).toBe(0)
    const wrong = file('wrong.txt', notice.replace('优秀小镇1个', '优秀小镇2个'))
    expect(zhenpu('notice', 'check', wrong).status).toBe(1)
  })

  it('writes a notice only when a person confirms, and once', () => {
    const path = file('next.txt', notice)
    const listed = (): number => (json('register', 'list', '--valid', '2026-01-01') as unknown[]).length
    expect(json('import', path)).toMatchObject({ written: false })
    expect(listed()).toBe(77)
    expect(zhenpu('import', path, '--confirm').status).toBe(1)
    expect(json('import', path, '--confirm', '--by', '测试员')).toMatchObject({ written: true })
    // One eliminated for its second year, one withdrawn, 74 not named in a circular that states the whole list.
    expect(listed()).toBe(1)
    expect(zhenpu('import', path, '--confirm', '--by', '测试员')).toMatchObject({ status: 1, stderr: expect.stringContaining('已有') as string })
    expect(json('verify')).toMatchObject({ ok: true })
    expect(json('rebuild')).toMatchObject({ ok: true, differencesBefore: 0 })
  })

  it('lets a person settle whether two towns are one', () => {
    const status = (): unknown => (json('register', 'show', '龙井市东盛涌足球小镇', '--valid', '2025-02-01') as { status: string; links: { state: string }[] })
    expect(status()).toMatchObject({ status: 'unconfirmed', links: [{ state: 'proposed' }] })
    expect(zhenpu('link', '龙井市东盛涌足球小镇', '龙井市东盛涌休闲小镇', '--state', 'confirmed', '--by', '测试员').status).toBe(2)
    expect(zhenpu('link', '龙井市东盛涌足球小镇', '龙井市东盛涌休闲小镇', '--state', 'confirmed', '--by', '测试员', '--reason', '更名文件').status).toBe(0)
    expect(status()).toMatchObject({ status: 'continued', links: [{ state: 'confirmed', reason: '更名文件' }] })
  })

  it('exports to a file or a pipe', () => {
    expect(zhenpu('export', '--format', 'csv', '--valid', '2019-06-01').stdout).toContain('长春市关东文化小镇')
    expect(zhenpu('export', '--format', 'xlsx', '--out', join(folder, 'list.xlsx')).status).toBe(0)
  })

  it.each([
    [[], 2, '用法'], [['nonsense'], 2, 'nonsense'], [['register', 'list', '--nonsense'], 2, '--nonsense'], [['export', '--format', 'pdf'], 2, 'pdf'], [['--help'], 0, ''], [['--version'], 0, ''],
    [['notice', 'read', '/nowhere/none.txt'], 1, '读不到文件'], [['notice', 'read', file('prose.txt', '关于做好春耕工作的通知')], 1, '没有找到小镇清单'], [['register', 'show', '没有这个镇'], 1, '登记簿里没有'],
    [['register', 'list', '--valid', '2024年13月1日'], 1, '不是有效日期'], [['register', 'list', '--known', '2999-01-01'], 1, '不能晚于现在'], [['register', 'list', '--programme', 'none'], 1, '没有项目'],
  ] as const)('%j ends with %i and says why', (words, status, why) => {
    const said = zhenpu(...words)
    expect([said.status, said.stderr]).toEqual([status, expect.stringContaining(why)])
  })
})
