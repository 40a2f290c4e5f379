// zhenpu restore: a backup into an empty data folder, checked before and after.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { problem, Refusal } from '#core/base/problem.ts'
import { restoreBackup } from '#server/backup/restore.ts'
import { dataFolder } from '../open.ts'
import { printJson } from '../print.ts'

export async function restore(backup: string, { checkpoint, json }: { checkpoint?: string; json?: boolean }): Promise<number> {
  const folder = dataFolder()
  const { manifest, found } = await restoreBackup({ backup: resolve(backup), folder, now: new Date().toISOString(), checkpoint: checkpoint === undefined ? undefined : textOf(checkpoint) })
  const ok = !found || (found.log.ok && found.access.ok && (found.outside?.ok ?? true) && !found.files.missing.length)
  if (json) printJson({ ok, folder, made: manifest.made, files: manifest.files.length, database: manifest.postgres !== null, ...found })
  else {
    console.error(`已恢复到 ${folder}：${manifest.files.length} 个文件，备份于 ${manifest.made.at}（${manifest.made.version} 版）。`)
    if (!found) console.error('备份里没有数据库（它在您自己的 PostgreSQL 服务器上）：请在那里恢复，再用 ./zhenpu verify 核对。')
    else {
      for (const { message } of [...found.log.differences, ...found.access.differences, ...found.outside?.differences ?? []]) process.stdout.write(`${message}\n`)
      for (const { hash } of found.files.missing) process.stdout.write(`缺附件 ${hash}\n`)
      console.error(`登记日志 ${found.log.events} 条，${found.log.ok ? '完好' : `有 ${found.log.differences.length} 处不符`}；访问日志 ${found.access.lines} 条，${found.access.ok ? '完好' : `有 ${found.access.differences.length} 处不符`}；附件 ${found.files.files} 个，${found.files.missing.length ? `缺 ${found.files.missing.length} 个` : '齐全'}。`)
      if (found.outside) console.error(found.outside.ok ? '与抄送在外的检查点一致：没有少登记过的事实。' : '与抄送在外的检查点不一致：这份备份比它旧，其后登记的事实不在里面，或日志有改动。')
    }
  }
  return ok ? 0 : 1
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Refusal(problem('file.unreadable', { file, why: (error as Error).message }))
  }
}
