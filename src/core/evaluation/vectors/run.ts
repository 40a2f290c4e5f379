// Every vector by its method: pass, fail, or a method we do not have.
import { difference } from './compare.ts'
import { comparing } from './comparing.ts'
import { composite } from './composite.ts'
import { normalising } from './normalising.ts'
import { ranking } from './ranking.ts'
import { inputOf, type Outcome, parametersOf, type Adapter, type Vector } from './vector.ts'
import { weighing } from './weighing.ts'

const adapters: Readonly<Record<string, Adapter>> = { ...normalising, ...weighing, ...comparing, ...ranking, ...composite }

export function runVector({ id, method, input, parameters, expected, tolerance }: Vector): Outcome {
  const adapter = adapters[method]
  if (!adapter) return { id, method, result: 'unsupported', error: Number.NaN, where: '' }
  try {
    const apart = difference(expected, adapter(inputOf(input), parametersOf(parameters)), tolerance)
    return { id, method, result: apart ? 'fail' : 'pass', error: apart?.error ?? 0, where: apart?.where ?? '' }
  } catch (error) {
    // A vector of a known method in a form we cannot read is not ours to judge.
    return { id, method, result: 'unsupported', error: Number.NaN, where: (error as Error).message }
  }
}
