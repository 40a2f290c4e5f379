import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate.ts'
import { pointsByIndicator } from './points.ts'
import { schemeHash } from './scheme-hash.ts'
import { indicator, schemeWith, unitWith } from './scheme.fixture.ts'
import { fillWeights } from './weighting.ts'

const all = { A1: 90, A2: 60, B1: 80, B2: 40 }
const score = (scheme: ReturnType<typeof schemeWith>, units: Parameters<typeof evaluate>[1]): (number | null)[] => evaluate(scheme, units).units.map(unit => unit.published)

describe('missing values', () => {
  const withRule = (missing: string, more = {}): ReturnType<typeof schemeWith> => schemeWith({ dimensions: [{ id: 'A', name: '甲', indicators: [indicator('A1', 40), indicator('A2', 20, { missing, ...(missing === 'zero' || missing === 'reweight' ? {} : { otherwise: 'zero' }), ...more })] }, { id: 'B', name: '乙', indicators: [indicator('B1', 40)] }] })
  const units = [unitWith('u', { A1: 90, A2: null, B1: 50 }, { earlier: { A2: { value: 30, source: '2022', age: 2 } } }), unitWith('v', { A1: 0, A2: 40, B1: 0 }), unitWith('w', { A1: 0, A2: 80, B1: 0 }), unitWith('x', { A1: 0, A2: 90, B1: 0 })]
  it.each([['zero', 56], ['reweight', 74], ['groupMean', 70], ['groupMedian', 72], ['lastYear', 62]])('%s', (missing, expected) => {
    expect(score(withRule(missing), units)[0]).toBe(expected)
  })
  it('what was filled in says so, and how', () => {
    const [part] = evaluate(withRule('groupMedian'), units).units[0]?.parts.filter(other => other.indicator === 'A2') ?? []
    expect(part).toMatchObject({ state: 'imputed', value: 80, points: 80 })
    expect(part?.formula).toMatch(/^采用同类别 3 个的中位数；/)
  })
  it('a value that is too old is not taken', () => {
    expect(score(withRule('lastYear'), [{ ...unitWith('u', { A1: 90, A2: null, B1: 50 }), earlier: { A2: { value: 30, source: '', age: 3 } } }, units[1] as never])[0]).toBe(56)
  })
  it('what happens where nothing can be filled in must be said', () => {
    expect(() => withRule('groupMean', { otherwise: undefined })).toThrow(/A2：missing 为 groupMean 时须写明 otherwise/)
  })
  it('an indicator without any value is dropped with a warning, its weight goes to its siblings', () => {
    const made = evaluate(withRule('zero'), [unitWith('u', { A1: 90, A2: null, B1: 50 }), unitWith('v', { A1: 40, A2: null, B1: 50 })])
    expect(made.findings).toMatchObject([{ code: 'indicator-dropped', indicator: 'A2' }])
    expect(made.units.map(unit => unit.published)).toEqual([74, 44])
  })
  it('what does not apply hands its weight to its siblings, never to the other dimension', () => {
    const [unit] = evaluate(schemeWith(), [unitWith('u', { ...all, A2: '—' })]).units
    expect(unit?.parts.map(part => part.weight)).toEqual([60, 0, 30, 10])
  })
})

describe('aggregation', () => {
  const by = (dimensions: string): ReturnType<typeof schemeWith> => schemeWith({ aggregation: { indicators: 'arithmetic', dimensions, floor: 1, lambda: 0.5 } })
  it('harmonic ≤ geometric ≤ arithmetic, the least below all', () => {
    fc.assert(fc.property(fc.record({ A1: fc.integer({ min: 0, max: 100 }), A2: fc.integer({ min: 0, max: 100 }), B1: fc.integer({ min: 0, max: 100 }), B2: fc.integer({ min: 0, max: 100 }) }), values => {
      const [least, harmonic, geometric, waspas, arithmetic] = ['min', 'harmonic', 'geometric', 'waspas', 'arithmetic'].map(rule => evaluate(by(rule), [unitWith('u', values)]).units[0]?.score as number) as [number, number, number, number, number]
      const floor = 1 + 1e-9 // scores of 0 count as 1 in the means that would vanish
      expect(least).toBeLessThanOrEqual(harmonic + 1e-9)
      expect(harmonic).toBeLessThanOrEqual(geometric + 1e-9)
      expect(geometric).toBeLessThanOrEqual(arithmetic + floor)
      expect(waspas).toBeLessThanOrEqual(arithmetic + floor)
    }))
  })
  it('a dimension may have its own', () => {
    const scheme = schemeWith({ dimensions: [{ id: 'A', name: '甲', aggregation: 'min', indicators: [indicator('A1', 40), indicator('A2', 20)] }, { id: 'B', name: '乙', indicators: [indicator('B1', 40)] }] })
    expect(score(scheme, [unitWith('u', { A1: 90, A2: 50, B1: 100 })])).toEqual([70])
  })
})

