// Beside the grid: everything about the selected field – what it means, its other values, what is wrong, what was said –
// and, for whoever may send the report back, a word on this very field.
import { Button, Input } from 'antd'
import { useState } from 'react'
import { indicatorOf } from '#core/reporting/data-set.ts'
import { valueAt } from '#core/reporting/content.ts'
import { shortDay } from '../ui/days.ts'
import type { ReportView } from './data.ts'
import type { Selected } from './grid.tsx'
import type { Draft } from './use-draft.ts'
import { columnWord, townWord, valueWord } from './words.ts'

export type Note = Selected & { text: string }

type Props = { report: ReportView; draft: Draft; selected: Selected; notes: readonly Note[]; /** absent: the caller may not send it back */ onNote?: ((note: Note | null, at: Selected) => void) | undefined; onClose: () => void }

export function Inspector({ report, draft, selected, notes, onNote, onClose }: Props) {
  const { dataSet, towns, last, yearBefore, origins, comments } = report
  const { town, indicator: id } = selected
  const indicator = indicatorOf(dataSet, id)
  const wrong = draft.wrong.get(`${town}/${id}`)
  const findings = draft.findings.filter(finding => finding.town === town && finding.indicators[0] === id)
  const sides = origins.find(other => other.town === town && other.indicator === id)
  const said = comments.filter(comment => comment.town === town && comment.indicator === id)
  const own = notes.find(note => note.town === town && note.indicator === id)
  const values: [string, string][] = [
    ...(last && indicator ? [['上期', valueWord(valueAt(last, town, id))] as [string, string]] : []), ...(yearBefore && indicator ? [['上年同期', valueWord(valueAt(yearBefore, town, id))] as [string, string]] : []),
    ...(sides && sides.thirdParty !== null ? [['第三方', valueWord(sides.thirdParty)] as [string, string]] : []), ...(sides && sides.administrative !== null ? [['部门数据', valueWord(sides.administrative)] as [string, string]] : []),
  ]
  return (
    <section className="inspector" aria-label="选中的格">
      <header><h2>{columnWord(dataSet, id)}{indicator?.unit ? <small>{indicator.unit}</small> : null}</h2><button type="button" className="close" onClick={onClose} aria-label="收起">×</button></header>
      <p className="quiet">{townWord(towns, town)}</p>
      <p className="figure">{wrong ? wrong.typed : valueWord(valueAt(draft.content, town, id))}</p>
      {values.length ? <dl>{values.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl> : null}
      {wrong ? <p className="flaw f-hard"><b>没有保存</b>{wrong.message}</p> : null}
      {findings.map(finding => <p key={finding.check} className={`flaw f-${finding.severity}`}><b>{finding.severity === 'hard' ? '须改正' : draft.content[town]?.remark ? '已说明' : '须说明'}</b>{finding.message}<small>{finding.mend}</small></p>)}
      {sides?.differing.map(message => <p key={message} className="flaw f-soft"><b>与其他来源不一致</b>{message}</p>)}
      {said.map((comment, i) => <p key={i} className={`said-note ${comment.open ? '' : 'answered'}`}><b>{comment.level}批注</b>{comment.text}<small>{comment.by} · {shortDay(comment.on)}{comment.open ? '' : ' · 已改动，算作答复'}</small></p>)}
      {indicator?.note ? <p className="quiet small">{indicator.note}</p> : null}
      {indicator ? <p className="quiet small">出处：{indicator.origin}</p> : null}
      {onNote ? <NoteForm key={`${town}/${id}`} own={own} onNote={note => onNote(note, selected)} at={selected} /> : null}
    </section>
  )
}

function NoteForm({ own, at, onNote }: { own: Note | undefined; at: Selected; onNote: (note: Note | null) => void }) {
  const [text, setText] = useState(own?.text ?? '')
  return (
    <form className="stack note-form" onSubmit={event => { event.preventDefault(); onNote(text.trim() ? { ...at, text: text.trim() } : null) }}>
      <label className="line">批注 <small>退回时一并发出</small><Input.TextArea value={text} onChange={event => setText(event.target.value)} rows={3} maxLength={500} /></label>
      <p className="buttons"><Button htmlType="submit" disabled={text.trim() === (own?.text ?? '')}>{own ? '改批注' : '添加批注'}</Button>{own ? <Button type="text" onClick={() => { setText(''); onNote(null) }}>去掉</Button> : null}</p>
    </form>
  )
}
