// What the checker says of a draft, worst first: where its lists differ from what was decided, then its findings.
import { Mark } from '../../site/ui/marks.tsx'
import { severityWords } from '../words.ts'
import type { Notice } from './season-data.ts'

const order = { error: 0, warning: 1, note: 2 } as const

/** @param stale newer words are still being checked @param issued it has gone out, so nothing can be refused any more */
export function NoticeCheck({ notice, stale = false, issued = false, refused }: { notice: Notice | null; stale?: boolean; issued?: boolean; refused?: string | null }) {
  if (refused) return <section className="check" aria-live="polite"><h2>校核</h2><ul className="findings"><li className="error"><span className="marked"><Mark code="error" />错误</span>{refused}</li></ul></section>
  if (!notice) return <section className="check" aria-live="polite"><h2>校核</h2><p className="quiet">正在校核…</p></section>
  const findings = notice.findings.toSorted((a, b) => order[a.severity] - order[b.severity])
  const errors = notice.differences.length + findings.filter(({ severity }) => severity === 'error').length
  const doubts = findings.filter(({ severity }) => severity === 'warning').length
  return (
    <section className={stale ? 'check stale' : 'check'} aria-live="polite" aria-busy={stale}>
      <h2>校核</h2>
      <p className={errors ? 'verdict bad' : 'verdict'}>{errors ? `${errors} 处错误${issued ? '，已随公文印出' : '，不能签发'}。` : '没有错误，名单与审定的决定一致。'}{doubts ? `另有 ${doubts} 处存疑。` : ''}</p>
      <ul className="findings">
        {notice.differences.map(text => <li key={text} className="error"><span className="marked"><Mark code="error" />与决定不一致</span>{text}</li>)}
        {findings.map(({ code, severity, message }, i) => <li key={`${code} ${i}`} className={severity}><span className="marked"><Mark code={severity} />{severityWords[severity]}</span>{message}</li>)}
      </ul>
    </section>
  )
}
