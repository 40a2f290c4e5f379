// The indicator systems one can choose from: those that ship, and files of one's own.
import type { Scheme } from '#core/evaluation/scheme.ts'
import { readSchemeText } from '#core/pack/scheme-text.ts'

export type SchemeChoice = { file: string; title: string; scheme: Scheme | null; /** what is wrong, line by line */ faults: string[] }

export function readChoice({ file, text }: { file: string; text: string }): SchemeChoice {
  const { scheme, faults } = readSchemeText(file, text)
  return { file, title: scheme ? `${scheme.title} 第${scheme.version}版` : file, scheme, faults }
}
