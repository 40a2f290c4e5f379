// Marks for status and grade: a shape and a colour, always beside a word.
import { statusWords } from '../words.ts'
import { useGradeWord } from './site-context.ts'

/** code → shape; the colour follows the code in the style sheet */
const shapes: Record<string, Shape> = {
  listed: 'square', unconfirmed: 'dashed', continued: 'next', withdrawn: 'ring', eliminated: 'cross', named: 'star',
  excellent: 'up', qualified: 'dot', basic: 'diamond', unqualified: 'down',
  warned: 'alert', promoted: 'rise', 'warning-cleared': 'check', 'struck-off': 'cross', recategorised: 'next', inferred: 'guess', error: 'octagon', warning: 'alert', note: 'ring',
}
type Shape = 'square' | 'dashed' | 'ring' | 'cross' | 'star' | 'up' | 'dot' | 'diamond' | 'down' | 'alert' | 'guess' | 'octagon' | 'bar' | 'rise' | 'next' | 'check'

export function shapeOf(code: string): Shape {
  return shapes[code] ?? 'bar'
}

export function Mark({ code }: { code: string }) {
  return <svg className={`m m-${code}`} aria-hidden="true"><use href={`#${shapeOf(code)}`} /></svg>
}

export function StatusMark({ status }: { status: string }) {
  return <span className="marked"><Mark code={status} />{statusWords[status] ?? status}</span>
}

export function GradeMark({ grade, inferred }: { grade: string; inferred?: boolean }) {
  const word = useGradeWord()
  return <span className={inferred ? 'marked inferred' : 'marked'}><Mark code={grade} />{word(grade)}{inferred ? <InferredMark /> : null}</span>
}

export function InferredMark({ reason }: { reason?: string }) {
  return <span className="guess" title={reason ?? '文件未直接写明，由其他事实推断'}><Mark code="inferred" />推断</span>
}

export function WarnedMark() {
  return <span className="marked"><Mark code="warned" />警告</span>
}

/** The shapes, once a page. */
export function MarkSprite() {
  const symbol = { viewBox: '0 0 16 16' }
  const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2 }
  return (
    <svg width="0" height="0" className="sprite" aria-hidden="true">
      <linearGradient id="fade"><stop className="fade-stop" /><stop offset="1" className="fade-stop" stopOpacity="0" /></linearGradient>
      <symbol id="square" {...symbol}><rect x="2.5" y="2.5" width="11" height="11" rx="1.5" /></symbol>
      <symbol id="dashed" {...symbol}><rect x="3" y="3" width="10" height="10" rx="1" {...line} strokeDasharray="3 2" /></symbol>
      <symbol id="ring" {...symbol}><circle cx="8" cy="8" r="5" {...line} /></symbol>
      <symbol id="cross" {...symbol}><path d="M3 3l10 10M13 3L3 13" {...line} strokeWidth={2.6} /></symbol>
      <symbol id="star" {...symbol}><path d="M8 1l2.1 4.6 5 .6-3.7 3.4 1 4.9L8 12l-4.4 2.5 1-4.9L.9 6.2l5-.6z" /></symbol>
      <symbol id="up" {...symbol}><path d="M8 2l6.5 11.5h-13z" /></symbol>
      <symbol id="dot" {...symbol}><circle cx="8" cy="8" r="5.5" /></symbol>
      <symbol id="diamond" {...symbol}><path d="M8 1l7 7-7 7-7-7z" /></symbol>
      <symbol id="down" {...symbol}><path d="M8 14L1.5 2.5h13z" /></symbol>
      <symbol id="alert" {...symbol}><path d="M8 2.5l6 11H2z" {...line} strokeLinejoin="round" /><path d="M8 7v3.5" {...line} strokeWidth={1.8} /></symbol>
      <symbol id="guess" {...symbol}><path d="M8 2l6 6-6 6-6-6z" {...line} strokeWidth={1.5} strokeDasharray="2.5 1.5" /></symbol>
      <symbol id="octagon" {...symbol}><path d="M5 1.5h6L14.5 5v6L11 14.5H5L1.5 11V5z" /></symbol>
      <symbol id="rise" {...symbol}><path d="M8 14V3M3 8l5-5 5 5" {...line} strokeWidth={2.4} /></symbol>
      <symbol id="next" {...symbol}><path d="M2 8h11M8 3l5 5-5 5" {...line} strokeWidth={2.2} /></symbol>
      <symbol id="check" {...symbol}><path d="M2.5 8.5l4 4L13.5 4" {...line} strokeWidth={2.4} /></symbol>
      <symbol id="bar" {...symbol}><rect x="2" y="6" width="12" height="4" /></symbol>
    </svg>
  )
}
