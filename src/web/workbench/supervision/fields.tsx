// A form said as a list of fields: every step of a case is one, so that what a step asks stands in one place (steps.ts).
import { Checkbox, Input, Radio, Select } from 'antd'
import type { Attachment } from '#core/attachment/attachment.ts'
import { FileInput, FileRule } from '../application/file-input.tsx'
import { TextArea } from '../ui/text-area.tsx'

type Option = { value: string; label: string; hint?: string | null | undefined }
type Common = { key: string; label: string; hint?: string | undefined; optional?: boolean }
export type Field = Common & (
  | { kind: 'text' | 'line'; most?: number; placeholder?: string }
  | { kind: 'date'; min?: string; max?: string }
  | { kind: 'choice' | 'radio' | 'many'; options: readonly Option[] }
  /** names separated by 、 or commas */
  | { kind: 'names' }
  | { kind: 'files' }
  | { kind: 'check' }
)
export type Value = string | readonly string[] | readonly Attachment[] | boolean
export type Values = Readonly<Record<string, Value>>

export const textOf = (values: Values, key: string): string => (typeof values[key] === 'string' ? values[key].trim() : '')
export const listOf = (values: Values, key: string): string[] => (Array.isArray(values[key]) ? [...values[key] as readonly string[]] : [])
export const filesOf = (values: Values, key = 'files'): Attachment[] => (Array.isArray(values[key]) ? [...values[key] as readonly Attachment[]] : [])
export const namesOf = (values: Values, key: string): string[] => textOf(values, key).split(/[、，,；;\s]+/).filter(Boolean)

/** Nothing that must be there is missing. */
export function complete(fields: readonly Field[], values: Values): boolean {
  return fields.every(({ key, kind, optional }) => optional || kind === 'files' || kind === 'check' || (kind === 'many' ? listOf(values, key).length > 0 : textOf(values, key) !== ''))
}

export function Fields({ fields, values, onChange }: { fields: readonly Field[]; values: Values; onChange: (key: string, value: Value) => void }) {
  return fields.map(field => <One key={field.key} field={field} values={values} set={value => onChange(field.key, value)} />)
}

function One({ field, values, set }: { field: Field; values: Values; set: (value: Value) => void }) {
  const { key, label, hint, optional } = field
  const id = `field-${key}`
  const raw = typeof values[key] === 'string' ? values[key] : ''
  const small = [hint, optional ? '可以不填' : null].filter(Boolean).join('；')
  const head = <>{label}{small ? <small>{small}</small> : null}</>
  switch (field.kind) {
    case 'text': return <label className="line">{head}<TextArea lines={3} value={raw} onChange={set} maxLength={field.most ?? 4000} /></label>
    case 'line': return <label className="line">{head}<Input value={raw} maxLength={field.most ?? 200} {...(field.placeholder ? { placeholder: field.placeholder } : {})} onChange={event => set(event.target.value)} /></label>
    case 'names': return <label className="line">{label}<small>{hint ?? '几个人用顿号隔开'}</small><Input value={raw} maxLength={1000} onChange={event => set(event.target.value)} /></label>
    case 'date': return <label className="line">{head}<Input type="date" value={raw} {...(field.min ? { min: field.min } : {})} {...(field.max ? { max: field.max } : {})} onChange={event => set(event.target.value)} /></label>
    case 'check': return <Checkbox checked={values[key] === true} onChange={event => set(event.target.checked)}>{label}</Checkbox>
    case 'radio': return (
      <div className="line" role="group" aria-labelledby={id}><span id={id}>{head}</span>
        <Radio.Group className="upright" aria-labelledby={id} value={raw || null} onChange={event => set(event.target.value as string)} options={field.options.map(option => ({ value: option.value, label: <>{option.label}{option.hint ? <small>{option.hint}</small> : null}</> }))} />
      </div>
    )
    case 'choice': return <div className="stack tight"><label className="line" htmlFor={id}>{head}</label><Select id={id} showSearch={{ optionFilterProp: 'label' }} value={raw || null} onChange={set} options={field.options.map(option => ({ value: option.value, label: option.label }))} /><Chosen options={field.options} value={raw} /></div>
    case 'many': return <div className="stack tight"><label className="line" htmlFor={id}>{head}</label><Select id={id} mode="multiple" showSearch={{ optionFilterProp: 'label' }} maxTagCount={12} value={listOf(values, key)} onChange={(chosen: string[]) => set(chosen)} options={field.options.map(option => ({ value: option.value, label: option.label }))} /></div>
    case 'files': return <div className="stack tight files-field"><p className="line">{label}{' '}<FileRule /></p><FileInput files={filesOf(values, key)} label={label} at={null} onChange={set} /></div>
  }
}

/** The ground of what is chosen, below it. */
function Chosen({ options, value }: { options: readonly Option[]; value: string }) {
  const hint = options.find(option => option.value === value)?.hint
  return hint ? <p className="quiet small">{hint}</p> : null
}
