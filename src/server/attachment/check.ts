// Is this file what its name says, and harmless as far as can be told? Runs in a process of its own, see run-check.ts.
import { type FileKind, fileKinds } from '#core/attachment/attachment.ts'
import { jpegFault, pngFault } from '#core/attachment/image.ts'
import { checkName, wrongType } from '#core/attachment/name.ts'
import { type Problem, problem, Refusal } from '#core/base/problem.ts'
import { ok, refused, type Result } from '#core/base/result.ts'
import { archiveEnd, officeKind } from './check-office.ts'
import { pdfFault } from './check-pdf.ts'

/** The kind of a file that is taken. Refuses `file.name`, `file.type`, `file.empty`, `file.bomb`, `file.broken`, `file.refused`. */
export async function checkFile(bytes: Buffer, given: string): Promise<Result<FileKind, Problem>> {
  const named = checkName(given)
  if (!named.ok) return named
  const { name, claims } = named.value
  if (!bytes.length) return refused(problem('file.empty', { file: name }))
  try {
    const id = await kindOf(bytes, name)
    if (id !== claims.id) return refused(wrongType(name, id === null ? '内容不是这几种' : `内容是${fileKinds.find(kind => kind.id === id)?.label}，扩展名却是 .${name.split('.').at(-1)}`))
    return ok(claims)
  } catch (error) {
    if (error instanceof Refusal) return refused(error.problem)
    throw error
  }
}

/** Told by the first bytes alone. @throws Refusal where that kind is faulty */
async function kindOf(bytes: Buffer, file: string): Promise<FileKind['id'] | null> {
  const begins = (hex: string): boolean => bytes.subarray(0, hex.length / 2).toString('hex') === hex
  if (begins('504b0304')) return officeKind(bytes, file)
  if (begins('d0cf11e0')) throw refusal(file, '是旧版 doc、xls，或者加了密码。请去掉密码，另存为 docx 或 xlsx')
  const pictures = [['jpg', 'ffd8ff', jpegFault], ['png', '89504e47', pngFault]] as const
  const picture = pictures.find(([, mark]) => begins(mark))
  if (!picture && !begins('25504446')) return null
  // An archive at the end would make the file two things at once.
  const fault = (picture ? picture[2](bytes) : pdfFault(bytes)) ?? (archiveEnd(bytes) === bytes.length ? '后面藏着一个压缩包' : null)
  if (fault) throw refusal(file, fault)
  return picture ? picture[0] : 'pdf'
}

function refusal(file: string, why: string): Refusal {
  return new Refusal(problem('file.refused', { file, why }))
}
