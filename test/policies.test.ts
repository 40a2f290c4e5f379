// The policies as shipped: whole, free of contradiction, true to their cases – and to the notice of 2023, list by list.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Refusal } from '#core/base/problem.ts'
import { townsOf } from '#core/decision/cases.ts'
import { proposeSeason } from '#core/decision/season.ts'
import { printBound, requirementsAt } from '#core/policy/requirement.ts'
import { defaultsOf } from '#core/policy/setting.ts'
import { rulesForSeason } from '#core/policy/versions.ts'
import { checkWhole } from '#core/pack/check.ts'
import { readPolicy } from '#server/identity/access.ts'
import { getPack, loadPacks, packFiles } from '#server/policy-packs.ts'

const packs = loadPacks()
const access = readPolicy()
const withRules = packs.filter(pack => pack.rules.length)

describe('shipped policies', () => {
  it.each(withRules.map(pack => [pack.id, pack] as const))('%s: nothing missing, nothing contradictory, every case holds', (_, pack) => {
    const check = checkWhole(pack.id, packFiles(pack.id), access)
    expect(check.findings).toEqual([])
    expect(check.cases.cases).toBeGreaterThan(5)
  })

  it('reproduce the lists of the notice of 2023', () => {
    const pack = getPack(packs, 'jilin-characteristic-towns')
    const rules = rulesForSeason(pack.rules, { year: 2023, on: '2024-12-16', lockedWith: null })
    if (!rules) throw new Error('no rules for 2023')
    const cases = pack.cases.find(one => one.file.endsWith('2023-season.yaml'))?.cases.cases ?? []
    const proposals = proposeSeason(rules, defaultsOf(rules.file.settings), cases.flatMap(one => townsOf(rules, one)))
    const notice = parse(readFileSync('data/notices/2023-evaluation.yaml', 'utf8')) as { evaluation: { population: number }; lists: { kind: string; towns: string[] }[] }
    const printed = (kind: string): string[] => (notice.lists.find(list => list.kind === kind)?.towns ?? []).toSorted()
    const proposed = (list: string): string[] => proposals.filter(proposal => rules.file.outcomes.find(outcome => outcome.id === proposal.outcome)?.list === list).map(proposal => proposal.town.name).toSorted()
    expect(new Set(proposals.map(proposal => proposal.town.name)).size).toBe(notice.evaluation.population)
    for (const list of ['promoted', 'warned', 'eliminated']) expect([list, proposed(list)]).toEqual([list, printed(list)])
    expect(proposals.filter(proposal => proposal.outcome === null)).toEqual([])
  })
})

describe('what the documents leave open', () => {
  const rules = getPack(packs, 'jilin-characteristic-towns').rules.at(-1)?.file
  it.each([
    ['左右是多少，以名次还是等级为准，份额的基数', ['ten-percent', 'quota-share', 'quota-tolerance', 'quota-base']], ['成长类不合格', ['growth-unqualified']], ['规划类不合格、转培育类', ['planning-unqualified', 'planning-progress']],
    ['合格、基本合格的后果', ['passing-effect']], ['警告的期限', ['warning-lapse']], ['连续两年', ['consecutive']], ['得分、名次不公布', ['list-order']], ['起算日', ['ban-start']], ['达标', ['passing']],
  ])('%s: a named setting with default, reason and owner', (_, ids) => {
    for (const id of ids) expect(rules?.settings.find(setting => setting.id === id), id).toMatchObject({ question: expect.stringMatching(/./) as string, reason: expect.stringMatching(/./) as string, changedBy: expect.stringMatching(/./) as string })
  })
  it('the numbers of the State stand beside the province’s, each with its own day', () => {
    const { requirements } = getPack(packs, 'jilin-characteristic-towns')
    const at = (day: string): string[] => requirementsAt(requirements?.requirements ?? [], day).flatMap(({ id, unit, bounds }) => bounds.map(bound => `${id} ${bound.level} ${printBound(bound, unit)}`))
    expect(at('2020-01-01')).toEqual(['lead-investment-share 省 ≥50%'])
    expect(at('2021-09-26').filter(text => text.startsWith('lead'))).toEqual(['lead-investment-share 省 ≥50%'])
    const now = at('2021-09-27')
    expect(now.filter(text => text.startsWith('lead'))).toEqual(['lead-investment-share 省 ≥50%', 'lead-investment-share 国家 ≥60%'])
    for (const number of ['planned-area 国家 1–5km²', 'construction-land 国家 ≥0.5km²', 'green-cover 国家 ≥30%', 'investment-intensity 国家 ≥200万元/亩', 'labour-productivity 国家 ≥20万元/人', 'employment 国家 ≥2000人', 'tax-intensity 国家 ≥10万元/亩·年', 'visitors 国家 ≥50万人次', 'new-economy-share 国家 ≥20%', 'research-intensity 国家 ≥2.5%', 'housing-share 国家 ≤30%']) expect(now).toContain(number)
  })
})

describe('reading packs', () => {
  let folder = ''
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const packWith = (file: string, text: string): string => {
    folder = mkdtempSync(join(tmpdir(), 'packs-'))
    mkdirSync(join(folder, 'x', 'rules'), { recursive: true })
    writeFileSync(join(folder, 'x', file), text)
    return folder
  }
  it.each([['rules/a.yaml', 'id: ['], ['rules/a.yaml', 'id: x'], ['requirements.yaml', 'documents: 1']])('refuses %s holding “%s”', (file, text) => {
    expect(() => loadPacks(packWith(file, text))).toThrow(Refusal)
  })
  it('a folder without rules has none', () => expect(loadPacks(packWith('note.txt', '')).map(pack => [pack.id, pack.rules])).toEqual([['x', []]]))
})

it('policy check prints one JSON document and succeeds', () => {
  const root = resolve(import.meta.dirname, '..')
  const text = execFileSync(process.execPath, [join(root, 'src', 'cli', 'main.ts'), 'policy', 'check', '示例-茶镇', '--json'], { encoding: 'utf8', cwd: root })
  expect(JSON.parse(text)).toMatchObject({ programmes: [{ programme: '示例-茶镇', findings: [], versions: [{ id: '2020', whole: true, counts: { combinations: 13440 } }] }] })
})
