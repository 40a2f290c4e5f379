// 创建标准自查: item by item with its article; and the figures that documents ask for, beside their bounds.
import { Input, InputNumber, Radio } from 'antd'
import type { Json } from '#core/base/canonical.ts'
import type { CheckAnswer } from '#core/application/content.ts'
import { meets } from '#core/policy/requirement.ts'
import { Mark } from '../../site/ui/marks.tsx'
import type { Figure } from './data.ts'
import { idOf, NoteButton, Said, useGround } from './field.tsx'

const answerOf = (value: Json | undefined): CheckAnswer | null => (value ? (value as CheckAnswer) : null)
const printAnswer = (value: Json): string => { const { answer, note } = value as CheckAnswer; return `${answer === 'yes' ? '符合' : '不符合'}${note ? `：${note}` : ''}` }

export function Standards() {
  const { form, content } = useGround()
  const items = form.standards.flatMap(standard => standard.items)
  const done = items.filter(item => content[`check.${item.id}`] !== undefined).length
  return (
    <section className="form-part" aria-labelledby="standards">
      <h2 id="standards">创建标准自查 <small>{done} / {items.length} 项</small></h2>
      {form.standards.map(standard => (
        <div key={standard.id} className={standard.bottomLine ? 'standard bottom' : 'standard'}>
          <h3>{standard.label}{standard.bottomLine ? <em>底线</em> : null}<small>{standard.article}</small></h3>
          {standard.text ? <blockquote>{standard.text}</blockquote> : null}
          <ul>{standard.items.map(item => <Item key={item.id} item={item} other={item.article !== standard.article} />)}</ul>
        </div>
      ))}
    </section>
  )
}

type ItemOf = { id: string; text: string; article: string }

function Item({ item, other }: { item: ItemOf; other: boolean }) {
  const { content, draft } = useGround()
  const field = `check.${item.id}`
  const answer = answerOf(content[field])
  return (
    <li className="check-item" id={idOf(field)}>
      <span className="check-text" id={`${idOf(field)}-label`}>{item.text}{other ? <small>{item.article}</small> : null}</span>
      {draft ? <Radio.Group size="small" aria-labelledby={`${idOf(field)}-label`} value={answer?.answer ?? null} onChange={event => draft.set(field, { note: answer?.note ?? '', answer: event.target.value as 'yes' | 'no' })} options={[{ value: 'yes', label: '符合' }, { value: 'no', label: '不符合' }]} />
        : <span className="marked">{answer ? <><Mark code={answer.answer === 'yes' ? 'excellent' : 'unqualified'} />{answer.answer === 'yes' ? '符合' : '不符合'}</> : <span className="quiet">没有自查</span>}</span>}
      <NoteButton field={field} label={item.text} />
      {draft && answer ? <Input className="check-note" variant="underlined" aria-label={`说明：${item.text}`} placeholder={answer.answer === 'no' ? '差在哪里，打算怎样补' : '依据或证明材料，可以不填'} value={answer.note} maxLength={4000} onChange={event => draft.set(field, { answer: answer.answer, note: event.target.value })} /> : answer?.note ? <span className="check-note quiet">{answer.note}</span> : null}
      <Said field={field} print={printAnswer} />
    </li>
  )
}

export function Figures() {
  const { form } = useGround()
  const asked = form.figures.filter(({ computed }) => !computed)
  if (!asked.length) return null
  return (
    <section className="form-part" aria-labelledby="figures">
      <h2 id="figures">文件要求的数目 <small>没有的可以不填，填了即与要求对照</small></h2>
      <ul className="figure-list">{asked.map(figure => <Stated key={figure.requirement} figure={figure} />)}</ul>
    </section>
  )
}

/** Two documents may ask for the same: it stands there once, with the later document in its title. */
const saidOnce = (bound: Figure['bounds'][number], i: number, all: Figure['bounds']): boolean => all.findLastIndex(other => other.level === bound.level && other.bound === bound.bound) === i

function Stated({ figure }: { figure: Figure }) {
  const { content, draft } = useGround()
  const field = `figure.${figure.requirement}`
  const value = typeof content[field] === 'number' ? content[field] : null
  return (
    <li id={idOf(field)}>
      <label htmlFor={`${idOf(field)}-in`}>{figure.label}</label>
      <span className="figure-in">{draft ? <InputNumber id={`${idOf(field)}-in`} controls={false} value={value} onChange={typed => draft.set(field, typed)} suffix={figure.unit} /> : <b>{value === null ? '—' : `${value}${figure.unit}`}</b>}</span>
      <span className="figure-bounds">{figure.bounds.filter(saidOnce).map((bound, i) => {
        const met = value === null ? null : meets(bound, value)
        return <span key={i} title={`${bound.document}${bound.summary ? '，据官方摘要' : ''}${bound.note ? `；${bound.note}` : ''}`}>{met === null ? null : <Mark code={met ? 'excellent' : 'basic'} />}{bound.level} {bound.bound}{bound.inPrinciple ? '（原则上）' : ''}</span>
      })}</span>
      <NoteButton field={field} label={figure.label} />
      <Said field={field} />
    </li>
  )
}
