// What a refusal says to the user.
import { describe, expect, it } from 'vitest'
import { messageOf, problem } from './problem.ts'

describe('the sentence of a refusal', () => {
  it('prints days as documents do', () => expect(messageOf(problem('season.publicity', { until: '2027-03-06' }))).toContain('（至 2027年3月6日）'))
  it('gives back what was typed as it was', () => expect(messageOf(problem('date.invalid', { text: '2024-02-31' }))).toContain('“2024-02-31”'))
})
