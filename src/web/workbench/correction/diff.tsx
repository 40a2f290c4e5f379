// What a correction changes: words beside words, the check of the corrected notice beside what it mends, and the towns before
// and after.
import { Mark } from '../../site/ui/marks.tsx'
import { severityWords } from '../words.ts'
import type { Preview } from './data.ts'

const order = { error: 0, warning: 1, note: 2 } as const

export function Words({ words }: { words: Preview['words'] }) {
  return (
    <ul className="amend-words" aria-label="原文与更正">
      {words.map(({ where, printed, correct, count }, i) => <li key={i} className={count ? 'counted' : undefined}><span>{where}{count ? '的数目' : ''}</span>{printed === null ? <em>原无</em> : <del>{printed}</del>}<i aria-hidden="true">→</i>{correct === null ? <em>删去</em> : <ins>{correct}</ins>}</li>)}
    </ul>
  )
}

export function Effects({ effects }: { effects: Preview['effects'] }) {
  if (!effects.length) return <p className="amend-none">只更正文字，登记簿不变。</p>
  return (
    <ul className="amend-towns" aria-label="登记随之改变的小镇">
      {effects.map(({ town, name, facts, before, after }) => (
        <li key={town}>
          <h3>{name}</h3>
          <p className="amend-standing"><del>{before.slice(1).join(' · ')}</del><i aria-hidden="true">→</i><ins>{after.slice(1).join(' · ')}</ins></p>
          <ul>{facts.map(({ title, replaces }, i) => <li key={i}>{title === null ? `“${replaces}”不再成立` : replaces ? `“${replaces}”改为“${title}”` : `新登记“${title}”`}</li>)}</ul>
        </li>
      ))}
    </ul>
  )
}

export function AmendmentCheck({ preview, stale = false, refused = null }: { preview: Preview | null; stale?: boolean; refused?: string | null }) {
  if (refused) return <section className="check" aria-live="polite"><h2>校核</h2><ul className="findings"><li className="error"><span className="marked"><Mark code="error" />不能这样更正</span>{refused}</li></ul></section>
  if (!preview) return <section className="check" aria-live="polite"><h2>校核</h2><p className="quiet">写明更正哪里、应当怎样，这里随即校核更正之后的公文。</p></section>
  const fresh = preview.findings.filter(({ known, severity }) => !known && severity === 'error').length + preview.differences.length
  return (
    <section className={stale ? 'check stale' : 'check'} aria-live="polite" aria-busy={stale}>
      <h2>更正后的公文</h2>
      <p className={fresh ? 'verdict bad' : 'verdict'}>{fresh ? `更正带来 ${fresh} 处错误，不能办理。` : '更正没有带来新的错误。'}{preview.mended.length ? `消除原有的 ${preview.mended.length} 处。` : ''}</p>
      <ul className="findings">
        {preview.differences.map(text => <li key={text} className="error"><span className="marked"><Mark code="error" />文字与更正不一致</span>{text}</li>)}
        {preview.findings.toSorted((a, b) => Number(a.known) - Number(b.known) || order[a.severity] - order[b.severity]).map(({ code, severity, message, known }, i) => <li key={`${code} ${i}`} className={known ? 'known' : severity}><span className="marked"><Mark code={known ? 'note' : severity} />{known ? '原公文已有' : severityWords[severity]}</span>{message}</li>)}
        {preview.mended.map(({ code, message }, i) => <li key={`mended ${code} ${i}`} className="mended"><span className="marked"><Mark code="excellent" />已消除</span><s>{message}</s></li>)}
      </ul>
    </section>
  )
}
