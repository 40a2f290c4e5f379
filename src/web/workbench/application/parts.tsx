// 基本情况 and 必报材料: what the form asks in words, and the files that go with each part.
import { Input, Radio, Select } from 'antd'
import type { Json } from '#core/base/canonical.ts'
import type { Attachment } from '#core/attachment/attachment.ts'
import { TextArea } from '../ui/text-area.tsx'
import { Field, idOf, NoteButton, Said, useGround } from './field.tsx'
import { FileInput, FileRule } from './file-input.tsx'
import type { Draft } from './use-draft.ts'

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

export function Basics() {
  const { form, view } = useGround()
  const uses = Object.entries(form.nameUse)
  return (
    <section className="form-part" aria-labelledby="basics">
      <h2 id="basics">基本情况</h2>
      <div className="field-grid">
        <Field field="name" label="小镇名称" hint={`以所在地开头、以“${form.suffix}”结尾，如 ${view.division}××${form.suffix}`}>{(value, draft) => <Input aria-labelledby={`${idOf('name')}-label`} value={textOf(value)} maxLength={60} onChange={event => draft.set('name', event.target.value || null)} />}</Field>
        <Field field="lead-industry" label="主导产业" hint="一镇一主业，如 人参、冰雪旅游">{(value, draft) => <Input aria-labelledby={`${idOf('lead-industry')}-label`} value={textOf(value)} maxLength={100} onChange={event => draft.set('lead-industry', event.target.value || null)} />}</Field>
        <Field field="category" label="申报类别">{(value, draft) => <Choice field="category" value={value} options={form.categories.map(word => [word, word])} draft={draft} />}</Field>
        <Field field="town-type" label="镇的类型">{(value, draft) => <Choice field="town-type" value={value} options={form.townTypes.map(word => [word, word])} draft={draft} />}</Field>
      </div>
      <Field field="name-use" label="名称使用情况" print={value => form.nameUse[String(value)] ?? String(value)}>{(value, draft) => <Choice field="name-use" value={value} options={uses} draft={draft} />}</Field>
    </section>
  )
}

/** Few choices stand open, many are unfolded. */
function Choice({ field, value, options, draft }: { field: string; value: Json | undefined; options: readonly (readonly [string, string])[]; draft: Draft }) {
  const label = `${idOf(field)}-label`
  if (options.length > 5) return <Select aria-labelledby={label} value={textOf(value) || null} onChange={(chosen: string) => draft.set(field, chosen)} options={options.map(([key, word]) => ({ value: key, label: word }))} />
  return <Radio.Group aria-labelledby={label} value={textOf(value) || null} onChange={event => draft.set(field, event.target.value as string)} options={options.map(([key, word]) => ({ value: key, label: word }))} />
}

export function Parts() {
  const { form } = useGround()
  return (
    <section className="form-part" aria-labelledby="parts">
      <h2 id="parts">必报材料 <small>{form.parts.length} 项，缺一不能报送</small></h2>
      {form.parts.map(part => (
        <div key={part.id} className="material">
          <h3>{part.label}<small title={part.text}>{part.article}</small></h3>
          {part.needs.includes('text') ? <Field field={`part.${part.id}`} label="正文" hint="写明要点即可，细节放附件" print={value => <span className="long">{String(value)}</span>}>{(value, draft) => <TextArea lines={3} label={`${part.label}正文`} value={textOf(value)} maxLength={50_000} onChange={text => draft.set(`part.${part.id}`, text || null)} />}</Field> : null}
          {part.needs.includes('files') ? <Files field={`files.${part.id}`} label={`${part.label}附件`} /> : null}
        </div>
      ))}
    </section>
  )
}

function Files({ field, label }: { field: string; label: string }) {
  const { content, draft, view } = useGround()
  const files = (content[field] ?? []) as Attachment[]
  const put = draft ? (next: readonly Attachment[]): void => draft.set(field, next.length ? [...next] : null) : null
  return (
    <div className="form-field" id={idOf(field)}>
      <p className="field-head"><b>附件</b>{draft ? <FileRule /> : null}<NoteButton field={field} label={label} /></p>
      <FileInput files={files} label={label} at={`/api/applications/${view.id}/files`} onChange={put} />
      <Said field={field} print={value => (value as Attachment[]).map(file => file.name).join('、')} />
    </div>
  )
}
