// The tag of a public answer: it changes with the program, the log and the day, and with nothing else.
import type { Database } from '../db/connect.ts'
import { lastEvent } from '../log/read.ts'
import { dayInChina } from './as-of.ts'
import type { Context } from './context.ts'

export async function stamp(database: Database, { now, version }: Context): Promise<string> {
  const last = await database.read(lastEvent)
  return `"${version}-${last?.position ?? 0}-${dayInChina(now())}"`
}
