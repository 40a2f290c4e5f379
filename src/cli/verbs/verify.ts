// zhenpu verify: are the log of facts and the log of who came in what they were?
import { verifyLogs } from '#server/audit/verify-logs.ts'
import { withRegister } from '../open.ts'
import { printJson } from '../print.ts'

export async function verify({ json }: { json?: boolean }): Promise<number> {
  return withRegister(async ({ database, key, folder }) => {
    const { log, access } = await database.read(tx => verifyLogs(tx, { key, folder }))
    const ok = log.ok && access.ok
    if (json) printJson({ ...log, ok, checked: log.events, access })
    else {
      for (const { message } of [...log.differences, ...access.differences]) process.stdout.write(`${message}\n`)
      console.error(log.ok ? `登记日志完好：${log.events} 条，${log.checkpoints} 个检查点，树根 ${log.root}` : `登记日志有 ${log.differences.length} 处不符。`)
      console.error(access.ok ? `访问日志完好：${access.lines} 条，末条摘要 ${access.head ?? '（空）'}` : `访问日志有 ${access.differences.length} 处不符。`)
    }
    return ok ? 0 : 1
  })
}
