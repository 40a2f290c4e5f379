// The data sets that ship: policies/<programme>/reporting/*.yaml, each with the indicator systems of its programme at hand.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '#core/base/problem.ts'
import { parseScheme } from '#core/evaluation/parse-scheme.ts'
import type { DataSet } from '#core/reporting/data-set.ts'
import { parseDataSet } from '#core/reporting/parse-data-set.ts'
import { invalid, readPolicyYaml, yamlFiles } from '../policy-file.ts'
import { policyFolder } from '../policy-folder.ts'

/** Data sets of every programme, by its id. A file that is not whole is refused with `policy.invalid`: file, place, reason. */
export function loadDataSets(folder = policyFolder()): Map<string, DataSet[]> {
  return new Map(readdirSync(folder).filter(name => existsSync(join(folder, name, 'reporting'))).sort().map(programme => [programme, dataSetsOf(join(folder, programme))]))
}

function dataSetsOf(folder: string): DataSet[] {
  const schemes = yamlFiles(join(folder, 'schemes')).map(readPolicyYaml).map(parseScheme).flatMap(read => (read.ok ? [read.value] : []))
  return yamlFiles(join(folder, 'reporting')).map(file => {
    const read = parseDataSet(readPolicyYaml(file), schemes)
    if (!read.ok) throw invalid(file, [messageOf(read.problem)])
    return read.value
  })
}
