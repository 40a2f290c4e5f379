// The embedded database copied while it runs: PostgreSQL's own way of a base backup, over its files (pg_dump is not
// shipped). What is written meanwhile is in the WAL that is copied last; starting the copy replays it.
import { mkdir, writeFile } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import type { Address } from '../db/embedded.ts'
import { type Copied, copyFile, copyFolder } from './copy.ts'

/** Folders whose content a server makes anew, and files of the running server alone (PostgreSQL manual, “Making a Base Backup”). */
const emptied = ['pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans', 'pg_replslot', 'pg_wal']
const left = ['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map', 'global/pg_control']

/** @param address the owner's way in @param data the server's data folder @param home the backup, into whose `postgres/` it goes */
export async function hotCopy(address: Address, data: string, home: string): Promise<Copied[]> {
  const client = new pg.Client(address)
  await client.connect()
  try {
    // Keeps all WAL from here on, however much is written; gone with this connection.
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [`zhenpu_backup_${process.pid}`])
    await client.query('select pg_backup_start($1, true)', ['zhenpu'])
    const started = (await client.query<{ name: string }>('select pg_walfile_name(restart_lsn) as name from pg_replication_slots where slot_name = $1', [`zhenpu_backup_${process.pid}`])).rows[0]?.name ?? ''
    const copied = await copyFolder(data, home, 'postgres', (path, isFolder) => left.includes(path) || /(^|\/)pgsql_tmp/.test(path) || path.endsWith('/pg_internal.init') || (isFolder && emptied.includes(path)))
    for (const folder of emptied) await mkdir(join(home, 'postgres', folder), { recursive: true, mode: 0o700 })
    // Last of the files, as the server's own tools do it: it must not be older than what it describes.
    const control = await copyFile(join(data, 'global/pg_control'), home, 'postgres/global/pg_control')
    const { labelfile, stopped } = (await client.query<{ labelfile: string; stopped: string }>('select labelfile, pg_walfile_name(lsn) as stopped from pg_backup_stop(false)')).rows[0] as { labelfile: string; stopped: string }
    await writeFile(join(home, 'postgres/backup_label'), labelfile, { mode: 0o600 })
    const label: Copied = { path: 'postgres/backup_label', size: Buffer.byteLength(labelfile), sha256: createHash('sha256').update(labelfile).digest('hex') }
    const wal = await copyFolder(join(data, 'pg_wal'), home, 'postgres/pg_wal', (path, isFolder) => (isFolder ? path !== 'archive_status' && path !== 'summaries' : !path.endsWith('.history') && !(/^[0-9A-F]{24}$/.test(path) && path >= started && path <= stopped)))
    return [...copied, ...(control ? [control] : []), label, ...wal]
  } finally {
    await client.end()
  }
}
