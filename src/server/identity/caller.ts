// Who asks: a visitor at the door, or a signed-in person. Handlers read it, and record `caller.actor` in facts.
import type { Readable } from 'node:stream'
import type { PlainDate } from '#core/base/plain-date.ts'
import type { Person } from '#core/access/person.ts'
import type { Reach } from '#core/access/reach.ts'
import type { Upload } from '../attachment/upload.ts'

/** One request's way in. `cookies` are set on the answer, once everything is committed. */
export type Visit = {
  address: string
  agent: string
  /** scheme, host and port of this server as the visitor sees it */
  origin: string
  /** token of the session cookie */
  token: string | null
  /** token of the device cookie: somebody has signed in here before */
  device: string | null
  cookies: Cookies
  /** the file that an upload's request brings, not yet read */
  body?: Readable | null
}
export type Cookies = { session?: string | null; device?: string }

export type Caller = Visit & {
  person: Person
  /** how facts name the person: 姓名（编号） */
  actor: string
  account: string
  username: string
  session: { id: string; expires: string; confirmedUntil: string | null }
  /** today in Asia/Shanghai, on which posts are held */
  day: PlainDate
  /** how far the endpoint's permission reaches for the caller: lists show this and no more */
  reach: Reach
  /** on whose behalf the caller acts here (代办), for a case's history; null mostly */
  behalf: string | null
  /** emergencies that lend the endpoint's permission to the caller; mostly none */
  emergencies: readonly string[]
  /** at an endpoint that takes a file: the file, received and checked */
  upload?: Upload
}

/** Nobody in particular, from nowhere: pages that the server asks itself, the command line. */
export function nobody(): Visit {
  return { address: '', agent: '', origin: '', token: null, device: null, cookies: {} }
}
