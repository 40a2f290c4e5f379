import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { access, anyPerson, day } from '../access/access.fixture.ts'
import { divisionOn } from '../access/organisation.ts'
import type { Places } from '../register/division.ts'
import type { Recorded } from '../register/event.ts'
import { type CommentFact, commentsOf, officeOf, postsFor, sameOffice, seenBy } from './comment.ts'

/** A county that got another code on the day before. */
const places = { all: [{ code: 'A1', name: '甲县', level: 'county', also: [], apart: false, to: day, becomes: 'A9' }, { code: 'A9', name: '甲县', level: 'county', also: [], apart: false, from: day }] } as unknown as Places
const { policy } = access

const made = (version: number, more: object): Recorded<CommentFact> => ({ type: 'comment.made', effective: day, basis: { document: 'x' }, stream: 'comment/application/x', position: version, version, recorded: `${day}T00:00:00.000Z`, actor: `名（p${version}）`, data: { person: `p${version}`, behalf: null, role: 'county', office: { kind: 'county', division: 'A1', organisation: null, person: null }, audience: 'office', text: '话', files: [], ...more } }) as Recorded<CommentFact>

describe('a comment for one’s own office', () => {
  it('is shown to its writer and to nobody of another desk, whoever they are', () => {
    let [shown, hidden] = [0, 0]
    fc.assert(fc.property(anyPerson, anyPerson, (writer, reader) => {
      const [post] = postsFor(policy, writer, 'season.read', null, day)
      if (!post) return
      const office = officeOf(policy, post, writer.id)
      const comments = commentsOf([made(1, { person: writer.id, office })])
      const offices = postsFor(policy, reader, 'season.read', null, day).map(own => officeOf(policy, own, reader.id))
      const seen = seenBy(comments, { person: reader.id, offices, day, places: { all: [] } as unknown as Places }).length > 0
      expect(seen).toBe(reader.id === writer.id || offices.some(own => JSON.stringify(own) === JSON.stringify(office)))
      if (seen) shown += 1
      else hidden += 1
    }), { numRuns: 2000 })
    expect(Math.min(shown, hidden)).toBeGreaterThan(50)
  })

  it('stays with the office when its division gets another code, and experts never share one', () => {
    const [old, now] = ['A1', 'A9'].map(division => ({ kind: 'county', division, organisation: null, person: null })) as [never, never]
    expect(divisionOn('A1', day, places)).toBe('A9')
    expect(sameOffice(old, now, day, places)).toBe(true)
    const post = { role: 'expert', organisation: 'o', division: null, towns: [], assigned: [], from: day, to: null, delegator: null }
    expect(sameOffice(officeOf(policy, post, 'p1'), officeOf(policy, post, 'p2'), day, places)).toBe(false)
  })

  it('taken back it stays in its place', () => {
    const events = [made(1, {}), made(2, { audience: 'parties' }), { ...made(3, {}), type: 'comment.withdrawn', data: { person: 'p1', behalf: null, comment: 1 } } as Recorded<CommentFact>]
    expect(commentsOf(events).map(comment => [comment.id, comment.withdrawn !== null])).toEqual([[1, true], [2, false]])
  })
})
