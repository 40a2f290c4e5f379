// zhenpu replay: a past season under other rules or settings, and the towns that would have fared otherwise.
import { existsSync } from 'node:fs'
import { problem, Refusal } from '#core/base/problem.ts'
import { compileRules, type Rules } from '#core/decision/compile.ts'
import { printExplanation } from '#core/decision/explanation.ts'
import { replay as compare } from '#core/decision/replay.ts'
import { RulesFile } from '#core/policy/rules.ts'
import { settingsWith } from '#core/policy/setting.ts'
import { dayInChina } from '#server/http/as-of.ts'
import { loadSeason } from '#server/season/load.ts'
import { rulesById } from '#server/season/policies.ts'
import { readPolicyFile } from '#server/policy-file.ts'
import { type Worked, workOut } from '#server/season/propose.ts'
import { withRegister } from '../open.ts'
import { printJson, printTable } from '../print.ts'

/** @param options.rules version of the pack, or a file with a draft @param options.set 设定=值, by id or label */
export async function replay(id: string, { rules, set = [], json, explain }: { rules?: string; set?: string[]; json?: boolean; explain?: boolean }): Promise<number> {
  return withRegister(async ({ database, context }) => database.read(async tx => {
    const worked = await workOut(tx, await loadSeason(tx, id), dayInChina(context.now()))
    const other = rules ? rulesFrom(rules, worked) : worked.rules
    const chosen = settingsWith(other.file.settings, { ...(rules ? {} : worked.state.settings), ...Object.fromEntries(set.map(parseSetting)) })
    if (!chosen.ok) throw new Refusal(chosen.problem)
    const changes = compare({ rules: worked.rules, settings: worked.state.settings }, { rules: other, settings: chosen.value }, worked.snapshot.towns)
    if (json) printJson({ season: id, rules: other.id, settings: chosen.value, towns: worked.snapshot.towns.length, changes })
    else {
      printTable(['小镇', '原来', '改后'], changes.map(({ town, before, after }) => [town.name, before.label, after.label]))
      if (explain) for (const { after } of changes) process.stdout.write(`\n${printExplanation(after.because)}\n`)
      console.error(`${worked.snapshot.towns.length} 个小镇中有 ${changes.length} 个结果不同。什么也没有写入。`)
    }
    return 0
  }))
}

function rulesFrom(text: string, { state, programme }: Worked): Rules {
  if (!existsSync(text)) return rulesById(state.programme, text, state.year)
  return compileRules(readPolicyFile(RulesFile, text), programme)
}

function parseSetting(text: string): [string, string | number] {
  const [name = '', value] = text.split('=')
  if (value === undefined) throw new Refusal(problem('request.invalid', { why: `--set 写作 设定=值，不是“${text}”` }))
  return [name, /^\d+(\.\d+)?$/.test(value) ? Number(value) : value]
}
