// Putting right: why, by which measures one after the other, and the document that lifted the warning.
import { Link } from '@tanstack/react-router'
import { dayWord } from '../ui/days.ts'
import { causeWord } from './columns.tsx'
import type { Views } from './data.ts'
import { Facts, Part, Words } from './parts.tsx'
import { caseAt, filesAt } from './places.ts'

type View = Views['rectifications']
type Measure = View['measures'][number]

export function RectificationBody({ view }: { view: View }) {
  const { cause, document } = view
  return (
    <>
      <Part id="about" title="事由" more={view.article}>
        <Facts of={[
          ['小镇', <a key="town" href={`/towns/${encodeURIComponent(view.town)}`}>{view.name}</a>],
          ['来源', cause.kind === 'finding' ? <Link key="from" {...caseAt('rounds', cause.round)}>检查 {cause.finding}</Link> : cause.kind === 'misuse' ? <Link key="from" {...caseAt('misuses', cause.misuse)}>冠名问题</Link> : causeWord(cause)],
        ]} />
        <p className="long">{view.text}</p>
      </Part>
      <Part id="measures" title="措施" more={view.measures.length ? `${view.measures.length} 次，由轻到重` : null}>
        {view.measures.length ? <ol className="measures">{view.measures.map((measure, i) => <Taken key={i} measure={measure} view={view} current={i === view.measures.length - 1} />)}</ol> : <p className="quiet">还没有提出措施。</p>}
      </Part>
      {document ? <Part id="lifted" title="解除警告"><p>警告由 <b>{document.number}</b>《{document.title}》解除，{document.issuer}，{dayWord(document.draftedOn)}，已写入登记簿。</p></Part> : null}
    </>
  )
}

function Taken({ measure, view, current }: { measure: Measure; view: View; current: boolean }) {
  const at = filesAt('rectifications', view.id)
  const { interview, circular } = measure
  return (
    <li>
      <h3>{measure.rungLabel}<small>{dayWord(measure.since)}提出，期限 {dayWord(measure.due)}{current && view.overdue ? <em className="late">已逾期</em> : null}</small></h3>
      <p className="long">{measure.text}</p>
      {interview ? (
        <div className="words">
          <p className="by-line"><b>约谈记录</b><time dateTime={interview.on}>{dayWord(interview.on)}</time><span>{interview.place}</span></p>
          <Facts of={[['约谈人', interview.interviewers.join('、')], ['被约谈人', interview.attended.join('、')], ['记录', <span key="r" className="long">{interview.record}</span>], ...(interview.promises ? [['承诺', <span key="p" className="long">{interview.promises}</span>] as const] : [])]} />
        </div>
      ) : null}
      {circular ? <p><b>通报</b> {circular.number}《{circular.title}》{dayWord(circular.on)}</p> : null}
      {measure.reports.map((said, i) => <Words key={`r${i}`} of={said} at={at} label="整改情况" />)}
      {measure.rechecks.map((said, i) => <Words key={`c${i}`} of={said} at={at} label="复查" head={`复查${said.passed ? '通过' : '未通过'}`} />)}
    </li>
  )
}
