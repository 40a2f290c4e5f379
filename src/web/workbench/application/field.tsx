// One field of the form, written or read: its label, what it asks, and beneath it whatever is to be said of it – what the
// server did not take, what somebody else wrote, remarks, where it falls short.
import { Alert, Button } from 'antd'
import { createContext, type ReactNode, useContext, useState } from 'react'
import type { Json } from '#core/base/canonical.ts'
import type { Content } from '#core/application/content.ts'
import { momentWord } from '../ui/days.ts'
import { nameOf } from '../ui/names.ts'
import { TextArea } from '../ui/text-area.tsx'
import type { ApplicationView, Form } from './data.ts'
import type { Draft } from './use-draft.ts'

/** What every field of a page stands on. `draft` null: it is read. `notes`: remarks to be sent with a return. */
export type Ground = {
  form: Form
  view: ApplicationView
  content: Content
  draft: Draft | null
  notes: ReadonlyMap<string, string>
  onNote: ((field: string, text: string) => void) | null
}

export const GroundContext = createContext<Ground | null>(null)

export function useGround(): Ground {
  return useContext(GroundContext) as Ground
}

export const idOf = (field: string): string => `f-${field.replace('.', '-')}`

type Props = { field: string; label: string; hint?: ReactNode; /** how a value reads where it is not written */ print?: (value: Json) => ReactNode; children?: (value: Json | undefined, draft: Draft) => ReactNode }

export function Field({ field, label, hint, print = printed, children }: Props) {
  const { content, draft, view } = useGround()
  const missing = draft !== null && view.check.findings.some(finding => finding.severity === 'missing' && finding.field === field)
  return (
    <div className={`form-field${missing ? ' missing' : ''}`} id={idOf(field)}>
      <p className="field-head"><b id={`${idOf(field)}-label`}>{label}</b>{hint ? <small>{hint}</small> : null}<NoteButton field={field} label={label} /></p>
      {draft && children ? children(content[field], draft) : <p className="field-value">{content[field] === undefined ? <span className="quiet">没有填写</span> : print(content[field])}</p>}
      <Said field={field} print={print} />
    </div>
  )
}

function printed(value: Json): ReactNode {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Everything that is to be said of a field, beneath it. */
export function Said({ field, print = printed }: { field: string; print?: (value: Json) => ReactNode }) {
  const { view, draft, content } = useGround()
  const remarks = view.remarks.filter(remark => remark.field === field)
  const conflict = draft?.conflicts.get(field)
  const refused = draft?.refused.get(field)
  const unmet = view.check.findings.filter(finding => finding.field === field && finding.severity !== 'missing' && !(finding.severity === 'note' && field.startsWith('figure.') && content[field] === undefined))
  return (
    <>
      {refused ? <p className="flaw f-hard" role="alert"><b>没有保存</b>{refused}</p> : null}
      {conflict ? (
        <div className="conflict" role="alert">
          <p><b>{nameOf(conflict.by)}</b>{momentWord(conflict.at)}先改了这一项，您的没有保存。</p>
          <dl><div><dt>对方写的</dt><dd>{conflict.theirs === null ? '（删去）' : print(conflict.theirs)}</dd></div><div><dt>您写的</dt><dd>{content[field] === undefined ? '（删去）' : print(content[field])}</dd></div></dl>
          <p className="buttons"><Button size="small" onClick={() => draft?.resolve(field, false)}>采用对方的</Button><Button size="small" type="primary" onClick={() => draft?.resolve(field, true)}>保存我写的</Button><small>被替换的一方也会留底。</small></p>
        </div>
      ) : null}
      {unmet.map(finding => <p key={finding.message} className={`flaw ${finding.severity === 'unmet' ? 'f-hard' : 'f-soft'}`}><b>{finding.severity === 'unmet' ? '未达标' : '供参考'}</b>{finding.message}{finding.article ? <small>{finding.article}</small> : null}</p>)}
      {remarks.map((remark, i) => <p key={i} className={`said-note ${remark.changed ? 'answered' : ''}`}><b>批注</b>{remark.text}<small>{nameOf(remark.by)} · {momentWord(remark.at)}{remark.changed ? ' · 已有改动' : ''}</small></p>)}
    </>
  )
}

/** Where one may return: a remark on this field, kept until the return is sent. */
export function NoteButton({ field, label }: { field: string; label: string }) {
  const { notes, onNote } = useGround()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  if (!onNote) return null
  const own = notes.get(field)
  const keep = (): void => { onNote(field, text.trim()); setOpen(false) }
  return (
    <>
      <button type="button" className="note-button" aria-label={`${own ? '改批注' : '批注'}：${label}`} onClick={() => { setText(own ?? ''); setOpen(!open) }}>{own ? '改批注' : '批注'}</button>
      {own && !open ? <span className="own-note">{own}</span> : null}
      {open ? (
        <span className="note-open">
          <TextArea lines={2} autoFocus label={`对“${label}”的批注`} value={text} onChange={setText} maxLength={2000} />
          <span className="buttons"><Button size="small" type="primary" onClick={keep} disabled={text.trim() === (own ?? '')}>记下</Button><Button size="small" onClick={() => setOpen(false)}>取消</Button><small>退回时一并发出</small></span>
        </span>
      ) : null}
    </>
  )
}

/** Whether what is typed is saved, always in sight. */
export function SaveState({ draft }: { draft: Draft }) {
  const held = [...draft.unsaved].filter(field => !draft.conflicts.has(field) && !draft.refused.has(field)).length
  if (draft.state === 'failed') return <Alert type="error" title={`没有存上：${draft.message}`} action={<Button size="small" onClick={() => void draft.settle()}>再试</Button>} />
  const troubled = draft.conflicts.size + draft.refused.size
  const word = draft.state === 'saving' ? '正在保存…' : troubled ? `${troubled} 项没有保存，请看标出的地方` : draft.state === 'typed' && held ? '等您停笔即保存；没填完的行填完后保存' : '已保存'
  return <p className={`save-state ${troubled ? 'warn' : ''}`} role="status" aria-live="polite">{word}</p>
}
