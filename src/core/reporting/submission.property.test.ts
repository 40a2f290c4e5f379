import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Act, acts, type Actor, availableActs, type Command, stepOf } from './act.ts'
import { boardOf } from './board.ts'
import { type Content, differences, digestOf, withChanges } from './content.ts'
import { noRestDays } from './day.ts'
import { periodOn } from './period.ts'
import { afterStep, confirmationsOf, emptySubmission, lapsedSignatures, openComments, printStage, stageOf, standingSignatures, type Step, type Submission, submissionAfter } from './submission.ts'
import { soundContent, tea, townsOf } from './tea.fixture.ts'

const towns = townsOf(2)
const start = soundContent(towns)
const level = (id: string): Actor => ({ person: `p-${id}`, level: id })
const [town, county, prefecture, province] = ['town', 'county', 'prefecture', 'province'].map(level) as [Actor, Actor, Actor, Actor]
const departments: Actor[] = tea.departments.map(({ id }) => ({ person: `p-${id}`, department: id }))
const today = '2026-10-08'

function tried(submission: Submission, command: Command, actor: Actor, on = today, blocking = 0): ReturnType<typeof stepOf> {
  return stepOf(tea, submission, command, { actor, seen: submission.version, today: on, blocking })
}

function done(submission: Submission, command: Command, actor: Actor, on = today): Submission {
  const step = tried(submission, command, actor, on)
  if (!step.ok) throw new Error(`${command.act}：${step.problem.code}`)
  return afterStep(tea, submission, step.value)
}

const code = (result: ReturnType<typeof stepOf>): string => (result.ok ? 'ok' : result.problem.code)
const sign = (submission: Submission, actor: Actor): Submission => done(submission, { act: actor === town ? 'submit' : 'approve', digest: submission.digest }, actor)
const set = (content: Content, id: string, indicator: string, after: number): Content => withChanges(content, [{ town: id, indicator, before: null, after }])

function confirmed(submission: Submission): Submission {
  return tea.departments.reduce((before, { id, indicators }, i) => done(before, { act: 'confirm', digest: digestOf(before.content, new Set(indicators)) }, departments[i] ?? { person: '', department: id }), submission)
}

const filled = done(emptySubmission, { act: 'save', content: start }, town)
const accepted = [town, county, prefecture, province].reduce(sign, confirmed(filled))

