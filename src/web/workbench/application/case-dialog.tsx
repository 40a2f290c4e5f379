// A step of an application about to be taken: exactly what will happen, to whom; what it needs typed; then the act itself.
import { Alert, Input, Radio, Select } from 'antd'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { returnsTo, stageLabels } from '#core/application/application.ts'
import type { ReturnTo } from '#core/application/events.ts'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { StepForm, type Taking } from '../season/step-form.tsx'
import { dayWord } from '../ui/days.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { type ApplicationView, type CallView, changed, type Form } from './data.ts'
import type { Draft } from './use-draft.ts'
import { caseActs } from './words.ts'

type Props = { view: ApplicationView; call: CallView; form: Form; draft: Draft | null; step: string; notes: ReadonlyMap<string, string>; onClose: () => void; onDone: (said: string) => void }
type StepProps = Omit<Props, 'onClose' | 'onDone' | 'step'> & { taking: Taking }

export function CaseDialog({ step, onClose, onDone, ...given }: Props) {
  const task = useTask()
  const action = given.view.actions.find(({ id }) => id === step)
  if (!action) return null
  const take = async (work: () => Promise<unknown>): Promise<void> => {
    if (await task.run(work) === undefined) return
    onDone(`已办理：${action.label}。`)
    onClose()
    await changed()
  }
  const taking: Taking = { task, take, label: action.label, allowed: action.allowed, onClose }
  return (
    <Dialog title={`${action.label} · ${given.view.name}`} width={560} onClose={onClose}>
      <p className="quiet what-happens">{caseActs[step as keyof typeof caseActs]}</p>
      {action.allowed ? null : <Alert type="warning" title={action.reason} />}
      {task.error ? <Alert type="error" title={task.error} /> : null}
      {stepOf(step, { ...given, taking })}
    </Dialog>
  )
}

function stepOf(step: string, props: StepProps): ReactNode {
  const { view } = props
  const own = { id: view.id, version: view.version }
  const unmet = view.check.findings.filter(({ severity }) => severity === 'unmet')
  switch (step) {
    case 'submit': return <Submit {...props} />
    case 'admit': return <Reasoned {...props} work={reason => client.applicationAdmit({ ...own, ground: 'banned', reason })} />
    case 'recommend': return <Reasoned {...props} optional="推荐意见" work={reason => client.applicationRecommend({ ...own, reason })}><Summary view={view} unmet={unmet} /></Reasoned>
    case 'check': return <Reasoned {...props} optional={unmet.length ? undefined : '审核意见'} work={reason => client.applicationCheck({ ...own, reason })}><Summary view={view} unmet={unmet} /></Reasoned>
    case 'refuse': return <Refuse {...props} />
    case 'conclude': return <Plain {...props} work={() => client.applicationConclude(own)} />
    case 'join': return <Join {...props} />
    case 'return': return <Return {...props} />
    case 'withdraw': return <Reasoned {...props} work={reason => client.applicationWithdraw({ ...own, reason })} />
    default: return null
  }
}

/** What one puts one's name to. */
function Summary({ view, unmet }: { view: ApplicationView; unmet: ApplicationView['check']['findings'] }) {
  const figure = view.check.figures.find(({ computed }) => computed)
  return (
    <div className="preview">
      <dl className="facts-of">
        <div><dt>小镇</dt><dd>{view.name}</dd></div>
        <div><dt>所在地</dt><dd>{[view.prefecture, view.division].filter(Boolean).join(' ')}</dd></div>
        {figure ? <div><dt>投资占比</dt><dd>{figure.figure === null ? '—' : `${figure.figure}%`}{figure.bounds.map(bound => `，${bound.level} ${bound.bound}${bound.met === null ? '' : bound.met ? ' 达到' : ' 未达到'}`).join('')}</dd></div> : null}
      </dl>
      {unmet.length ? <><Alert type="warning" title={`未达标 ${unmet.length} 项`} /><ul className="fates">{unmet.map(finding => <li key={finding.message}><span>{finding.message}</span><small>{finding.article}</small></li>)}</ul></> : null}
    </div>
  )
}

/** Waits until everything typed is saved, so that what is handed in is what is seen. */
function Submit({ view, draft, taking }: StepProps) {
  const [saved, setSaved] = useState<boolean | null>(null)
  const settle = useEffectEvent(() => { void draft?.settle().then(setSaved) })
  useEffect(() => settle(), [])
  const missing = view.check.findings.filter(({ severity }) => severity === 'missing').length
  const unmet = view.check.findings.filter(({ severity }) => severity === 'unmet')
  const submit = (): Promise<unknown> => client.applicationSubmit({ id: view.id, version: view.version, draft: view.draft?.version ?? 0 })
  return (
    <StepForm taking={taking} ready={saved === true && !missing && !view.check.problems.length} onSubmit={() => taking.take(submit)}>
      <Summary view={view} unmet={unmet} />
      {saved === false ? <Alert type="error" title="还有没保存的内容。请先处理标出的地方，或填完没填完的行。" /> : null}
      {missing ? <Alert type="error" title={`还缺 ${missing} 项必报内容，补齐才能报送。`} /> : null}
      {view.check.problems.map(problem => <Alert key={problem.code} type="error" title={problem.message} />)}
    </StepForm>
  )
}

