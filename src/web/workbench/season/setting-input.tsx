// One setting to choose: a choice or a number, with the question it answers and the default it leaves.
import { InputNumber, Select } from 'antd'
import type { Season } from './season-data.ts'

/** Settings that differ from what stands, by id. */
export type Chosen = Readonly<Record<string, string | number>>

type Props = { setting: Season['settings'][number]; chosen: Chosen; onChange: (chosen: Chosen) => void }

export function SettingInput({ setting: { id, label, question, set, options, least, most, unit, reason }, chosen, onChange }: Props) {
  const value = chosen[id] ?? set
  const put = (given: string | number | null): void => {
    const { [id]: _, ...rest } = chosen
    onChange(given === null || given === set ? rest : { ...rest, [id]: given })
  }
  return (
    <div className={id in chosen ? 'setting moved' : 'setting'}>
      <label className="line" htmlFor={`setting-${id}`}>{label} <small title={reason}>{question}</small></label>
      {options ? <Select id={`setting-${id}`} value={String(value)} onChange={put} options={options.map(option => ({ value: option.id, label: option.label }))} popupMatchSelectWidth={false} />
        : <InputNumber id={`setting-${id}`} value={Number(value)} onChange={put} min={least ?? -Infinity} max={most ?? Infinity} suffix={unit} />}
    </div>
  )
}
