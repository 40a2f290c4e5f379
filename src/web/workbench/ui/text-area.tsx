// A text that grows as one types. The library measures with styles that the page's policy forbids; here the text itself,
// unseen beneath, gives the height.
import { Input } from 'antd'

type Props = { value: string; onChange: (text: string) => void; lines?: number; label?: string; className?: string; maxLength?: number; autoFocus?: boolean; readOnly?: boolean; onFocus?: (event: React.FocusEvent<HTMLTextAreaElement>) => void }

export function TextArea({ value, onChange, lines = 1, label, className, ...more }: Props) {
  return (
    <span className={className ? `grow ${className}` : 'grow'} data-text={`${value} `}>
      <Input.TextArea {...more} rows={lines} {...(label ? { 'aria-label': label } : {})} value={value} onChange={event => onChange(event.target.value)} />
    </span>
  )
}
