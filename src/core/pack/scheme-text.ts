// An indicator system as text: the scheme, or everything wrong with it and the line.
import { schemeFaults } from '../evaluation/parse-scheme.ts'
import { Scheme } from '../evaluation/scheme.ts'
import { type PolicyFinding, policyError } from '../decision/finding.ts'
import { readSource, shaped } from './source.ts'

/** `faults`: 第 4 行 precision：缺少这一项，请补上。 */
export function readSchemeText(file: string, text: string): { scheme: Scheme | null; faults: string[] } {
  const { source, findings } = readSource({ file, text })
  const scheme = shaped(source, Scheme, findings)
  if (scheme) findings.push(...schemeFaults(scheme).map(message => source.located(policyError('scheme-invalid', '', `${message}。`))))
  return { scheme: findings.length ? null : scheme, faults: findings.map(print) }
}

function print({ line, where, file, message }: PolicyFinding): string {
  return `第 ${line ?? 1} 行 ${where && where !== file ? `${where}：` : ''}${message.replace(/。$/, '')}`
}
