// 申报案卷: what was handed in last, as it was signed; every handing in before it; remarks, review, and every step.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Attachment } from '#core/attachment/attachment.ts'
import { stageLabels } from '#core/application/application.ts'
import { type CheckAnswer, type Content, type Investor, membersOf, type Project } from '#core/application/content.ts'
import { type ApplicationView, applicationQuery, callQuery, type CallView, type Form, formQuery, scoresQuery, versionsQuery } from '../application/data.ts'
import { money } from '../application/words.ts'
import { nameOf } from '../ui/names.ts'
import type { client } from '../session/client.ts'
import { Failed, useMay, Waiting } from '../session/gate.tsx'
import { fixed } from '../ui/formats.ts'
import { momentWord } from '../ui/days.ts'
import { Dossier, FileLines, Pairs, Part, Sheet, Steps } from './frame.tsx'

type Scores = Awaited<ReturnType<typeof client.reviewScores>>
type Versions = Awaited<ReturnType<typeof client.applicationVersions>>['versions']

export function ApplicationDossier({ id }: { id: string }) {
  const { data: view, error, dataUpdatedAt } = useQuery(applicationQuery(id))
  const { data: call, error: callError } = useQuery({ ...callQuery(view?.call ?? ''), enabled: Boolean(view) })
  const { data: form, error: formError } = useQuery({ ...formQuery(view?.call ?? ''), enabled: Boolean(view) })
  const { data: past, error: pastError } = useQuery(versionsQuery(id))
  const reads = useMay('score.read')
  const reviewed = reads && (view?.steps.some(({ action }) => action === 'application.checked') ?? false)
  const scores = useQuery({ ...scoresQuery(id), enabled: reviewed })
  const failed = error ?? callError ?? formError ?? pastError
  if (!view || !call || !form || !past || (reviewed && scores.isPending)) return <div className="page">{failed ? <Failed error={failed} /> : <Waiting lines={12} />}</div>
  return <Loaded view={view} call={call} form={form} versions={past.versions} scores={scores.data ?? null} known={dataUpdatedAt} />
}

function Loaded({ view, call, form, versions, scores, known }: { view: ApplicationView; call: CallView; form: Form; versions: Versions; scores: Scores | null; known: number }) {
  const last = versions.at(-1)
  return (
    <Dossier what="申报案卷" title={view.name} id={view.id} state={view.stageLabel} demo={call.demo} known={known} facts={[['项目', `${call.programmeTitle} ${call.title}`], ['所在地', [view.prefecture, view.division].filter(Boolean).join(' ')], ['依据', form.parts[0]?.article ?? '']]}>
      {last ? <Signed content={last.content as Content} form={form} note={`第 ${versions.length} 次报送，${nameOf(last.by)}，${momentWord(last.at)}`} hash={last.hash} /> : <Part title="报送内容"><p className="quiet">还没有报送。草稿不是案卷的一部分。</p></Part>}
      {versions.length > 1 ? <Part title="历次报送"><Sheet label="历次报送" head={['次', '报送人', '时间', '改动', '内容指纹']} figures={[0]} rows={versions.map((one, i) => [i + 1, nameOf(one.by), momentWord(one.at), i ? one.changed.map(field => view.labels[field] ?? field).join('、') || '没有改动' : '首次', <code key="h">{one.hash}</code>])} /></Part> : null}
      {view.remarks.length ? <Part title="批注"><Sheet label="批注" head={['对', '批注', '批注人', '时间', '']} rows={view.remarks.map(remark => [remark.label, remark.text, nameOf(remark.by), momentWord(remark.at), remark.changed ? '此后已改' : ''])} /></Part> : null}
      {scores?.sheets.length ? <Review scores={scores} /> : null}
      {view.admitted.length ? <Part title="例外受理">{view.admitted.map(({ ground, reason, by }, i) => <p key={i}>{form.grounds[ground] ?? ground}：{reason}（{nameOf(by)}）</p>)}</Part> : null}
      {view.joined ? <Part title="联合认定"><p>{view.joined.agreed ? '同意列入' : '不同意列入'}{view.joined.reason ? `：${view.joined.reason}` : ''}（{nameOf(view.joined.by)}）{view.joined.current ? '' : '。名单此后重新拟定。'}</p></Part> : null}
      {view.ended ? <Part title="结果"><p>{view.stageLabel}{view.ended.reason ? `：${view.ended.reason}` : ''}{view.ended.document ? `（公文 ${view.ended.document}）` : ''}{view.ended.town ? `，小镇编号 ${view.ended.town}` : ''}</p></Part> : null}
      <Part title="办理记录"><Steps steps={view.steps.map(step => ({ ...step, label: `${step.label}${step.to ? `至“${stageLabels[step.to as keyof typeof stageLabels]}”` : ''}`, more: step.reason ?? '' }))} /></Part>
    </Dossier>
  )
}

