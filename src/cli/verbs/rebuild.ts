// zhenpu rebuild: views again from the log, and compared with what they should be.
import { compareViews } from '#server/views/compare.ts'
import { rebuildViews } from '#server/views/ensure.ts'
import { withRegister } from '../open.ts'
import { printJson } from '../print.ts'

export async function rebuild({ json }: { json?: boolean }): Promise<number> {
  return withRegister(async ({ database }) => {
    const differencesBefore = (await database.read(compareViews)).length
    const { events } = await database.transaction(rebuildViews)
    const differences = await database.read(compareViews)
    if (json) printJson({ ok: !differences.length, events, differencesBefore, differences })
    else console.error(`已按 ${events} 条事实重建视图；重建前有 ${differencesBefore} 处不符，重建后 ${differences.length} 处。`)
    return differences.length ? 1 : 0
  })
}
