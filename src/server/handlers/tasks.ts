// 后台工作.
import type { taskEndpoints } from '#contract/tasks.ts'
import type { Handlers } from '../http/handlers.ts'
import { loadSeason } from '../season/load.ts'
import { presentRow } from '../season/present.ts'
import { workOut } from '../season/propose.ts'
import { findRobustness, robustnessKey } from '../tasks/robustness.ts'
import { beginTask, doAgain, fileOfTask, hideTask, listTasks } from '../tasks/store.ts'
import type { SeasonState } from '#core/season/season.ts'

export const taskHandlers: Pick<Handlers, keyof typeof taskEndpoints> = {
  async taskList(tx, _, __, { account }) {
    return { tasks: await listTasks(tx, account) }
  },
  async taskFile(tx, { id }, context, caller) {
    return { ...await fileOfTask(tx, id, context, caller), made: true as const }
  },
  async taskAgain(tx, { id }, context, caller) {
    await doAgain(tx, id, context, caller)
    return {}
  },
  async taskHide(tx, { id }, _, caller) {
    await hideTask(tx, id, caller)
    return {}
  },
  async seasonRobustness(tx, { season }, context, caller) {
    const state = await loadSeason(tx, season)
    const key = robustnessKey(await workOut(tx, state, caller.day))
    if (!key || await findRobustness(tx, key)) return { task: null }
    return { task: await beginTask(tx, 'robustness', { season, key }, `${nameOf(state)}拟办的稳健性`, context, caller) }
  },
}

function nameOf(state: SeasonState): string {
  return `${presentRow(state).title} ${state.year}年度`
}
