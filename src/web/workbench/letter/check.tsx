// What the checker says of a letter, and its table of points.
import { Mark } from '../../site/ui/marks.tsx'
import { severityWords } from '../words.ts'
import type { Letter } from './data.ts'

export function LetterTable({ table }: { table: Letter['tables'][number] | undefined }) {
  if (!table) return null
  return <table className="letter-table"><thead><tr>{table.columns.map(column => <th key={column} scope="col">{column}</th>)}</tr></thead><tbody>{table.rows.map((row, i) => <tr key={i}>{row.map((cell, k) => <td key={k}>{cell}</td>)}</tr>)}</tbody></table>
}

export function LetterCheck({ letter, stale = false }: { letter: Pick<Letter, 'differences' | 'findings'> | null; stale?: boolean }) {
  if (!letter) return <section className="check"><h2>校核</h2><p className="quiet">正在校核…</p></section>
  const errors = letter.differences.length + letter.findings.filter(({ severity }) => severity === 'error').length
  return (
    <section className={stale ? 'check stale' : 'check'} aria-live="polite" aria-busy={stale}>
      <h2>校核</h2>
      <p className={errors ? 'verdict bad' : 'verdict'}>{errors ? `${errors} 处错误，不能签发。` : '该写明的都写明了，与决定一致。'}</p>
      <ul className="findings">
        {letter.differences.map(text => <li key={text} className="error"><span className="marked"><Mark code="error" />与决定不一致</span>{text}</li>)}
        {letter.findings.map(({ code, severity, message }, i) => <li key={`${code} ${i}`} className={severity}><span className="marked"><Mark code={severity} />{severityWords[severity]}</span>{message}</li>)}
      </ul>
    </section>
  )
}
