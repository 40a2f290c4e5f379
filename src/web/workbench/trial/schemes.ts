// The indicator systems one can choose from: those that ship, and files of one's own.
import { parse } from 'yaml'
import { messageOf, problem } from '#core/base/problem.ts'
import { parseScheme } from '#core/evaluation/parse-scheme.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'

export type SchemeChoice = { file: string; title: string; scheme: Scheme | null; /** what is wrong, place by place */ faults: string[] }

export function readChoice({ file, text }: { file: string; text: string }): SchemeChoice {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    return { file, title: file, scheme: null, faults: [`不是 YAML：${(error as Error).message.split('\n')[0] ?? ''}`] }
  }
  const read = parseScheme(value)
  if (read.ok) return { file, title: `${read.value.title} 第${read.value.version}版`, scheme: read.value, faults: [] }
  const where = read.problem.params['where']
  return { file, title: file, scheme: null, faults: typeof where === 'string' ? where.split('；') : [messageOf(problem(read.problem.code, read.problem.params))] }
}
