// An appeal: what is claimed, the decision as it was made, the same worked out once more from the original rules and data,
// and the comparison; what the reviewer found, how it was ruled, and – where it was right – the correction.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Branch, type Tree } from '../season/explanation.tsx'
import { seasonAt } from '../season/view.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { explanationQuery, type Views } from './data.ts'
import { Part, Words } from './parts.tsx'
import { filesAt } from './places.ts'

type View = Views['appeals']

export function AppealBody({ view }: { view: View }) {
  const at = filesAt('appeals', view.id)
  const year = view.season.split('/').at(-1)
  const { review, end } = view
  return (
    <>
      {view.stage === 'upheld' ? <Correction view={view} /> : null}
      <Part id="about" title="申诉理由"><Words of={{ text: view.text, files: view.files }} at={at} label={`对${year}年度“${view.label}”的申诉`} /></Part>
      <Comparison view={view} />
      {view.replies.length ? <Part id="replies" title="评价机构说明">{view.replies.map((reply, i) => <Words key={i} of={reply} at={at} label="说明" />)}</Part> : null}
      {review ? <Part id="review" title="复核意见" more={review.rederived.same ? '复核时重算与原决定一致' : `复核时重算为“${review.rederived.label}”`}><Words of={{ text: review.opinion }} label={review.upheld ? '认为申诉成立' : '认为申诉不成立'} /></Part> : null}
      {end ? <Part id="end" title={end.upheld === null ? '结束' : '裁定'}><Words of={{ text: end.reason, by: end.by, on: end.on }} label={end.upheld === null ? view.stageLabel : end.upheld ? '申诉成立' : '申诉不成立，维持原决定'} /></Part> : null}
      {view.corrected ? <Part id="corrected" title="更正"><p>原决定由 <a href={`/notices/${encodeURIComponent(view.corrected.id)}`}>{view.corrected.number ?? view.corrected.id}</a>{view.corrected.title ? `《${view.corrected.title}》` : ''}更正。</p></Part> : null}
    </>
  )
}

/** The register is corrected where the decision was made; here only is it noted. */
function Correction({ view }: { view: View }) {
  return <p className="notice-line"><b>更正</b>申诉成立，原决定须更正。请在<Link {...seasonAt(view.season)} search={{ town: view.town }}>{view.season.split('/').at(-1)}年度里这个小镇的决定</Link>办理更正，文件印发之后回到这里登记。{view.corrections.length ? <small>裁定之后有文件改动了这个小镇：{view.corrections.map(paper => paper.number ?? paper.id).join('、')}</small> : <small>登记簿里还没有裁定之后的更正。</small>}</p>
}

function Comparison({ view }: { view: View }) {
  const { data, error } = useQuery(explanationQuery(view.id))
  return (
    <Part id="comparison" title="原决定与重算" more="只用作决定时的规则与数据，之后的改动不算">
      <div className="compare">
        <div><small>原决定</small><b>{view.label}</b><Link {...seasonAt(view.season)} search={{ town: view.town }}>{view.season.split('/').at(-1)}年度的决定</Link></div>
        <div><small>按原规则、原数据重算</small><b>{data ? data.rederived.label : error ? '算不出' : '…'}</b>{data ? <span className={data.rederived.same ? 'same-word' : 'late'}>{data.rederived.same ? '与原决定一致' : '与原决定不一致'}</span> : null}</div>
      </div>
      {error ? <Failed error={error} /> : data ? <details className="reasons" open><summary>重算的依据</summary><div className="basis why">{(data.because as Tree).children.map((child, i) => <Branch key={i} node={child} />)}</div></details> : <Waiting lines={4} />}
      <dl className="made">{([['规则', view.made.policy], ['数据', view.made.snapshot], ['决定', view.made.decisions]] as const).map(([word, hash]) => <div key={word}><dt>原{word}摘要</dt><dd><code>{hash}</code></dd></div>)}</dl>
    </Part>
  )
}
