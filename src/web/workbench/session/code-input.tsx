// Six figures of a one-time code.
import { Input } from 'antd'

type Props = { value: string; onChange: (code: string) => void; autoFocus?: boolean; id?: string }

export function CodeInput({ value, onChange, ...more }: Props) {
  return <Input {...more} className="code-input" inputMode="numeric" autoComplete="one-time-code" maxLength={6} placeholder="6 位数字" value={value} onChange={event => onChange(event.target.value.replaceAll(/\D/g, ''))} />
}
