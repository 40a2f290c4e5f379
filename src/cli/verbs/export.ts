// zhenpu export: the list as a file.
import { writeFileSync } from 'node:fs'
import { download } from '#server/http/download.ts'
import type { ExportFormat } from '#server/render/export.ts'
import { withRegister } from '../open.ts'

type Options = { format: ExportFormat; out?: string; programme?: string; valid?: string; known?: string; status?: string }

export async function exportList({ format, out, ...filter }: Options): Promise<number> {
  return withRegister(async ({ database, context }) => {
    const { bytes } = await download(format, Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)), database, context)
    if (out) writeFileSync(out, bytes)
    else process.stdout.write(bytes)
    return 0
  })
}
