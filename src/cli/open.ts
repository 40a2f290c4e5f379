// How a verb reaches the register: the database of the data folder (shared with a running server), made ready.
import { join, resolve } from 'node:path'
import { loadDemoApplications } from '#server/application/demo.ts'
import { openStore } from '#server/attachment/store.ts'
import { version } from '#server/version.ts'
import { type Database, openDatabase } from '#server/db/connect.ts'
import { loadShippedData } from '#server/first-load.ts'
import type { Context } from '#server/http/context.ts'
import { keepAccessHead } from '#server/identity/access-chain.ts'
import { loadDemoAccounts, markFolder } from '#server/identity/demo.ts'
import { openIdentity } from '#server/identity/identity.ts'
import { signCheckpoint, keepCheckpoint } from '#server/log/checkpoint.ts'
import { type LogKey, openLogKey, verifierKey } from '#server/log/keys.ts'
import { loadIndustries, loadPlaces } from '#server/places.ts'
import { loadProgrammes } from '#server/policies.ts'
import { loadDemoReports } from '#server/reporting/demo.ts'
import { loadDemoSeasons } from '#server/season/demo.ts'
import { loadDemoSupervision } from '#server/supervision/demo.ts'
import { ensureViews } from '#server/views/ensure.ts'

export type Register = { database: Database; context: Context; key: LogKey; folder: string; checkpoint(): Promise<void>; close(): Promise<void> }

/** ZHENPU_DEMO=1 (or `serve --demo`): made-up accounts, in a data folder of their own beside the register's. */
export function isDemo(): boolean {
  return process.env['ZHENPU_DEMO'] === '1'
}

export function dataFolder(): string {
  return resolve(`${process.env['ZHENPU_DATA'] ?? 'var'}${isDemo() ? '-demo' : ''}`)
}

export function createContext(folder = dataFolder()): Context {
  return { identity: openIdentity(folder, { demo: isDemo(), env: process.env }), programmes: loadProgrammes(), fonts: join(folder, 'fonts'), files: join(folder, 'files'), demo: isDemo(), places: loadPlaces(), industries: loadIndustries(), now: () => new Date().toISOString(), version }
}

/** @param options.share use a running server's database instead of refusing */
export async function openRegister(options: { share: boolean; progress?: (what: string) => void }): Promise<Register> {
  const { share, progress = () => {} } = options
  const folder = dataFolder()
  // A demonstration never meets the real register: neither its folder nor its server.
  const url = isDemo() ? undefined : process.env['DATABASE_URL']
  markFolder(folder, isDemo())
  const database = await openDatabase({ folder, url, share })
  try {
    progress(`数据库就绪（PostgreSQL ${database.version}${url ? '' : '，内置'}）`)
    const key = openLogKey(folder)
    const context = { ...createContext(folder), logKey: verifierKey(key), logs: { key, folder } }
    // A running server's uploads are its own: the command line leaves them alone.
    if (!share) await openStore(context.files ?? '')
    if ((await ensureViews(database)).rebuilt) progress('视图已重建')
    const { loaded, facts } = await loadShippedData(database, context.now)
    const checkpoint = async (): Promise<void> => {
      const signed = await database.transaction(tx => signCheckpoint(tx, key, context.now()))
      if (signed) keepCheckpoint(folder, signed, key)
      await database.read(tx => keepAccessHead(tx, folder, key))
    }
    if (loaded) {
      await checkpoint()
      progress(`已载入随附的公开登记：${facts} 条事实`)
    }
    if (isDemo()) {
      await loadDemoAccounts(database, context)
      await database.transaction(tx => loadDemoSeasons(tx, context.now))
      await database.transaction(tx => loadDemoReports(tx, context))
      await database.transaction(tx => loadDemoApplications(tx, context))
      await database.transaction(tx => loadDemoSupervision(tx, context))
    }
    return { database, context, key, folder, checkpoint, close: () => database.close() }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Opens, works, closes; for verbs that do one thing. */
export async function withRegister<T>(work: (register: Register) => Promise<T>): Promise<T> {
  const register = await openRegister({ share: true })
  try {
    return await work(register)
  } finally {
    await register.close()
  }
}
