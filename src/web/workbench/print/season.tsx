// 年度案卷: the rules and settings it went by, what was decided on every town and why, objections, the circular, every step.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { departureOf, noticeQuery, proposalsQuery, seasonQuery } from '../season/season-data.ts'
import { nameOf } from '../ui/names.ts'
import { hashWords } from '../season/words.ts'
import { Failed, useMay, Waiting } from '../session/gate.tsx'
import { dayWord, momentWord } from '../ui/days.ts'
import { fixed } from '../ui/formats.ts'
import { Dossier, Pairs, Part, Sheet, Steps } from './frame.tsx'

export function SeasonDossier({ id }: { id: string }) {
  const { data: season, error, dataUpdatedAt } = useQuery(seasonQuery(id))
  // Printed once, whole: nothing is added to the page behind one's back.
  const [decisions, notices] = [useMay('decision.read'), useMay('notice.read')]
  const proposals = useQuery({ ...proposalsQuery(id), enabled: decisions, retry: false })
  const notice = useQuery({ ...noticeQuery(id), enabled: notices, retry: false })
  if (!season || (decisions && proposals.isPending) || (notices && notice.isPending)) return <div className="page">{error ? <Failed error={error} /> : <Waiting lines={12} />}</div>
  return (
    <Dossier what="年度案卷" title={`${season.title} ${season.year}年度评估`} id={season.id} state={season.stageLabel} demo={season.demo} known={dataUpdatedAt} facts={[['小镇', `${season.towns} 个`], ['数据截至', season.asOf ? `${dayWord(season.asOf.valid)}（${momentWord(season.asOf.known)}所知）` : '没有冻结'], ['规则', `${season.rules.title}（${season.rules.id}）`], ...(season.issued ? [['公文', `${season.issued.number}，${momentWord(season.issued.publicAt)}印发`] as [string, ReactNode]] : [])]}>
      <Part title="规则与设定">
        <Pairs of={[['等级来自', season.scores === 'published' ? '已发文件' : '评分'], ['指标体系', season.scheme ? <>{season.scheme.title}{season.scheme.hash ? <> <code>{season.scheme.hash}</code></> : null}</> : '没有']]} />
        <Sheet label="设定" head={['设定', '取值', '', '理由']} rows={season.settings.map(setting => [setting.label, setting.value, setting.isDefault ? '默认' : '另定', setting.reason])} />
      </Part>
      {proposals.data ? (
        <Part title="决定" note={`${proposals.data.rows.length} 个小镇`}>
          <Sheet label="决定" head={['小镇', '类别', '等级', '得分', '名次', '结果', '依据']} figures={[3, 4]} rows={proposals.data.rows.map(row => {
            const departure = departureOf(row)
            return [row.name, row.category ?? '', row.gradeLabel ?? '', fixed(row.score, 2), row.rank ?? '', departure ? departure.label : row.label, <>{row.cite ?? ''}{departure ? <span className="dossier-departed">由“{row.label}”另作处理：{departure.reason}（{nameOf(departure.by)}）</span> : null}</>]
          })} />
        </Part>
      ) : null}
      {season.objections.length ? <Part title="公示与异议" note={season.publicity ? `${dayWord(season.publicity.from)}至${dayWord(season.publicity.until)}` : undefined}><Sheet label="异议" head={['小镇', '异议', '提出', '裁定']} rows={season.objections.map(one => [one.name, one.text, `${nameOf(one.by)}，${dayWord(one.on)}`, one.settled ? `${one.settled.upheld ? '成立' : '不成立'}：${one.settled.reason}（${nameOf(one.settled.by)}）` : '没有裁定'])} /></Part> : null}
      {notice.data?.notice ? <Part title="公文" note={season.issued ? season.issued.number : '草稿'}><p className="long dossier-notice">{notice.data.notice.text}</p></Part> : null}
      <Part title="办理记录"><Steps steps={season.steps.map(step => ({ ...step, more: <>{step.reason}{Object.entries(step.hashes).map(([what, hash]) => <span key={what} className="dossier-print-hash">{hashWords[what] ?? what} <code>{hash}</code></span>)}</> }))} /></Part>
    </Dossier>
  )
}
