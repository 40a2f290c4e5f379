// The document of an approval given outside the system: number, name, issuer, day, and its scan.
import { Alert, Button, Input, Upload } from 'antd'
import type { Approval } from '#core/attachment/approval.ts'
import { useTask } from '../session/act.tsx'
import { sendFile } from './data.ts'
import { sizeWord } from './words.ts'

export type ApprovalDraft = Omit<Approval, 'file'> & { file: Approval['file'] | null }

export function emptyApproval(today: string): ApprovalDraft {
  return { number: '', title: '', issuer: '', date: today, file: null }
}

/** Null while something is missing, or the day has not come. */
export function wholeApproval({ file, ...of }: ApprovalDraft, today: string): Approval | null {
  return file && of.number.trim() && of.title.trim() && of.issuer.trim() && of.date && of.date <= today ? { ...of, file } : null
}

export function ApprovalFields({ value, today, onChange }: { value: ApprovalDraft; today: string; onChange: (value: ApprovalDraft) => void }) {
  const sending = useTask()
  const change = (part: Partial<ApprovalDraft>): void => onChange({ ...value, ...part })
  const add = async (chosen: File): Promise<void> => { const kept = await sending.run(() => sendFile(chosen)); if (kept) change({ file: kept }) }
  return (
    <>
      <label className="line">文号<Input value={value.number} maxLength={100} placeholder="机关代字〔年〕序号号" onChange={event => change({ number: event.target.value })} /></label>
      <label className="line">文件名称<Input value={value.title} maxLength={300} onChange={event => change({ title: event.target.value })} /></label>
      <div className="pair"><label className="line">发文机关<Input value={value.issuer} maxLength={200} placeholder="如 省人民政府" onChange={event => change({ issuer: event.target.value })} /></label><label className="line">日期<Input type="date" max={today} value={value.date} onChange={event => change({ date: event.target.value })} /></label></div>
      <p className="buttons"><Upload showUploadList={false} accept=".pdf,.jpg,.jpeg,.png" beforeUpload={chosen => { void add(chosen); return false }}><Button size="small" loading={sending.busy}>{value.file ? '换一份扫描件' : '上传扫描件'}</Button></Upload>{value.file ? <span>{value.file.name} <small>{sizeWord(value.file.size)}</small></span> : <small>PDF 或图片，必须有</small>}</p>
      {sending.error ? <Alert type="error" title={sending.error} /> : null}
    </>
  )
}
