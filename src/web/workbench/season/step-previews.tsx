// What a step will do, row by row, before it is done.
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { Mark } from '../../site/ui/marks.tsx'
import { Failed, Waiting } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { blockOf, countsOf, decidedOf, departureOf, noticeQuery, proposalsQuery, type Season } from './season-data.ts'
import { Tasks } from './tasks.tsx'

/** How many towns nobody has decided yet; null while that is not known. */
export function useBlocked(season: Season): number | null {
  const { data } = useQuery(proposalsQuery(season.id))
  return data ? data.rows.filter(row => blockOf(row) !== null).length : null
}

/** 照拟办: every town goes through as it stands, or says why it does not. */
export function DecisionPreview({ season }: { season: Season }) {
  const { data, error } = useQuery(proposalsQuery(season.id))
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={4} />
  const blocked = data.rows.filter(row => blockOf(row) !== null)
  const departed = data.rows.filter(departureOf)
  const review = data.rows.filter(row => row.robustness && row.robustness.advice !== 'none' && blockOf(row) === null)
  const adverse = data.rows.filter(row => row.adverse && !departureOf(row))
  return (
    <div className="preview">
      <p><b>{data.rows.length} 个小镇</b>：{countsOf(data).map(({ label, count }) => `${label} ${count}`).join('，')}。</p>
      {blocked.length ? <><Alert type="error" title={`${blocked.length} 个办不了：规则没有给出结果，也没有人决定。请先在“拟办”里另作处理。`} /><Rows rows={blocked.map(row => ({ key: row.town, mark: 'error', name: row.name, word: blockOf(row) ?? '' }))} /></> : <p className="marked"><Mark code="excellent" />每个小镇都有结果。</p>}
      {departed.length ? <><h3>另作处理 {departed.length} 个</h3><Rows rows={departed.map(row => ({ key: row.town, mark: row.departure?.outcome ?? '', name: row.name, word: `${row.label} → ${decidedOf(row).label}：${row.departure?.reason}` }))} /></> : null}
      {adverse.length ? <><h3>不利的结果 {adverse.length} 个</h3><Rows rows={adverse.map(row => ({ key: row.town, mark: row.outcome ?? '', name: row.name, word: [row.label, ...row.effects].join('；') }))} /></> : null}
      {review.length ? <><h3>建议人工复核 {review.length} 个</h3><Rows rows={review.map(row => ({ key: row.town, mark: 'warning', name: row.name, word: `${decidedOf(row).label}，得分换一种合理的算法就可能不同` }))} /></> : null}
    </div>
  )
}

function Rows({ rows }: { rows: readonly { key: string; mark: string; name: string; word: string }[] }) {
  return <ul className="fates" tabIndex={0}>{rows.map(({ key, mark, name, word }) => <li key={key}><span className="marked"><Mark code={mark} />{name}</span><small>{word}</small></li>)}</ul>
}

/** 签发、印发: the notice, what it starts, from when. */
export function NoticePreview({ season, issuing = false }: { season: Season; issuing?: boolean }) {
  const { data, error } = useQuery(noticeQuery(season.id))
  const { data: found } = useQuery(proposalsQuery(season.id))
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={4} />
  const { notice } = data
  if (!notice) return <Alert type="error" title="还没有公文草稿。" />
  const errors = notice.findings.filter(({ severity }) => severity === 'error').length + notice.differences.length
  const counts = (found ? countsOf(found) : season.counts).map(({ label, count }) => `${label} ${count}`).join('，')
  return (
    <div className="preview">
      <dl className="facts-of">
        <div><dt>公文</dt><dd>{notice.title.join('')}</dd></div>
        <div><dt>文号</dt><dd>{notice.number ?? <span className="warn">还没有文号，不能印发</span>}</dd></div>
        <div><dt>成文日期</dt><dd>{dayWord(notice.signedOn)}</dd></div>
        <div><dt>发给</dt><dd>{notice.addressees.join('、') || '没有主送机关'}</dd></div>
        <div><dt>对谁</dt><dd>{season.towns} 个小镇{counts ? `：${counts}` : ''}</dd></div>
        <div><dt>从何时</dt><dd>{issuing ? '点下按钮即公开，决定自成文日期起写入登记簿' : '签发后由另一人印发才公开'}</dd></div>
      </dl>
      {errors ? <Alert type="error" title={`草稿还有 ${errors} 处错误，${issuing ? '印发' : '签发'}会被拒绝。`} /> : <p className="marked"><Mark code="excellent" />校核没有错误，名单与审定的决定一致。</p>}
      <Tasks tasks={notice.tasks} />
    </div>
  )
}
