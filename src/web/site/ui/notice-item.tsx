// One document in a list of documents.
import type { NoticeSummary } from '#contract/notices.ts'
import { paths } from '../address.ts'
import { printDate } from '../formats.ts'
import { listWords, severityWords } from '../words.ts'
import { Link } from './link.tsx'
import { Mark } from './marks.tsx'

export function NoticeItem({ notice }: { notice: NoticeSummary }) {
  return (
    <li className="notice-item">
      <p className="notice-date">{notice.publishedOn ? `${printDate(notice.publishedOn)}发布` : notice.draftedOn ? `${printDate(notice.draftedOn)}成文` : '日期未载'}</p>
      <div>
        <h3><Link to={paths.notice(notice.id)}>{notice.title ?? notice.number ?? notice.id}</Link></h3>
        <p className="quiet">{[notice.number, notice.issuer].filter(Boolean).join(' · ')}</p>
        <p className="tally">
          {notice.lists.map(({ kind, count, heading }) => <span key={`${kind}${heading}`}>{listWords[kind] ?? heading} <b>{count}</b></span>)}
        </p>
      </div>
      <FindingTally findings={notice.findings} />
    </li>
  )
}

export function FindingTally({ findings }: { findings: NoticeSummary['findings'] }) {
  const kinds = (['error', 'warning', 'note'] as const).filter(kind => findings[kind] > 0)
  if (kinds.length === 0) return <p className="finding-tally">校核未发现问题</p>
  return <p className="finding-tally"><span className="quiet">校核</span>{kinds.map(kind => <span key={kind} className="marked"><Mark code={kind} />{severityWords[kind]} {findings[kind]}</span>)}</p>
}
