import { describe, expect, it } from 'vitest'
import type { Appeal } from './appeal.ts'
import type { Case } from './flow.ts'
import type { Rectification } from './rectification.ts'
import type { Report } from './report.ts'
import type { Round } from './round.ts'
import { nouns, type Noun, opening, policy, recorded } from './supervision.fixture.ts'
import { appealTurns, rectificationTurns, reportTurns, roundTurns } from './turn.ts'

/** A case after its opening and the facts named. */
function played(noun: string, ...facts: readonly [string, object][]): Case {
  const { flow, of } = nouns[noun] as Noun
  const events = [[flow.opening.fact, opening[noun] as object] as const, ...facts].reduce<Recorded[]>((before, [type, data]) => [...before, recorded(before, type, 'p', data)], [])
  return of('1', events) as Case
}
type Recorded = ReturnType<typeof recorded>

describe('whose turn a case is', () => {
  it('a round: every town seen, every grave finding followed, then the end', () => {
    const check = (town: string, findings: object[] = []): [string, object] => ['round.checked', { town, text: '看过', findings }]
    const grave = { id: '发现1', item: 'tea', severity: 'major', text: '撂荒', files: [] }
    const turns = (towns: string[], ...facts: [string, object][]): string[] => roundTurns(played('round', ...facts) as Round, towns, policy)
    expect(turns(['A1x'])).toEqual(['launch'])
    expect(turns(['A1x'], ['round.launched', {}])).toEqual(['check'])
    expect(turns(['A1x'], ['round.launched', {}], check('A1x', [grave]))).toEqual(['follow'])
    expect(turns(['A1y'], ['round.launched', {}], check('A1x', [grave]))).toEqual(['check', 'follow'])
    expect(turns(['A1x'], ['round.launched', {}], check('A1x'), check('A1y'))).toEqual(['close'])
  })

  it('putting right: the interview before the report; overdue, a look without one; lifted only where there was a warning', () => {
    const turns = (today: string, ...facts: [string, object][]): string[] => rectificationTurns(played('rectification', ...facts) as Rectification, policy, today)
    const measured = (rung: string): [string, object][] => [['rectification.measured', { rung, text: '改', due: '2030-06-20', direct: false }], ['rectification.ordered', {}]]
    expect(turns('2030-06-01')).toEqual(['measure'])
    expect(turns('2030-06-10', ...measured('order'))).toEqual(['report'])
    expect(turns('2030-06-21', ...measured('order'))).toEqual(['report', 'recheck'])
    expect(turns('2030-06-21', ...measured('interview'))).toEqual(['interview'])
    const cured: [string, object][] = [...measured('order'), ['rectification.reported', { text: '改了', files: [] }], ['rectification.rechecked', { passed: true, text: '属实', files: [] }], ['rectification.closed', { reason: '完成' }]]
    expect(turns('2030-06-10', ...cured)).toEqual(['propose-clearing'])
  })

  it('an appeal that was right waits for the correction, one that was not for nobody', () => {
    const settled = (upheld: boolean): Appeal => played('appeal', ['appeal.accepted', {}], ['appeal.reviewed', { upheld, opinion: '看过', rederived: { decided: 'warned', label: '警告', same: true } }], ['appeal.settled', { upheld, reason: '裁定' }]) as Appeal
    expect([settled(true).stage, appealTurns(settled(true))]).toEqual(['upheld', ['correct']])
    expect([settled(false).stage, appealTurns(settled(false))]).toEqual(['settled', []])
  })

  it('a report is answered when what was passed on has been dealt with', () => {
    const passed = played('report', ['report.accepted', { about: [] }], ['report.passed', { misuse: 'm', answer: '已转交' }]) as Report
    expect([reportTurns(passed, false), reportTurns(passed, true)]).toEqual([[], ['answer']])
  })
})

describe('the record', () => {
  it('says of each step what was said, until when, how it turned out, and which files', () => {
    const file = { hash: `sha256:${'0'.repeat(64)}`, name: '约谈.pdf', type: 'application/pdf', size: 1 }
    const { steps } = played('rectification',
      ['rectification.measured', { rung: 'interview', text: '约谈', due: '2030-06-20', direct: false }], ['rectification.ordered', {}],
      ['rectification.interviewed', { interview: { on: '2030-06-01', place: '省城', interviewers: ['甲'], attended: ['乙'], record: '谈了复耕', promises: '', files: [file] } }],
      ['rectification.rechecked', { passed: false, text: '没有动', files: [] }])
    expect(steps.map(({ said }) => [said.text, said.due, said.chosen, said.outcome, said.files.map(one => one.name)])).toEqual([
      ['整改', null, null, null, []], ['约谈', '2030-06-20', 'interview', null, []], [null, null, null, null, []], ['谈了复耕', null, null, null, ['约谈.pdf']], ['没有动', null, null, '未通过', []],
    ])
  })
})
