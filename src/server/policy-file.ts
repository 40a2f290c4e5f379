// One policy file, read and put in its shape. What is not whole is refused with file, line, field and how to mend it.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { problem, Refusal } from '#core/base/problem.ts'
import { readYaml } from '#core/base/yaml-text.ts'
import { chinese, issueText } from '#core/policy/rules.ts'

/** The file's value as it stands. @throws Refusal `policy.invalid` where it is no YAML */
export function readPolicyYaml(file: string): unknown {
  return opened(file).value
}

/** @throws Refusal `policy.invalid`; `faults` are what is wrong beyond the shape */
export function readPolicyFile<Shape extends z.ZodType>(shape: Shape, file: string, faults: (value: z.output<Shape>) => readonly string[] = () => []): z.output<Shape> {
  const { value, lineAt } = opened(file)
  const read = shape.safeParse(value, { error: chinese })
  if (!read.success) throw invalid(file, read.error.issues.map(issue => `第 ${lineAt(issue.path)} 行 ${issue.path.join('.') || '（顶层）'}：${issueText(issue, value)}`))
  const wrong = faults(read.data)
  if (wrong.length) throw invalid(file, wrong)
  return read.data
}

/** YAML files of a folder, by name; none where there is no such folder. */
export function yamlFiles(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.yaml')).sort().map(name => join(folder, name)) : []
}

export function invalid(file: string, faults: readonly string[]): Refusal {
  return new Refusal(problem('policy.invalid', { file, where: faults.join('；') }))
}

function opened(file: string): ReturnType<typeof readYaml> {
  const yaml = readYaml(readFileSync(file, 'utf8'))
  if (yaml.faults.length) throw invalid(file, yaml.faults.map(({ line, message }) => `第 ${line} 行 ${message}`))
  return yaml
}
