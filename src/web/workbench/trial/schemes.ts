// The indicator systems one can choose from: those that ship, and files of one's own.
import { messageOf, problem } from '#core/base/problem.ts'
import { readYaml } from '#core/base/yaml-text.ts'
import { parseScheme } from '#core/evaluation/parse-scheme.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'

export type SchemeChoice = { file: string; title: string; scheme: Scheme | null; /** what is wrong, place by place */ faults: string[] }

export function readChoice({ file, text }: { file: string; text: string }): SchemeChoice {
  const { value, faults } = readYaml(text)
  if (faults.length) return { file, title: file, scheme: null, faults: faults.map(({ line, message }) => `第 ${line} 行 ${message}`) }
  const read = parseScheme(value)
  if (read.ok) return { file, title: `${read.value.title} 第${read.value.version}版`, scheme: read.value, faults: [] }
  const where = read.problem.params['where']
  return { file, title: file, scheme: null, faults: typeof where === 'string' ? where.split('；') : [messageOf(problem(read.problem.code, read.problem.params))] }
}
