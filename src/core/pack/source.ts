// One file of a pack as it is checked: its value, and where in it a fault stands.
import type { z } from 'zod'
import { readYaml } from '../base/yaml-text.ts'
import { chinese, issueText } from '../policy/rules.ts'
import { type PolicyFinding, type PolicyFindingCode, policyError } from '../decision/finding.ts'

/** `file` within the pack: `rules/2020.yaml`. */
export type PackFile = { file: string; text: string }

export type Source = { file: string; value: unknown; finding: (code: PolicyFindingCode, path: readonly PropertyKey[], message: string) => PolicyFinding; located: (finding: PolicyFinding) => PolicyFinding }

/** A file that is no YAML comes back without a value, and with findings. */
export function readSource({ file, text }: PackFile): { source: Source; findings: PolicyFinding[] } {
  const yaml = readYaml(text)
  const at = (finding: PolicyFinding, line: number): PolicyFinding => ({ ...finding, file, line })
  /** The line of the rarest text that a sentence names: what is wrong is usually written once. */
  const lineNamed = (sentence: string): number | null => {
    const [said = ''] = sentence.split(/。|，请|现有/)
    const named = [...yaml.texts].flatMap(([own, { lines, ids }]) => {
      const at = placeOf(own, said)
      return at < 0 ? [] : [{ at, count: lines.length, lines: ids.length ? ids : lines }]
    }).toSorted((a, b) => a.count - b.count || b.at - a.at)[0]
    return (/重复|两次|不止一次/.test(said) ? named?.lines.at(-1) : named?.lines[0]) ?? null
  }
  return {
    source: {
      file, value: yaml.value,
      finding: (code, path, message) => at(policyError(code, printPath(path) || file, message), yaml.lineAt(path)),
      located: finding => at(finding, (finding.code.startsWith('case-') ? lineNamed(finding.where) ?? lineNamed(finding.message) : lineNamed(finding.message) ?? lineNamed(finding.where)) ?? 1),
    },
    findings: yaml.faults.map(({ line, message }) => at(policyError('yaml', file, `${message}。`), line)),
  }
}

/** The value in its shape; null, with a finding for every field that does not fit. */
export function shaped<Shape extends z.ZodType>({ value, finding }: Source, shape: Shape, findings: PolicyFinding[]): z.output<Shape> | null {
  if (value === undefined) return null
  const read = shape.safeParse(value, { error: chinese })
  if (read.success) return read.data
  findings.push(...read.error.issues.map(issue => finding('shape', issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] as string] : issue.path, `${issueText(issue, value)}。`)))
  return null
}

/** Where a text stands in a sentence as a word of its own; −1 where it does not. */
function placeOf(text: string, sentence: string): number {
  if (text.length < 2) return -1
  const word = /[\w.-]/
  for (let at = sentence.indexOf(text); at >= 0; at = sentence.indexOf(text, at + 1)) {
    const [before, after] = [sentence[at - 1] ?? '', sentence[at + text.length] ?? '']
    if (!(word.test(text[0] as string) && word.test(before)) && !(word.test(text.at(-1) as string) && word.test(after))) return at
  }
  return -1
}

export function printPath(path: readonly PropertyKey[]): string {
  return path.map(String).join('.')
}

/** `T1 一` → `T1`: the document an article stands in. */
export function documentOf(article: string): string {
  return article.split(' ')[0] ?? ''
}
