// zhenpu backup: everything an installation needs, as one folder; the server may go on meanwhile.
import { basename } from 'node:path'
import { makeBackup } from '#server/backup/backup.ts'
import { logAccess } from '#server/identity/access-log.ts'
import { isDemo, withRegister } from '../open.ts'
import { printJson } from '../print.ts'

export async function backup({ out, json }: { out?: string; json?: boolean }): Promise<number> {
  return withRegister(async ({ database, context, key, folder, checkpoint }) => {
    const elsewhere = !isDemo() && Boolean(process.env['DATABASE_URL'])
    const now = context.now()
    const target = out ?? `${folder}-backup-${now.slice(0, 19).replaceAll(/[-:]/g, '')}`
    // What was recorded last is covered by a signed head, which goes into the backup.
    await checkpoint()
    const begun = performance.now()
    const manifest = await makeBackup({ folder, out: target, key, now, version: context.version, postgres: elsewhere ? null : database.version })
    const bytes = manifest.files.reduce((sum, { size }) => sum + size, 0)
    await database.transaction(tx => logAccess(tx, 'backup.made', context.now(), { username: 'command-line', person: 'command-line' }, { out: basename(target), files: manifest.files.length, bytes }))
    const summary = { out: target, files: manifest.files.length, bytes, events: manifest.log?.size ?? 0, root: manifest.log?.root ?? null, database: manifest.postgres !== null, seconds: Number(((performance.now() - begun) / 1000).toFixed(1)) }
    if (json) printJson(summary)
    else {
      console.error(`已备份到 ${target}：${summary.files} 个文件，${(bytes / 1e6).toFixed(1)} MB，用时 ${summary.seconds} 秒；登记日志至少 ${summary.events} 条。里面有密钥，请与数据同等保管，另存一处。`)
      if (elsewhere) console.error('数据库在您自己的 PostgreSQL 服务器上，没有包括在内。请同时用 pg_basebackup（或该服务器既有的办法）备份，先备数据库、再运行本命令，使附件不少于数据库所记。')
    }
    return 0
  })
}
