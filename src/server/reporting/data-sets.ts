// The data sets that ship: policies/<programme>/reporting/*.yaml, each with the indicator systems of its programme at hand.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { messageOf, problem, Refusal } from '#core/base/problem.ts'
import { parseScheme } from '#core/evaluation/parse-scheme.ts'
import type { DataSet } from '#core/reporting/data-set.ts'
import { parseDataSet } from '#core/reporting/parse-data-set.ts'

const packs = join(import.meta.dirname, '..', '..', '..', 'policies')

/** Data sets of every programme, by its id. A file that is not whole is refused with `policy.invalid`: file, place, reason. */
export function loadDataSets(folder = packs): Map<string, DataSet[]> {
  return new Map(readdirSync(folder).filter(name => existsSync(join(folder, name, 'reporting'))).sort().map(programme => [programme, dataSetsOf(join(folder, programme))]))
}

function dataSetsOf(folder: string): DataSet[] {
  const schemes = yamlIn(join(folder, 'schemes')).map(parseScheme).flatMap(read => (read.ok ? [read.value] : []))
  return yamlFiles(join(folder, 'reporting')).map(file => {
    const read = parseDataSet(readYaml(file), schemes)
    if (!read.ok) throw new Refusal(problem('policy.invalid', { file, where: messageOf(read.problem) }))
    return read.value
  })
}

function yamlIn(folder: string): unknown[] {
  return existsSync(folder) ? yamlFiles(folder).map(readYaml) : []
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder).filter(name => name.endsWith('.yaml')).sort().map(name => join(folder, name))
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Refusal(problem('policy.invalid', { file, where: (error as Error).message }))
  }
}
