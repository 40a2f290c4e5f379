// zhenpu export: the list as a file.
import { writeFileSync } from 'node:fs'
import { download } from '#server/http/download.ts'
import type { ExportFormat } from '#server/render/export.ts'
import { withRegister } from '../open.ts'
import { printJson } from '../print.ts'

type Options = { format: ExportFormat; out?: string; programme?: string; valid?: string; known?: string; status?: string; json?: boolean }

/** `--json`: the list itself as JSON where it goes to standard output, what was written where it goes to a file. */
export async function exportList({ format: asked, out, json = false, ...filter }: Options): Promise<number> {
  const format = json && !out ? 'json' : asked
  return withRegister(async ({ database, context }) => {
    const { bytes } = await download(format, Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)), database, context)
    if (out) {
      writeFileSync(out, bytes)
      if (json) printJson({ out, format, bytes: bytes.length })
    } else process.stdout.write(bytes)
    return 0
  })
}
