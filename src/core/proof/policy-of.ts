// The rules and settings that a bundle carries, made ready to work with.
import { ok, type Result } from '../base/result.ts'
import { compileRules, type Rules } from '../decision/compile.ts'
import { Programme } from '../policy/programme.ts'
import { parseRules, readPolicy } from '../policy/rules.ts'
import { type Settings, settingsWith } from '../policy/setting.ts'
import type { Bundle } from './bundle.ts'

export type Policy = { programme: Programme | null; rules: Rules; settings: Settings }

/** Refuses with `policy.invalid`, `setting.unknown` or `setting.value`. */
export function policyOf({ season, policy }: Pick<Bundle, 'season' | 'policy'>): Result<Policy> {
  const programme = policy.programme ? readPolicy(Programme, policy.programme, 'programme') : ok(null)
  if (!programme.ok) return programme
  const file = parseRules(policy.rules, 'rules')
  if (!file.ok) return file
  const settings = settingsWith(file.value.settings, policy.settings)
  if (!settings.ok) return settings
  return ok({ programme: programme.value, rules: compileRules(file.value, programme.value ?? { id: season.programme }), settings: settings.value })
}
