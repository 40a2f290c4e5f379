// One cluster for the whole test run, with a migrated template that every test file copies.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { connect } from '#server/db/connect.ts'
import { type Embedded, startEmbedded } from '#server/db/embedded.ts'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { connection: pg.ClientConfig; template: string }
  }
}

/** `DATABASE_URL` names another server to test on, `POSTGRES_HOME` the programs of another version; otherwise the packaged one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'zhenpu-test-'))
  const url = process.env['DATABASE_URL']
  const embedded: Embedded | null = url ? null : await startEmbedded(folder, { ...(process.env['POSTGRES_HOME'] ? { binaries: process.env['POSTGRES_HOME'] } : {}), settings: ['fsync=off', 'full_page_writes=off', 'max_connections=200'] })
  const connection: pg.ClientConfig = embedded ? embedded.address : { connectionString: url as string }
  const template = `zhenpu_template_${process.pid}`
  await asAdmin(connection, client => client.query(`create database ${template}`))
  await (await connect(inDatabase(connection, template), null, async () => {}, true)).close()
  project.provide('cluster', { connection, template })
  return async () => {
    await asAdmin(connection, client => client.query(`drop database if exists ${template}`))
    await embedded?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export async function asAdmin(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

export function inDatabase(connection: pg.ClientConfig, database: string): pg.ClientConfig {
  if (!connection.connectionString) return { ...connection, database }
  const url = new URL(connection.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}
