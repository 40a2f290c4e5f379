// A file by its name: shown on a click, as far as it can be; saved beside it.
import { lazy, Suspense, useState } from 'react'
import type { Attachment } from '#core/attachment/attachment.ts'

const PreviewDialog = lazy(async () => ({ default: (await import('./preview-dialog.tsx')).PreviewDialog }))

/** @param at address under which files are found by their hash */
export function FileName({ file, at }: { file: Attachment; at: string }) {
  const [open, setOpen] = useState(false)
  const address = `${at}/${file.hash}`
  return (
    <>
      <button type="button" className="link peek" aria-haspopup="dialog" onClick={() => setOpen(true)}>{file.name}</button>
      <a className="no-print" href={address} download aria-label={`下载 ${file.name}`}>下载</a>
      {open ? <Suspense><PreviewDialog file={file} address={address} onClose={() => setOpen(false)} /></Suspense> : null}
    </>
  )
}
