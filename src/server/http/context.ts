// What a handler is given beside its transaction: nothing that lives longer than the process, nothing hidden.
import type { Programme } from '#core/policy/programme.ts'
import type { Places } from '#core/register/division.ts'
import type { Industries } from '#core/register/industry.ts'
import type { LogKey } from '../log/keys.ts'
import type { Identity } from '../identity/identity.ts'
import type { Jobs } from '../jobs/queue.ts'

export type Context = {
  programmes: readonly Programme[]
  /** verifier key of the log's checkpoints, as it is published */
  logKey?: string
  /** the key of the log and the data folder that holds what was signed with it */
  logs?: { key: LogKey; folder: string }
  /** folder of the operator's fonts */
  fonts?: string
  /** folder of attachments */
  files?: string
  /** an installation of made-up data, labelled as such everywhere */
  demo?: boolean
  places: Places
  industries: Industries
  /** ISO instant, UTC */
  now: () => string
  version: string
  /** the queue, where a server runs it; the command line and most tests do without */
  jobs?: Jobs
  identity: Identity
}
