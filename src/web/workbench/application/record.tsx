// 办理记录: every step with who, when and why; of an application also what each handing in changed.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { stageLabels } from '#core/application/application.ts'
import { dayWord, momentWord } from '../ui/days.ts'
import { PrintLink } from '../print/link.tsx'
import { nameOf } from '../ui/names.ts'
import { type ApplicationView, type CallView, versionsQuery } from './data.ts'

/** @param dossier where the whole record prints from; absent: this page prints itself */
export function Record({ steps, dossier, children }: { steps: CallView['steps']; dossier?: React.ReactNode; children?: React.ReactNode }) {
  return (
    <>
      <p className="lead">每一步都记在登记日志里，不能改、不能删。</p>
      {dossier ?? <p className="buttons no-print"><Button size="small" onClick={() => print()}>打印</Button></p>}
      {children}
      <ol className="record">
        {steps.map((step, i) => (
          <li key={i}>
            <p><b>{step.label}{step.to ? `至“${stageLabels[step.to as keyof typeof stageLabels]}”` : ''}</b><span>{nameOf(step.actor)}</span><time dateTime={step.at}>{momentWord(step.at)}</time></p>
            {step.reason ? <p className="reason">{step.reason}</p> : null}
          </li>
        ))}
      </ol>
    </>
  )
}

/** What was handed in, each time, by the hash of its content. */
export function CaseRecord({ view }: { view: ApplicationView }) {
  const { data } = useQuery(versionsQuery(view.id))
  return (
    <Record steps={view.steps} dossier={<PrintLink kind="application" id={view.id} />}>
      {data?.versions.length ? (
        <ul className="versions">{data.versions.map(({ at, by, hash, changed }, i) => <li key={at}><b>第 {i + 1} 次报送</b> {nameOf(by)}，{momentWord(at)} <code>{hash}</code>{i ? <small>{changed.length ? `改动 ${changed.length} 项：${changed.map(field => view.labels[field] ?? field).join('、')}` : '内容没有改动'}</small> : null}</li>)}</ul>
      ) : null}
      {view.admitted.map(({ reason, by }, i) => <p key={i} className="notice-line"><b>例外受理</b>{reason}<small>{nameOf(by)}</small></p>)}
      {view.joined ? <p className="notice-line"><b>联合认定</b>{view.joined.agreed ? '同意列入' : '不同意列入'}{view.joined.reason ? `：${view.joined.reason}` : ''}<small>{nameOf(view.joined.by)}{view.joined.current ? '' : '。名单此后重新拟定，须再认定一次'}</small></p> : null}
      <p className="print-only foot">镇谱 · {view.name} · {view.stageLabel} · 截至{dayWord(view.today)}</p>
    </Record>
  )
}
