// A file's name is a label and nothing else: it is shown and sent back, never used to find a file. Names that would
// deceive whoever saves the file are refused rather than mended, so that nobody wonders where their file has gone.
import { type Problem, problem } from '../base/problem.ts'
import { ok, refused, type Result } from '../base/result.ts'
import { acceptedKinds, type FileKind, fileKinds } from './attachment.ts'

/** The name in NFC, and the kind that its ending claims. Refuses `file.name`, `file.type`. */
export function checkName(given: string): Result<{ name: string; claims: FileKind }> {
  const name = given.normalize('NFC').trim()
  const why = faultOf(name)
  if (why) return refused(problem('file.name', { name: shown(name), why }))
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const claims = fileKinds.find(kind => kind.extensions.includes(ending))
  if (!claims) return refused(wrongType(name, ending ? `扩展名是 .${ending}` : '没有扩展名'))
  return ok({ name, claims })
}

export function wrongType(name: string, found: string): Problem {
  return problem('file.type', { file: shown(name), found, accepted: acceptedKinds })
}

function faultOf(name: string): string | null {
  if (!name || /^\.+$/.test(name)) return '是空的'
  if ([...name].length > 200) return '超过 200 个字'
  if (/[/\\]/.test(name)) return '含有路径（/ 或 \\）'
  // Marks that turn the direction of writing can make “fdp.exe” read “exe.pdf”.
  if (/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/.test(name)) return '含有看不见的字符'
  if (/[\0-\x1f\x7f-\x9f<>:"|?*]/.test(name)) return '含有文件名里不能用的符号'
  if (/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(name)) return '是系统保留的名称'
  return null
}

/** A hostile name as it may stand in a message. */
function shown(name: string): string {
  return name.replaceAll(/[\0-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '�').slice(0, 80)
}
