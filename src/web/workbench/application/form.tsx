// The application: written by those whose turn it is, read by everybody else. On top, whatever keeps it from going on;
// each line jumps to its place.
import { Alert } from 'antd'
import { useMemo } from 'react'
import type { Content } from '#core/application/content.ts'
import { Mark } from '../../site/ui/marks.tsx'
import { momentWord } from '../ui/days.ts'
import { nameOf } from '../ui/actor.ts'
import type { ApplicationView, Finding, Form } from './data.ts'
import { type Ground, GroundContext, idOf, SaveState } from './field.tsx'
import { Basics, Parts } from './parts.tsx'
import { Investors, Projects } from './projects.tsx'
import { Figures, Standards } from './standards.tsx'
import type { Draft } from './use-draft.ts'

type Props = { view: ApplicationView; form: Form; draft: Draft | null; notes: Ground['notes']; onNote: Ground['onNote'] }

export function ApplicationForm({ view, form, draft, notes, onNote }: Props) {
  const ground = useMemo<Ground>(() => ({ form, view, content: draft?.content ?? view.content as Content, draft, notes, onNote }), [form, view, draft, notes, onNote])
  if (!draft && !Object.keys(view.content).length) return <p className="nothing">{view.stage === 'draft' ? '还没有报送。报送之后，这里是申报书的全部内容。' : '没有可以显示的内容。'}</p>
  return (
    <GroundContext value={ground}>
      <form className="application" onSubmit={event => event.preventDefault()} aria-label="申报表">
        {draft ? <SaveState draft={draft} /> : null}
        {view.check.problems.map(problem => <Alert key={problem.code} type="error" showIcon title={problem.message} />)}
        <Whole view={view} />
        <Findings findings={view.check.findings} writing={draft !== null} />
        <Basics /><Investors /><Projects /><Parts /><Standards /><Figures />
      </form>
    </GroundContext>
  )
}

/** Remarks on the whole, which belong beneath no field. */
function Whole({ view }: { view: ApplicationView }) {
  const remarks = view.remarks.filter(({ field }) => field === null)
  return <>{remarks.map((remark, i) => <p key={i} className={`said-note ${remark.changed ? 'answered' : ''}`}><b>对整份申报的批注</b>{remark.text}<small>{nameOf(remark.by)} · {momentWord(remark.at)}</small></p>)}</>
}

function Findings({ findings, writing }: { findings: readonly Finding[]; writing: boolean }) {
  const groups = [['missing', writing ? '还缺' : '缺'], ['unmet', '未达标'], ['note', '供参考']] as const
  const [missing, unmet] = (['missing', 'unmet'] as const).map(severity => findings.filter(finding => finding.severity === severity).length) as [number, number]
  if (!findings.length) return <p className="ready marked"><Mark code="excellent" />必报内容齐全，创建标准都达到。</p>
  return (
    <section className="findings-top" aria-label="还要处理的">
      <p><b>{missing ? '补齐才能报送。' : '必报内容齐全。'}</b>{unmet ? `未达标 ${unmet} 项：可以报送，由审核的人写明理由决定。` : ''}</p>
      {groups.map(([severity, word]) => {
        const own = findings.filter(finding => finding.severity === severity)
        return own.length ? (
          <details key={severity} open={own.length <= 6 && severity !== 'note'}>
            <summary>{word} {own.length} 项</summary>
            <ul>{own.map((finding, i) => <li key={i}><button type="button" className="link" onClick={() => jump(finding.field)}>{finding.message}</button>{finding.article ? <small>{finding.article}</small> : null}</li>)}</ul>
          </details>
        ) : null
      })}
    </section>
  )
}

/** To a field, whose first control is then under the hand. */
function jump(field: string): void {
  const place = document.getElementById(idOf(field))
  place?.scrollIntoView({ block: 'center' })
  place?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true })
}