describe('additions, deductions, conditions, vetoes', () => {
  const adjustments = [{ id: 'J1', name: '表彰', kind: 'bonus', unit: '次', per: 2, cap: 5, origin: '建议' }, { id: 'K1', name: '通报', kind: 'deduction', unit: '次', per: 3, cap: 6, origin: '建议' }]
  it('come after the score, each with its cap', () => {
    const [unit] = evaluate(schemeWith({ adjustments }), [unitWith('u', { A1: 80, A2: 80, B1: 80, B2: 80, J1: 4, K1: 1 })]).units
    expect(unit).toMatchObject({ published: 82, adjustments: [{ points: 5 }, { points: 3 }] })
    expect(unit?.adjustments[0]?.formula).toBe('4次×2＝8，最多加 5，加 5 分')
  })
  it('the whole has a ceiling', () => {
    expect(score(schemeWith({ adjustments, ceiling: 102 }), [unitWith('u', { A1: 100, A2: 100, B1: 100, B2: 100, J1: 3 })])).toEqual([102])
  })
  it('a grade may ask for additions too', () => {
    const scheme = schemeWith({ adjustments, bands: [{ grade: 'good', from: 80, also: [{ of: 'bonus', from: 4 }] }, { grade: 'fair', from: 60 }, { grade: 'poor', from: 0 }] })
    expect(evaluate(scheme, [unitWith('u', { A1: 90, A2: 90, B1: 90, B2: 90 }), unitWith('v', { A1: 90, A2: 90, B1: 90, B2: 90, J1: 2 })]).units.map(unit => unit.grade)).toEqual(['fair', 'good'])
  })
  const veto = (effect: object): ReturnType<typeof schemeWith> => schemeWith({ vetoes: [{ id: 'V', name: '违法用地', origin: '建议', effect }] })
  const many = (vetoed: object): ReturnType<typeof unitWith>[] => [...Array.from({ length: 19 }, (_, i) => unitWith(`u${i}`, { A1: 40 + 3 * i, A2: 50, B1: 50, B2: 50 })), unitWith('v', { A1: 100, A2: 100, B1: 100, B2: 100, ...vetoed })]
  it('the score that a veto overrides stays visible', () => {
    expect(evaluate(veto({ kind: 'grade', grade: 'poor' }), [unitWith('u', { ...all, V: '是' })]).units[0]).toMatchObject({ published: 76, grade: 'poor', steps: [expect.any(String), expect.any(String), '否决项“违法用地”，等级定为 poor', '否决项，列入后段'] })
    expect(evaluate(veto({ kind: 'gradeAtMost', grade: 'fair' }), [unitWith('u', { A1: 95, A2: 95, B1: 95, B2: 95, V: '是' })]).units[0]?.grade).toBe('fair')
    expect(evaluate(veto({ kind: 'pointsAtMost', points: 59 }), [unitWith('u', { ...all, V: '是' })]).units[0]).toMatchObject({ published: 59, grade: 'poor' })
    expect(evaluate(veto({ kind: 'notRanked' }), [unitWith('u', { ...all, V: '是' })]).units[0]).toMatchObject({ state: 'vetoed', rank: null, published: 76 })
  })
  it('a vetoed unit is never in the top set, and stands in the bottom set in addition to the others', () => {
    const free = evaluate(veto({ kind: 'grade', grade: 'poor' }), many({ V: '否' }))
    const struck = evaluate(veto({ kind: 'grade', grade: 'poor' }), many({ V: '是' }))
    expect(free.cuts.map(cut => cut.units)).toEqual([['v', 'u18'], ['u1', 'u0']])
    expect(struck.cuts.map(cut => cut.units)).toEqual([['u18', 'u17'], ['u1', 'u0', 'v']])
  })
  it('or uses up a place, where the scheme says so', () => {
    const scheme = { ...veto({ kind: 'grade', grade: 'poor' }), vetoUsesQuota: true }
    expect(evaluate(scheme, many({ V: '是' })).cuts[1]?.units).toEqual(['u0', 'v'])
  })
})

