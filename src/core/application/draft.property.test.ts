import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Draft, emptyDraft, type Replaced, saveDraft } from './draft.ts'

const fields = ['a', 'b', 'c'] as const
const save = fc.record({ who: fc.constantFrom('p', 'q', 'r'), changes: fc.dictionary(fc.constantFrom(...fields), fc.oneof(fc.nat(3), fc.constant(null))), lag: fc.nat(3) })

describe('saving a draft', () => {
  it('never drops what somebody else wrote without saying so or keeping it, over 10,000 runs', () => {
    let conflicting = 0
    fc.assert(fc.property(fc.array(save, { maxLength: 25 }), saves => {
      let draft: Draft = emptyDraft
      const kept: Replaced[] = []
      const written: { field: string; value: unknown; who: string }[] = []
      for (const { who, changes, lag } of saves) {
        const seen = Math.max(0, draft.version - lag)
        const before = draft
        const made = saveDraft(draft, changes, seen, { person: who, actor: who, at: 't' })
        draft = made.draft
        kept.push(...made.replaced)
        conflicting += made.conflicts.length
        for (const field of Object.keys(changes)) {
          const mine = changes[field] ?? null
          const now = draft.content[field] ?? null
          const conflict = made.conflicts.find(other => other.field === field)
          // Either it is as I wrote it, or I was told and theirs stands.
          if (conflict) expect([now, conflict.theirs]).toEqual([before.content[field] ?? null, before.content[field] ?? null])
          else expect(now).toEqual(mine)
          if (made.saved.includes(field)) written.push({ field, value: mine, who })
        }
        for (const field of fields) if (!(field in changes)) expect(draft.content[field]).toEqual(before.content[field])
        expect(draft.version).toBe(before.version + (made.saved.length ? 1 : 0))
      }
      // Every value that another person replaced can be found again.
      for (const field of fields) {
        const own = written.filter(one => one.field === field)
        for (const [index, next] of own.entries()) {
          const last = own[index - 1]
          if (last && last.value !== null && last.who !== next.who) expect(kept.some(one => one.field === field && one.value === last.value && one.touch.person === last.who)).toBe(true)
        }
      }
    }), { numRuns: 10_000 })
    expect(conflicting).toBeGreaterThan(1000)
  })

  it('the same words twice are no conflict, and no new version', () => {
    const who = (person: string): { person: string; actor: string; at: string } => ({ person, actor: person, at: 't' })
    const first = saveDraft(emptyDraft, { a: { x: 1, y: 2 } }, 0, who('p')).draft
    expect(saveDraft(first, { a: { y: 2, x: 1 } }, 0, who('q'))).toEqual({ draft: first, saved: [], conflicts: [], replaced: [] })
  })
})
