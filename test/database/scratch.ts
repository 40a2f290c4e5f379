// A database of its own for a test file: a copy of the migrated template, dropped when closed.
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { inject } from 'vitest'
import { connect, type Database } from '#server/db/connect.ts'
import { asAdmin, inDatabase } from './cluster.setup.ts'

export type Scratch = Database & { connection: pg.ClientConfig }

export async function scratchDatabase(): Promise<Scratch> {
  const { connection, template } = inject('cluster')
  const name = `zhenpu_scratch_${randomBytes(6).toString('hex')}`
  await asAdmin(connection, client => client.query(`create database ${name} template ${template}`))
  const drop = (): Promise<void> => asAdmin(connection, client => client.query(`drop database if exists ${name} with (force)`))
  const own = inDatabase(connection, name)
  return { ...(await connect(own, null, drop, true)), connection: own }
}