function Plain({ taking, work }: StepProps & { work: () => Promise<unknown> }) {
  return <StepForm taking={taking} ready onSubmit={() => taking.take(work)} />
}

/** @param optional what it is called where it may be left out */
function Reasoned({ taking, work, optional, children }: StepProps & { work: (reason: string) => Promise<unknown>; optional?: string | undefined; children?: ReactNode }) {
  const [reason, setReason] = useState('')
  return (
    <StepForm taking={taking} ready={Boolean(optional || reason.trim())} onSubmit={() => taking.take(() => work(reason))}>
      {children}
      <label className="line">{optional ?? '理由'} <small>{optional ? '可以不填' : '必填，记入办理记录'}</small><TextArea lines={3} value={reason} onChange={setReason} maxLength={4000} /></label>
    </StepForm>
  )
}

function Refuse({ view, form, taking }: StepProps) {
  const [ground, setGround] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  return (
    <StepForm taking={taking} ready={Boolean(ground && reason.trim())} onSubmit={() => taking.take(() => client.applicationRefuse({ id: view.id, version: view.version, ground: ground ?? '', reason }))}>
      <p><b>{view.name}</b>将不予受理，不再进入名单。{view.division}看得到理由。</p>
      <label className="line" htmlFor="refuse-ground">原因</label>
      <Select id="refuse-ground" value={ground} onChange={setGround} options={Object.entries(form.grounds).map(([value, label]) => ({ value, label }))} />
      <label className="line">理由 <small>必填，告知申报单位</small><TextArea lines={3} value={reason} onChange={setReason} maxLength={4000} /></label>
    </StepForm>
  )
}

function Join({ view, taking }: StepProps) {
  const [agreed, setAgreed] = useState<boolean | null>(null)
  const [reason, setReason] = useState('')
  return (
    <StepForm taking={taking} ready={agreed === true || (agreed === false && Boolean(reason.trim()))} onSubmit={() => taking.take(() => client.applicationJoin({ id: view.id, version: view.version, agreed: agreed === true, reason }))}>
      <Radio.Group aria-label={`是否同意列入 ${view.name}`} value={agreed} onChange={event => setAgreed(event.target.value as boolean)} options={[{ value: true, label: '同意列入' }, { value: false, label: '不同意列入' }]} />
      {agreed === false ? <p className="quiet">不同意的，名单不能公示，须由省级重新拟定。</p> : null}
      <label className="line">意见 <small>{agreed === false ? '必填' : '可以不填'}</small><TextArea lines={2} value={reason} onChange={setReason} maxLength={4000} /></label>
    </StepForm>
  )
}

function Return({ view, call, notes, taking }: StepProps) {
  const targets = returnsTo[view.stage] ?? []
  const [to, setTo] = useState<ReturnTo>(targets.at(-1) ?? 'draft')
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')
  const over = to === 'draft' ? call.milestones.submit : to === 'submitted' ? call.milestones.recommend : null
  const late = over !== null && view.today > over
  const remarks = [...notes].map(([field, text]) => ({ field, text }))
  return (
    <StepForm taking={taking} ready={Boolean(reason.trim()) && (!late || until >= view.today)} onSubmit={() => taking.take(() => client.applicationReturn({ id: view.id, version: view.version, to, reason, remarks, until: until || null }))}>
      {targets.length > 1 ? <Radio.Group aria-label="退回到" value={to} onChange={event => setTo(event.target.value as ReturnTo)} options={targets.map(value => ({ value, label: value === 'checked' ? '重新评审' : stageLabels[value] }))} /> : <p>退回到 <b>{stageLabels[to]}</b>，由{view.division}补正后再报。</p>}
      <label className="line">理由 <small>必填</small><TextArea lines={2} value={reason} onChange={setReason} maxLength={4000} /></label>
      {over !== null ? <label className="line">新的截止日期 <small>{late ? `必填，原定 ${dayWord(over)} 已过` : `可以不填，原定 ${dayWord(over)}`}</small><Input type="date" min={view.today} value={until} onChange={event => setUntil(event.target.value)} /></label> : null}
      {remarks.length ? <><p><b>一并发出 {remarks.length} 条批注</b></p><ul className="fates">{remarks.map(({ field, text }) => <li key={field}><span>{view.labels[field] ?? field}</span><small>{text}</small></li>)}</ul></> : <p className="quiet">没有批注。可以先关上，在申报表各项旁点“批注”。</p>}
    </StepForm>
  )
}
