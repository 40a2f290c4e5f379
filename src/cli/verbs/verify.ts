// zhenpu verify: is the log what it was?
import { keptCheckpoint } from '#server/log/checkpoint.ts'
import { verifyLog } from '#server/log/verify.ts'
import { withRegister } from '../open.ts'
import { printJson } from '../print.ts'

export async function verify({ json }: { json?: boolean }): Promise<number> {
  return withRegister(async ({ database, key, folder }) => {
    const result = await database.read(tx => verifyLog(tx, key, keptCheckpoint(folder, key)))
    if (json) printJson(result)
    else {
      for (const { message } of result.differences) process.stdout.write(`${message}\n`)
      console.error(result.ok ? `登记日志完好：${result.events} 条，${result.checkpoints} 个检查点，树根 ${result.root}` : `登记日志有 ${result.differences.length} 处不符。`)
    }
    return result.ok ? 0 : 1
  })
}
