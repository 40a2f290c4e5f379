// Files that go with something: those that are there, to be read; and, where it may be changed, more of them.
import { Button, Upload } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { type Attachment, fileKinds, fileLimits } from '#core/attachment/attachment.ts'
import { messageOf } from '../session/client.ts'
import { FileName } from '../ui/file-name.tsx'
import { sendFile } from './data.ts'
import { sizeWord } from './words.ts'

/** @param at address under which a kept file is found by its hash; null: it belongs to nothing yet */
type Props = { files: readonly Attachment[]; label: string; at: string | null; /** null: they are only read */ onChange: ((files: readonly Attachment[]) => void) | null }

/** What is taken, in one line. */
export function FileRule() {
  return <small>PDF、Word、Excel、图片，每个不超过 {fileLimits.bytes / 1e6} MB</small>
}

export function FileInput({ files, label, at, onChange }: Props) {
  const [sending, setSending] = useState<readonly string[]>([])
  const [failed, setFailed] = useState<string | null>(null)
  const now = useRef(files)
  // Several files at once arrive one after the other: each is added to those that are there by then.
  useEffect(() => { now.current = files })
  const put = (next: readonly Attachment[]): void => { now.current = next; onChange?.(next) }
  const add = async (file: File): Promise<void> => {
    setFailed(null)
    setSending(before => [...before, file.name])
    try {
      const kept = await sendFile(file)
      if (!now.current.some(other => other.hash === kept.hash)) put([...now.current, kept])
    } catch (error) {
      setFailed(messageOf(error))
    } finally {
      setSending(before => before.filter(name => name !== file.name))
    }
  }
  return (
    <>
      {files.length ? <ul className="file-list">{files.map(file => <li key={file.hash}>{at ? <FileName file={file} at={at} /> : <span>{file.name}</span>}<small>{sizeWord(file.size)}</small><code title={file.hash}>{file.hash.slice(7, 19)}</code>{onChange ? <button type="button" className="link" aria-label={`去掉 ${file.name}`} onClick={() => put(files.filter(other => other.hash !== file.hash))}>去掉</button> : null}</li>)}</ul> : onChange ? null : <p className="quiet">没有附件</p>}
      {onChange ? <Upload multiple showUploadList={false} accept={fileKinds.flatMap(kind => kind.extensions).map(extension => `.${extension}`).join(',')} beforeUpload={file => { void add(file); return false }}><Button size="small" loading={sending.length > 0}>{sending.length ? `正在上传并检查 ${sending[0]}` : '上传附件'}<span className="unseen">：{label}</span></Button></Upload> : null}
      {failed ? <p className="flaw f-hard" role="alert"><b>没有收下</b>{failed}</p> : null}
    </>
  )
}
