// One field of the grid: typed or chosen where it may be changed, else as it stands. What is wrong with it shows by shape
// and colour; the words stand beside the grid.
import { type ClipboardEvent, type FocusEvent, type KeyboardEvent, useState } from 'react'
import { type Indicator, isNumeric } from '#core/reporting/data-set.ts'
import { notApplicable } from '#core/reporting/content.ts'
import type { Scalar } from './data.ts'
import type { Wrong } from './use-draft.ts'
import { typedWord, valueWord } from './words.ts'

export type CellProps = {
  town: string
  /** null: the explanation */
  indicator: Indicator | null
  label: string
  value: Scalar
  /** the period before; undefined: not shown */
  last: Scalar | undefined
  editable: boolean
  wrong: Wrong | undefined
  mark: 'hard' | 'soft' | 'missing' | null
  noted: 'open' | 'answered' | null
  changed: boolean
  selected: boolean
  onSelect: () => void
  onType: (typed: string) => void
  onPaste: (event: ClipboardEvent) => void
}

export function Cell({ town, indicator, label, value, last, editable, wrong, mark, noted, changed, selected, onSelect, onType, onPaste }: CellProps) {
  const classes = ['cell', indicator && isNumeric(indicator) ? 'n' : '', indicator === null ? 'c-remark' : '', editable ? 'open' : '', wrong ? 'is-wrong' : mark ? `is-${mark}` : '', noted ? `noted-${noted}` : '', changed ? 'is-changed' : '', selected ? 'selected' : ''].filter(Boolean).join(' ')
  const flaws = [wrong ? '没有保存' : mark === 'hard' ? '须改正' : mark === 'missing' ? '未填' : mark === 'soft' ? '须说明' : '', noted === 'open' ? '有批注' : '', changed ? '签署后有改动' : ''].filter(Boolean).join('，')
  const name = flaws ? `${label}，${flaws}` : label
  return (
    <td className={classes} data-town={town} data-indicator={indicator?.id ?? 'remark'} onClick={onSelect}>
      {!editable ? <button type="button" className="shown" aria-label={`${name}：${valueWord(value)}`} onFocus={onSelect}>{valueWord(value)}</button>
        : indicator && (indicator.type === 'choice' || indicator.type === 'yes-no') ? <Choice indicator={indicator} name={name} value={value} onSelect={onSelect} onType={onType} />
        : <Field name={name} value={value} wrong={wrong} onSelect={onSelect} onType={onType} onPaste={onPaste} />}
      {last === undefined ? null : <small title="上期">{valueWord(last)}</small>}
    </td>
  )
}

function Choice({ indicator, name, value, onSelect, onType }: { indicator: Indicator; name: string; value: Scalar; onSelect: () => void; onType: (typed: string) => void }) {
  const options = [...(indicator.type === 'yes-no' ? ['是', '否'] : indicator.options ?? []), ...(indicator.mayNotApply ? [notApplicable] : [])]
  return <select aria-label={name} value={typedWord(value)} onFocus={onSelect} onChange={event => onType(event.target.value)} onKeyDown={moveOn}><option value="" />{options.map(option => <option key={option}>{option}</option>)}</select>
}

function Field({ name, value, wrong, onSelect, onType, onPaste }: { name: string; value: Scalar; wrong: Wrong | undefined; onSelect: () => void; onType: (typed: string) => void; onPaste: (event: ClipboardEvent) => void }) {
  const [typing, setTyping] = useState<string | null>(null)
  const leave = ({ target }: FocusEvent<HTMLInputElement>): void => {
    if (typing !== null && typing !== (wrong?.typed ?? typedWord(value))) onType(target.value)
    setTyping(null)
  }
  return (
    <input type="text" aria-label={name} aria-invalid={wrong ? true : undefined} value={typing ?? wrong?.typed ?? typedWord(value)} autoComplete="off" spellCheck={false}
      onFocus={onSelect} onChange={event => setTyping(event.target.value)} onBlur={leave} onPaste={onPaste} onKeyDown={moveOn} />
  )
}

/** Enter and the arrows go from row to row within the column. */
function moveOn(event: KeyboardEvent<HTMLElement>): void {
  const down = event.key === 'Enter' || (event.key === 'ArrowDown' && event.currentTarget.tagName === 'INPUT')
  const up = event.key === 'ArrowUp' && event.currentTarget.tagName === 'INPUT'
  if (!down && !up) return
  const cell = event.currentTarget.closest('td')
  const row = down ? cell?.parentElement?.nextElementSibling : cell?.parentElement?.previousElementSibling
  event.preventDefault()
  event.currentTarget.blur()
  const next = row?.children[cell?.cellIndex ?? 0]?.querySelector<HTMLElement>('input, select, button')
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
}
