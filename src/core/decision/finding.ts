// What a check of the rules found. Codes are public API and never change meaning.

export type PolicyFindingCode =
  | 'unknown-fact' | 'unknown-value' | 'unknown-setting' | 'unknown-option' | 'unknown-outcome' | 'unknown-article' | 'unknown-document' | 'unknown-scheme' | 'unknown-list'
  | 'duplicate-id' | 'default-invalid' | 'unfounded' | 'share-range' | 'duration' | 'vocabulary-missing'
  | 'no-outcome' | 'contradiction' | 'overlap' | 'unreachable' | 'worsens' | 'unused-setting' | 'unused-outcome'
  | 'scheme-invalid' | 'version-order' | 'case-failed' | 'case-invalid'
  // of whole packs
  | 'yaml' | 'shape' | 'file-unknown' | 'unknown-grade' | 'unknown-category' | 'unknown-indicator' | 'unknown-role' | 'unknown-requirement' | 'reference' | 'weights' | 'deadline' | 'inconsistent' | 'unused'

export type PolicyFinding = {
  code: PolicyFindingCode
  severity: 'error' | 'warning'
  /** the place in the file: 规则 promote, 设定 ban-start */
  where: string
  message: string
  /** within the pack, with the line from 1 */
  file?: string
  line?: number
}

export function policyError(code: PolicyFindingCode, where: string, message: string): PolicyFinding {
  return { code, severity: 'error', where, message }
}

export function policyWarning(code: PolicyFindingCode, where: string, message: string): PolicyFinding {
  return { code, severity: 'warning', where, message }
}
