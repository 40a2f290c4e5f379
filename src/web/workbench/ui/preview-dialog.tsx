// What a file says, in words that the server read from it; pictures are fetched and drawn here, under a type of ours. The file
// itself is never shown by the browser: it is only ever saved.
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { RefusedByServer } from '#contract/client.ts'
import type { Preview } from '#contract/preview.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import type { Problem } from '#core/base/problem.ts'
import { sizeWord } from '../application/words.ts'
import { messageOf } from '../session/client.ts'
import { Waiting } from '../session/gate.tsx'
import { Dialog } from './dialog.tsx'

type Props = { file: Attachment; address: string; onClose: () => void }

export function PreviewDialog({ file, address, onClose }: Props) {
  const { data, error } = useQuery({ queryKey: ['preview', address], queryFn: () => fetchPreview(address), staleTime: Infinity, retry: false })
  return (
    <Dialog title={file.name} width={860} onClose={onClose}>
      <p className="peek-about"><span>{sizeWord(file.size)}</span>{data?.kind === 'none' && data.pages !== null ? <span>{data.pages} 页</span> : null}<code title="文件指纹">{file.hash.slice(7, 19)}</code><a href={address} download>下载</a></p>
      <div className="peek-body" role="region" aria-label="预览" tabIndex={0}>{error ? <Alert type="error" title={messageOf(error)} /> : !data ? <Waiting lines={5} /> : <Body preview={data} file={file} address={address} />}</div>
    </Dialog>
  )
}

/** @throws RefusedByServer, Error */
async function fetchPreview(address: string): Promise<Preview> {
  const answered = await fetch(`${address}/preview`).catch(() => null)
  if (!answered) throw new Error('连不上服务器。请检查网络后再试。')
  const body = await answered.json() as Preview & Problem & { message: string }
  if (!answered.ok) throw new RefusedByServer(answered.status, { code: body.code, params: body.params }, body.message)
  return body
}

function Body({ preview, file, address }: { preview: Preview; file: Attachment; address: string }) {
  switch (preview.kind) {
    case 'none': return <p className="peek-none">{preview.why}</p>
    case 'picture': return <Picture file={file} address={address} />
    case 'text': return <>{piecesOf(preview.lines).map((piece, i) => (piece.cells ? <Cells key={i} rows={piece.cells} /> : <p key={i} className="peek-line">{piece.line}</p>))}{preview.cut ? <p className="peek-none">以下从略，下载后看全文。</p> : null}</>
    case 'sheets': return (
      <>
        {preview.sheets.map((sheet, i) => <section key={i} aria-label={sheet.name}><h3>{sheet.name}{sheet.hidden ? <small> 隐藏的工作表</small> : null}<small> {sheet.allRows} 行 {sheet.allColumns} 列</small></h3><Cells rows={sheet.rows} /></section>)}
        {preview.cut ? <p className="peek-none">只列出开头的一部分，下载后看全部。</p> : null}
      </>
    )
  }
}

/** Lines with cells that follow one another are one table. */
function piecesOf(lines: readonly string[]): { line?: string; cells?: string[][] }[] {
  const pieces: { line?: string; cells?: string[][] }[] = []
  for (const line of lines) {
    const last = pieces.at(-1)
    if (!line.includes('\t')) pieces.push({ line })
    else if (last?.cells) last.cells.push(line.split('\t'))
    else pieces.push({ cells: [line.split('\t')] })
  }
  return pieces
}

function Cells({ rows }: { rows: readonly (readonly string[])[] }) {
  return <div className="peek-cells"><table><tbody>{rows.map((row, r) => <tr key={r}>{row.map((cell, c) => <td key={c}>{cell}</td>)}</tr>)}</tbody></table></div>
}

/** Longest side of a drawn picture, in points of the screen. */
const mostWide = 1600

/** Drawn onto a canvas, from bytes that the server had checked to be a picture and under a type that is not the file's to choose. */
function Picture({ file, address }: { file: Attachment; address: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [failed, fail] = useState<string | null>(null)
  useEffect(() => {
    let gone = false
    const draw = async (): Promise<void> => {
      const answered = await fetch(address)
      if (!answered.ok) throw new Error('取不到图片。')
      const whole = await createImageBitmap(new Blob([await answered.arrayBuffer()], { type: file.type === 'image/png' ? 'image/png' : 'image/jpeg' }))
      const shrink = Math.min(1, mostWide / Math.max(whole.width, whole.height))
      if (!gone && canvas.current) {
        canvas.current.width = Math.max(1, Math.round(whole.width * shrink))
        canvas.current.height = Math.max(1, Math.round(whole.height * shrink))
        canvas.current.getContext('2d')?.drawImage(whole, 0, 0, canvas.current.width, canvas.current.height)
        canvas.current.dataset['drawn'] = `${whole.width}×${whole.height}`
      }
      whole.close()
    }
    draw().catch(() => { if (!gone) fail('这张图片显示不出来，请下载后查看。') })
    return () => { gone = true }
  }, [address, file.type])
  return failed ? <p className="peek-none">{failed}</p> : <canvas ref={canvas} className="peek-picture" role="img" aria-label={file.name} />
}
