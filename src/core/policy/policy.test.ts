import { describe, expect, it } from 'vitest'
import { meets, printBound, RequirementsFile, requirementsAt } from './requirement.ts'
import { parseRules } from './rules.ts'
import { type Setting, settingsWith } from './setting.ts'
import { rulesAt, rulesForSeason } from './versions.ts'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

describe('versions', () => {
  const keep = { transition: { openSeasons: 'keep-locked' as const } }
  const versions = [{ id: 'a', effective: '2020-01-01', firstSeason: 2019, ...keep }, { id: 'b', effective: '2022-06-01', firstSeason: 2022, ...keep }]
  const changing = [versions[0], { ...versions[1], transition: { openSeasons: 'switch' as const } }] as typeof versions
  it.each([['2019-12-31', null], ['2020-01-01', 'a'], ['2022-05-31', 'a'], ['2022-06-01', 'b']])('on %s: %s', (date, id) => expect(rulesAt(versions, date)?.id ?? null).toBe(id))
  const season = (year: number, on: string, lockedWith: string | null, from = versions): string | null => rulesForSeason(from, { year, on, lockedWith })?.id ?? null
  it('a season goes by its year, its lock and the transition rule', () => {
    expect([season(2021, '2022-07-01', null), season(2022, '2022-07-01', null), season(2018, '2022-07-01', null)]).toEqual(['a', 'b', null])
    expect([season(2022, '2022-07-01', 'a'), season(2022, '2022-07-01', 'a', changing), season(2021, '2022-07-01', 'a', changing)]).toEqual(['a', 'b', 'a'])
    expect(season(2022, '2022-07-01', 'gone')).toBeNull()
  })
})

describe('requirements', () => {
  const { requirements } = RequirementsFile.parse(parse(readFileSync('policies/示例-茶镇/requirements.yaml', 'utf8')))
  const at = (date: string): string[][] => requirementsAt(requirements, date).map(one => one.bounds.map(bound => `${bound.level}${printBound(bound, one.unit)}`))
  it('stand side by side while both are in force', () => {
    expect([at('2019-12-31'), at('2021-06-30'), at('2021-07-01')]).toEqual([[], [['省≥50%'], ['省≤8km²']], [['省≥50%', '国家≥60%'], ['国家1–5km²']]])
  })
  it.each([[{ least: 50 }, 50, true], [{ least: 50 }, 49.99, false], [{ most: 30 }, 30, true], [{ most: 30 }, 30.01, false], [{ above: 500 }, 500, false], [{ above: 500 }, 500.01, true]])('%o of %d: %s', (bound, figure, kept) => expect(meets(bound, figure)).toBe(kept))
  it('print as people write them', () => expect([printBound({ above: 500 }, '万元'), printBound({ most: 30 }, '%')]).toEqual(['＞500万元', '≤30%']))
})

describe('settings', () => {
  const common = { question: '', reason: '', changedBy: '' }
  const settings: Setting[] = [{ id: 'x', kind: 'choice', label: '取舍', default: 'a', options: { a: '甲', b: '乙' }, ...common }, { id: 'n', kind: 'number', label: '名额', default: 5, least: 1, most: 9, unit: '个', ...common }]
  it('are the defaults with the answers given, by id or label', () => {
    expect(settingsWith(settings, {})).toEqual({ ok: true, value: { x: 'a', n: 5 } })
    expect(settingsWith(settings, { 取舍: '乙', n: 9 })).toEqual({ ok: true, value: { x: 'b', n: 9 } })
  })
  it.each([[{ 天气: '晴' }, 'setting.unknown'], [{ x: 'c' }, 'setting.value'], [{ n: 10 }, 'setting.value'], [{ n: '5' }, 'setting.value']])('refuse %o with %s', (chosen, code) => expect(settingsWith(settings, chosen as Record<string, string>)).toMatchObject({ ok: false, problem: { code } }))
})

it('a rules file that is not whole is refused with file and place', () => {
  expect(parseRules({ id: 'x', facts: [{ id: 'a' }] }, 'rules/x.yaml')).toMatchObject({ ok: false, problem: { code: 'policy.invalid', params: { file: 'rules/x.yaml', where: expect.stringMatching(/title：.*facts\.0\.label：/) } } })
})