describe('a report', () => {
  it('goes up level by level, each in its turn', () => {
    expect(stageOf(tea, accepted)).toBe(4)
    expect(printStage(tea, accepted)).toBe('已验收')
    expect(printStage(tea, filled)).toBe('待建设主体报送')
    expect(code(tried(filled, { act: 'approve', digest: filled.digest }, county))).toBe('reporting.not-your-turn')
    expect(code(tried(sign(filled, town), { act: 'approve', digest: filled.digest }, prefecture))).toBe('reporting.not-your-turn')
  })
  it('is signed as it was seen, without findings, after the departments', () => {
    expect(code(tried(filled, { act: 'submit', digest: digestOf({}) }, town))).toBe('reporting.content-changed')
    expect(code(tried(filled, { act: 'submit', digest: filled.digest }, town, today, 1))).toBe('reporting.findings')
    const waiting = [town, county, prefecture].reduce(sign, filled)
    expect(code(tried(waiting, { act: 'approve', digest: waiting.digest }, province))).toBe('reporting.departments')
  })
  it('comes back with comments, which stay open until the field changes', () => {
    const back = done([town, county].reduce(sign, filled), { act: 'return', to: 'town', reason: '请核对', comments: [{ town: 't1', indicator: 'A1', text: '偏高' }] }, prefecture)
    expect([stageOf(tea, back), openComments(back).length]).toEqual([0, 1])
    const mended = done(back, { act: 'save', content: set(start, 't1', 'A1', 1) }, town)
    expect(openComments(mended)).toEqual([])
    expect(back.signatures.map(signature => signature.withdrawn?.reason)).toEqual(['请核对', '请核对'])
  })
  it('returned half way keeps what was signed below', () => {
    const back = done([town, county, prefecture].reduce(sign, confirmed(filled)), { act: 'return', to: 'prefecture', reason: '再审', comments: [] }, province)
    expect(printStage(tea, back)).toBe('待市级审核')
    expect(code(tried(back, { act: 'return', to: 'prefecture', reason: '再审', comments: [] }, prefecture))).toBe('reporting.return-to')
  })
  it('once submitted, changes only where and as long as it is unlocked; approvals lapse, stay on record and show what changed', () => {
    const wanted = set(start, 't1', 'A1', 1)
    expect(code(tried(accepted, { act: 'save', content: wanted }, town))).toBe('reporting.locked')
    const asked = done(accepted, { act: 'askUnlock', reason: '填错', scope: [{ town: 't1', indicator: 'A1' }], until: '2026-10-12' }, town)
    expect(code(tried(asked, { act: 'save', content: wanted }, town))).toBe('reporting.locked')
    const open = done(asked, { act: 'settleUnlock', granted: true, reason: '同意' }, province)
    expect(code(tried(open, { act: 'save', content: set(start, 't1', 'A2', 1) }, town))).toBe('reporting.locked')
    expect(code(tried(open, { act: 'save', content: wanted }, town, '2026-10-13'))).toBe('reporting.locked')
    const changed = done(open, { act: 'save', content: wanted }, town, '2026-10-12')
    expect([stageOf(tea, changed), printStage(tea, changed)]).toEqual([0, '有改动，待建设主体报送'])
    expect(lapsedSignatures(tea, changed).map(({ signature, changes }) => [signature.level, changes])).toEqual(['town', 'county', 'prefecture', 'province'].map(id => [id, [{ town: 't1', indicator: 'A1', before: 20, after: 1 }]]))
    // Only the department whose indicator changed has to look again.
    expect(confirmationsOf(tea, changed).map(({ department, held }) => [department, held !== null])).toEqual([['statistics', false], ['land', true]])
    expect(code(tried(sign(changed, town), { act: 'save', content: start }, town))).toBe('reporting.locked')
  })
  it('submitted anew with content once approved is not approved again by itself', () => {
    const reopened = (submission: Submission): Submission => done(done(submission, { act: 'askUnlock', reason: '改', scope: [{ town: null, indicator: null }], until: '2026-10-12' }, town), { act: 'settleUnlock', granted: true, reason: '同意' }, province)
    const other = sign(done(reopened(accepted), { act: 'save', content: set(start, 't1', 'A1', 1) }, town), town)
    const again = done(reopened(other), { act: 'save', content: start }, town)
    expect([again.digest === accepted.digest, stageOf(tea, again), stageOf(tea, sign(again, town))]).toEqual([true, 0, 1])
  })
  it('saved without a change is refused, and so is what somebody else has overtaken', () => {
    expect(code(tried(filled, { act: 'save', content: start }, town))).toBe('reporting.unchanged')
    expect(code(stepOf(tea, filled, { act: 'submit', digest: filled.digest }, { actor: town, seen: 0, today, blocking: 0 }))).toBe('register.changed')
  })
})

const anyCommand: fc.Arbitrary<{ actor: Actor; pick: Act; value: number; town: string; indicator: string; stale: boolean; day: number }> = fc.record({
  actor: fc.constantFrom(town, town, county, prefecture, province, ...departments), pick: fc.constantFrom(...(Object.keys(acts) as Act[])), value: fc.integer({ min: 0, max: 2 }),
  town: fc.constantFrom('t1', 't2'), indicator: fc.constantFrom('A1', 'B2'), stale: fc.integer({ min: 0, max: 9 }).map(n => n === 0), day: fc.integer({ min: 1, max: 3 }),
})

/** Biased to what is possible, else a walk would hardly leave the first stage. */
function commandFor(submission: Submission, { actor, pick, value, town: id, indicator }: { actor: Actor; pick: Act; value: number; town: string; indicator: string }): Command {
  const possible = availableActs(tea, submission, actor)
  const act = possible.includes(pick) ? pick : possible[value % Math.max(1, possible.length)] ?? pick
  switch (act) {
    case 'save': return { act, content: set(submission.content, id, indicator, value) }
    case 'submit': case 'approve': return { act, digest: submission.digest }
    case 'return': return { act, to: tea.chain[value]?.id ?? 'town', reason: '退', comments: [{ town: id, indicator, text: '核' }] }
    case 'recall': return { act, reason: '撤' }
    case 'confirm': return { act, digest: digestOf(submission.content, new Set(tea.departments.find(other => 'department' in actor && other.id === actor.department)?.indicators)) }
    case 'askUnlock': return { act, reason: '改', scope: [{ town: value ? id : null, indicator: value > 1 ? indicator : null }], until: '2026-10-02' }
    case 'settleUnlock': return { act, granted: value > 0, reason: '批' }
  }
}