function Signed({ content, form, note, hash }: { content: Content; form: Form; note: string; hash: string }) {
  const text = (field: string): string => (content[field] === undefined ? '没有填写' : String(content[field]))
  const files = (field: string): readonly Attachment[] => (content[field] ?? []) as unknown as Attachment[]
  const kinds = new Map(form.projectKinds.map(({ id, label }) => [id, label]))
  return (
    <>
      <Part title="报送内容" note={note}>
        <p className="dossier-hash">内容指纹 <code>{hash}</code></p>
        <Pairs of={[['小镇名称', text('name')], ['主导产业', text('lead-industry')], ['申报类别', text('category')], ['镇的类型', text('town-type')], ['名称使用情况', form.nameUse[String(content['name-use'])] ?? text('name-use')], ...form.figures.filter(({ computed }) => !computed).map(({ requirement, label, unit }): [string, ReactNode] => [label, `${text(`figure.${requirement}`)}${content[`figure.${requirement}`] === undefined ? '' : ` ${unit}`}`])]} />
      </Part>
      <Part title="投资主体"><Sheet label="投资主体" head={['名称', '所有制', '说明']} rows={membersOf<Investor>(content, 'investor').map(({ value }) => [value.name, form.ownerships[value.ownership] ?? value.ownership, value.note])} /></Part>
      <Part title="建设项目"><Sheet label="建设项目" head={['项目', '类别', '投资（万元）', '建设单位', '起止']} figures={[2]} rows={membersOf<Project>(content, 'project').map(({ value }) => [value.name, kinds.get(value.kind) ?? value.kind, money(value.investment), value.builder, [value.from, value.until].filter(Boolean).join(' 至 ')])} /></Part>
      <Part title="必报材料">{form.parts.map(part => (
        <div key={part.id} className="dossier-item">
          <h3>{part.label} <small>{part.article}</small></h3>
          {part.needs.includes('text') ? <p className="long">{text(`part.${part.id}`)}</p> : null}
          {files(`files.${part.id}`).length ? <FileLines files={files(`files.${part.id}`)} /> : part.needs.includes('files') ? <p className="quiet">没有附件。</p> : null}
        </div>
      ))}</Part>
      <Part title="创建标准自查"><Sheet label="创建标准自查" head={['标准', '要求', '自查', '说明', '条款']} rows={form.standards.flatMap(standard => standard.items.map(item => {
        const answer = content[`check.${item.id}`] as CheckAnswer | undefined
        return [standard.label, item.text, answer ? (answer.answer === 'yes' ? '达到' : '没有达到') : '没有填写', answer?.note ?? '', item.article]
      }))} /></Part>
    </>
  )
}

/** Sheets under their pseudonyms, for those who may read them. */
function Review({ scores: data }: { scores: Scores }) {
  return (
    <Part title="专家评审" note={data.result ? `得分 ${fixed(data.result.score, 2)}` : '还没有汇总'}>
      <Sheet label="专家评审" head={['专家', ...data.criteria.map(({ label, points }) => `${label}（${points}）`), '总分', '意见']} figures={data.criteria.map((_, i) => i + 1).concat(data.criteria.length + 1)} rows={data.sheets.map(sheet => [sheet.pseudonym, ...data.criteria.map(({ id }) => sheet.scores[id] ?? ''), sheet.total, sheet.opinion])} />
    </Part>
  )
}