describe('tie-breaks', () => {
  const units = [unitWith('u', { A1: 50, A2: 50, B1: 60, B2: 60 }), unitWith('v', { A1: 60, A2: 60, B1: 45, B2: 45 }), unitWith('w', { A1: 50, A2: 50, B1: 60, B2: 60 })]
  it('none: equal scores share a rank', () => {
    expect(evaluate(schemeWith(), units).units.map(unit => [unit.published, unit.rank])).toEqual([[54, 1], [54, 1], [54, 1]])
  })
  it('declared: they decide, and what is still equal stays tied', () => {
    expect(evaluate(schemeWith({ tieBreaks: ['A'] }), units).units.map(unit => unit.rank)).toEqual([2, 1, 2])
    expect(evaluate(schemeWith({ tieBreaks: ['B', 'A'] }), units).units.map(unit => unit.rank)).toEqual([1, 3, 1])
  })
})

describe('weights found by a method', () => {
  const free = (weighting: object): ReturnType<typeof schemeWith> => schemeWith({ weighting, dimensions: [{ id: 'A', name: '甲', indicators: [indicator('A1', undefined), indicator('A2', undefined)] }, { id: 'B', name: '乙', indicators: [indicator('B1', undefined), indicator('B2', undefined)] }] })
  const units = Array.from({ length: 12 }, (_, i) => unitWith(`u${i}`, { A1: (i * 37) % 100, A2: (i * 59 + 11) % 100, B1: 10 + i, B2: (i * i * 7) % 100 }))
  const fill = (weighting: object): ReturnType<typeof fillWeights> => fillWeights(free(weighting), pointsByIndicator(free(weighting), units))
  const ahp = { method: 'ahp', vector: 'eigenvector', table: 'saaty', dimensions: { experts: [[[1, 3], [1 / 3, 1]]] }, within: {} }
  it.each(['entropy', 'critic', 'std', 'gini', 'pca'])('%s: six decimals that sum exactly, stored in the scheme', method => {
    const made = fill({ method, expertShare: 0, experts: {} })
    if (!made.ok) throw new Error(made.problem.code)
    const weights = Object.values(made.value.report?.weights ?? {})
    expect(weights.reduce((sum, weight) => sum + Math.round(weight * 1e6), 0)).toBe(100e6)
    expect(evaluate(made.value.scheme, units).units.every(unit => unit.state === 'scored')).toBe(true)
    // Once computed they are fixed.
    expect(fillWeights(made.value.scheme, new Map())).toEqual({ ok: true, value: { scheme: made.value.scheme, report: null } })
  })
  it('AHP between dimensions, equal within', () => {
    const made = fill(ahp)
    expect(made.ok && made.value.report).toMatchObject({ weights: { A1: 37.5, A2: 37.5, B1: 12.5, B2: 12.5 }, consistency: [{ of: '维度', cr: 0 }] })
  })
  it('judgements that contradict one another are refused with the worst three, unless a person says why not', () => {
    const wild = [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]
    const three = (more = {}): ReturnType<typeof schemeWith> => schemeWith({ weighting: { ...ahp, dimensions: { experts: [wild] }, ...more }, dimensions: ['A', 'B', 'C'].map(id => ({ id, name: id, indicators: [indicator(`${id}1`, undefined)] })) })
    expect(fillWeights(three(), new Map())).toMatchObject({ ok: false, problem: { code: 'judgements.inconsistent', params: { worst: 'A、B、C' } } })
    expect(fillWeights(three({ accepted: '专家组复议后维持' }), new Map())).toMatchObject({ ok: true, value: { report: { warnings: [expect.stringMatching(/复议后维持/)] } } })
  })
  it('a matrix of another size is refused', () => {
    expect(fill({ ...ahp, dimensions: { experts: [[[1]]] } })).toMatchObject({ ok: false, problem: { code: 'judgements.names' } })
  })
  it('weights and a method for them contradict one another', () => {
    expect(() => schemeWith({ weighting: { method: 'equal' } })).toThrow(/不应再写 weight/)
  })
})

describe('the hash of a scheme', () => {
  it('changes with any choice, not with the order of members', () => {
    const scheme = schemeWith()
    expect(schemeHash({ ...scheme })).toBe(schemeHash(Object.fromEntries(Object.entries(scheme).reverse()) as never))
    expect(schemeHash(scheme)).not.toBe(schemeHash({ ...scheme, precision: 1 }))
    expect(evaluate(scheme, []).scheme.hash).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})
