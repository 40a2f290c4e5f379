// What the check of a document found; severity by shape and word.
import type { NoticeDetail } from '#contract/notices.ts'
import { severityWords } from '../words.ts'
import { Mark } from './marks.tsx'

const severities = ['error', 'warning', 'note'] as const

export function Findings({ findings }: { findings: NoticeDetail['findings'] }) {
  const sorted = severities.flatMap(severity => findings.filter(finding => finding.severity === severity))
  return (
    <section aria-labelledby="findings-title" className="findings">
      <h2 id="findings-title">校核发现</h2>
      {sorted.length === 0 ? <p className="quiet">数目、名称、分类与处理前后一致，未发现问题。</p> : null}
      <ul>
        {sorted.map((finding, index) => (
          <li key={index} className={`finding f-${finding.severity}`}>
            <p className="marked"><Mark code={finding.severity} /><b>{severityWords[finding.severity]}</b></p>
            <p>{finding.message}</p>
            {finding.basis ? <p className="quiet">{finding.basis}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