describe('on any walk', () => {
  it('no approval holds for changed content, nothing is erased, no update is lost, and the fold tells the same', () => fc.assert(fc.property(fc.array(anyCommand, { maxLength: 60, size: 'max' }), walk => {
    let submission = filled
    const steps: Step[] = [{ kind: 'saved', changes: differences({}, start), person: 'p-town', on: today }]
    for (const choice of walk) {
      const before = submission
      const command = commandFor(before, choice)
      const seen = choice.stale ? before.version - 1 : before.version
      const step = stepOf(tea, before, command, { actor: choice.actor, seen, today: `2026-10-0${choice.day}`, blocking: 0 })
      if (choice.stale) expect(code(step)).toBe('register.changed')
      if (!step.ok) continue
      steps.push(step.value)
      submission = afterStep(tea, before, step.value)
      expect(submission.version).toBe(before.version + 1)
      expect(submission.digest).toBe(digestOf(submission.content))
      for (const [i, signature] of standingSignatures(tea, submission).entries()) {
        expect([signature.level, signature.digest, signature.withdrawn]).toEqual([tea.chain[i]?.id, submission.digest, null])
        expect(differences(signature.content, submission.content)).toEqual([])
      }
      // A signature may be marked as withdrawn, and nothing else about it ever changes.
      expect(submission.signatures.slice(0, before.signatures.length).map(signature => ({ ...signature, withdrawn: null }))).toEqual(before.signatures.map(signature => ({ ...signature, withdrawn: null })))
      // Content changes by the filler's saves alone.
      if (step.value.kind !== 'saved') expect(submission.content).toBe(before.content)
      else expect(choice.actor).toBe(town)
    }
    expect(submissionAfter(tea, steps)).toEqual(submission)
  }), { numRuns: 300 }))

  it('a submitted report changes by an open unlocking alone', () => fc.assert(fc.property(fc.array(anyCommand, { maxLength: 60, size: 'max' }), walk => {
    let submission = filled
    for (const choice of walk) {
      const step = stepOf(tea, submission, commandFor(submission, choice), { actor: choice.actor, seen: submission.version, today: `2026-10-0${choice.day}`, blocking: 0 })
      if (!step.ok) continue
      const submitted = submission.signatures.findLast(signature => signature.level === 'town')
      if (step.value.kind === 'saved' && submitted && !submitted.withdrawn) {
        const { unlock } = submission
        expect(unlock?.state).toBe('open')
        for (const change of step.value.changes) expect(unlock?.scope.some(place => [null, change.town].includes(place.town) && [null, change.indicator].includes(place.indicator))).toBe(true)
        expect(step.value.on <= (unlock?.until ?? '')).toBe(true)
      }
      submission = afterStep(tea, submission, step.value)
    }
  }), { numRuns: 300 }))

  it('walks reach acceptance, and changes of what was accepted', () => {
    const stages = new Set<number>()
    let lapsed = 0
    fc.assert(fc.property(fc.array(anyCommand, { minLength: 40, maxLength: 90, size: 'max' }), walk => {
      let submission = filled
      for (const choice of walk) {
        const step = stepOf(tea, submission, commandFor(submission, choice), { actor: choice.actor, seen: submission.version, today: '2026-10-01', blocking: 0 })
        if (step.ok) submission = afterStep(tea, submission, step.value)
        stages.add(stageOf(tea, submission))
        lapsed += Number(lapsedSignatures(tea, submission).length > 0)
      }
    }), { numRuns: 300 })
    expect([...stages].sort()).toEqual([0, 1, 2, 3, 4])
    expect(lapsed).toBeGreaterThan(100)
  })
})

it('the board puts the latest first and those who have not begun among them', () => {
  const reporters = ['a', 'b', 'c', 'd'].map((id, i) => ({ id, name: id, order: String(9 - i) }))
  const rows = boardOf(tea, periodOn('quarter', '2026-09-30'), reporters, new Map([['a', accepted], ['b', sign(filled, town)]]), '2026-10-09', noRestDays)
  expect(rows.map(({ reporter, state, stage, days }) => [reporter.id, state, stage, days])).toEqual([
    ['d', 'overdue', '待建设主体报送', 2], ['c', 'overdue', '待建设主体报送', 2], ['b', 'due', '待县级审核', -3], ['a', 'accepted', '已验收', null],
  ])
})
