// What the desk asks of every kind of case, in one shape: which are open, what each waits for from somebody, and what a
// fact of its stream means to somebody who may read it. The desk asks all open cases for one person; whoever follows the
// log asks one case for everybody.
import type { ChangeView, WaitView } from '#contract/work.ts'
import type { Person } from '#core/access/person.ts'
import type { Recorded } from '#core/register/event.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'

/** Whose desk it is. Rights are asked of `core/access` for this person on this day, as the pipeline asks. */
export type Who = { person: Person; day: PlainDate }

/** A day on the calendar of a case that everybody sees who may read it. */
export type Milestone = { day: PlainDate; label: string; title: string; path: string; demo: boolean }

type Definition<Case> = {
  /** whether a stream of the log belongs to these cases */
  owns: (stream: string) => boolean
  /** whether a fact of the stream may move these cases; absent: what they own */
  hears?: (stream: string) => boolean
  /** the cases that a fact of the stream may have moved, as `WaitView.subject` names them; absent: the stream itself */
  moved?: (tx: Tx, stream: string, context: Context) => Promise<string[]>
  /** cases that may wait for somebody; one alone where it is given */
  open: (tx: Tx, context: Context, day: PlainDate, subject: string | null) => Promise<Case[]>
  waits: (tx: Tx, one: Case, who: Who, context: Context) => Promise<WaitView[]>
  milestones?: (one: Case, who: Who, context: Context) => Milestone[]
  /** facts of these cases as the person may know them; what they may not see is not there */
  changes: (tx: Tx, events: readonly Recorded[], who: Who, context: Context) => Promise<(ChangeView & { position: number })[]>
}

export type Noun = Pick<Definition<unknown>, 'owns' | 'changes'> & {
  hears: (stream: string) => boolean
  moved: (tx: Tx, stream: string, context: Context) => Promise<string[]>
  desk: (tx: Tx, who: Who, context: Context) => Promise<{ waits: WaitView[]; milestones: Milestone[] }>
  /** by account */
  waiting: (tx: Tx, subject: string | null, people: readonly (Who & { account: string })[], context: Context) => Promise<Map<string, WaitView[]>>
}

export function noun<Case>({ owns, hears = owns, moved = async (_, stream) => [stream], open, waits, milestones, changes }: Definition<Case>): Noun {
  return {
    owns, hears, moved, changes,
    async desk(tx, who, context) {
      const cases = await open(tx, context, who.day, null)
      const found: WaitView[] = []
      for (const one of cases) found.push(...await waits(tx, one, who, context))
      return { waits: found, milestones: milestones ? cases.flatMap(one => milestones(one, who, context)) : [] }
    },
    async waiting(tx, subject, people, context) {
      const found = new Map<string, WaitView[]>()
      const [first] = people
      if (!first) return found
      for (const one of await open(tx, context, first.day, subject)) {
        for (const who of people) {
          const own = await waits(tx, one, who, context)
          if (own.length) found.set(who.account, [...(found.get(who.account) ?? []), ...own])
        }
      }
      return found
    },
  }
}

/** Facts name people as 姓名（编号）; people see the name. */
export function nameOf(actor: string): string {
  return actor.replace(/（p-[^（）]*）$/, '')
}

/** The person who recorded a fact; null for the public and for what ships. */
export function personIn({ data }: Recorded): string | null {
  const { person = null, step } = data as { person?: string | null; step?: { person?: string } }
  return step?.person ?? person
}

/** Whoever holds a permission at all; most people hold few, and no case need be looked at for the others. */
export function holds({ identity: { access } }: Context, { person, day }: Who, permission: Parameters<typeof access.may>[1]): boolean {
  return access.may(person, permission, null, day).allowed
}
