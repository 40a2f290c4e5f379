// A step of a call about to be taken: what will happen, to whom, from when; what it needs typed; then the act itself.
import { useQuery } from '@tanstack/react-query'
import { Alert, Input, Radio, Select } from 'antd'
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { milestoneLabels } from '#core/application/call-events.ts'
import { addDays } from '#core/base/plain-date.ts'
import { StepForm, type Taking } from '../season/step-form.tsx'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { dayWord } from '../ui/days.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { Days, wholeDays } from './calls.tsx'
import { ApprovalFields, emptyApproval, wholeApproval } from './approval-fields.tsx'
import { type CallView, changed, noticeQuery, rowsQuery } from './data.ts'
import { callActs, callPlaces } from './words.ts'

type Props = { call: CallView; step: string; onClose: () => void; onDone: (said: string) => void; onPlace: (tab: 'list' | 'publicity' | 'notice') => void }
type StepProps = { call: CallView; taking: Taking }

export function CallDialog({ call, step, onClose, onDone, onPlace }: Props) {
  const task = useTask()
  const action = call.actions.find(({ id }) => id === step)
  const place = callPlaces[step]
  const go = useEffectEvent(() => { if (place) onPlace(place) })
  useEffect(() => { if (step) go() }, [step])
  if (!action || place) return null
  const take = async (work: () => Promise<unknown>): Promise<void> => {
    if (await task.run(work) === undefined) return
    onDone(`已办理：${action.label}。`)
    onClose()
    await changed()
  }
  const taking: Taking = { task, take, label: action.label, allowed: action.allowed, onClose }
  return (
    <Dialog title={action.label} width={560} onClose={onClose}>
      <p className="quiet what-happens">{callActs[step as keyof typeof callActs]}</p>
      {action.allowed ? null : <Alert type="warning" title={action.reason} />}
      {task.error ? <Alert type="error" title={task.error} /> : null}
      {stepOf(step, { call, taking })}
    </Dialog>
  )
}

function stepOf(step: string, props: StepProps): ReactNode {
  const at = { call: props.call.id, version: props.call.version }
  switch (step) {
    case 'open': return <Plain {...props} work={() => client.callOpen(at)}><Milestones call={props.call} /></Plain>
    case 'ask-extension': return <Extension {...props} />
    case 'extend': return <Plain {...props} work={() => client.callExtend(at)}><Extended call={props.call} /></Plain>
    case 'publicise': return <Publicise {...props} />
    case 'object': return <ObjectTo {...props} />
    case 'return': return <Return {...props} />
    case 'confirm': return <Plain {...props} work={() => client.callConfirm(at)}><Listed call={props.call} /></Plain>
    case 'approve': return <Approve {...props} />
    case 'sign': return <Plain {...props} work={() => client.callSign(at)}><NoticePreview call={props.call} from="签发后由另一人印发才公开" /></Plain>
    case 'issue': return <Plain {...props} work={() => client.callIssue(at)}><NoticePreview call={props.call} from="点下按钮即公开，小镇自成文日期起写入登记簿" /><Listed call={props.call} /></Plain>
    case 'end': return <End {...props} />
    default: return null
  }
}

/** Nothing to type: what will happen stands above, and the button says what it does. */
function Plain({ taking, work, children }: StepProps & { work: () => Promise<unknown>; children?: ReactNode }) {
  return <StepForm taking={taking} ready onSubmit={() => taking.take(work)}>{children}</StepForm>
}

function Milestones({ call }: { call: CallView }) {
  return <dl className="facts-of">{(Object.keys(milestoneLabels) as (keyof typeof milestoneLabels)[]).map(key => <div key={key} className="wide-dt"><dt>{milestoneLabels[key]}</dt><dd>{dayWord(call.milestones[key])}</dd></div>)}</dl>
}

function Extension({ call, taking }: StepProps) {
  const [days, setDays] = useState(call.milestones)
  const [reason, setReason] = useState('')
  return (
    <StepForm taking={taking} ready={wholeDays(days) && Boolean(reason.trim())} onSubmit={() => taking.take(() => client.callAskExtension({ call: call.id, version: call.version, milestones: days, reason }))}>
      <Days days={days} onChange={setDays} />
      <Reason value={reason} onChange={setReason} />
    </StepForm>
  )
}

function Extended({ call }: { call: CallView }) {
  if (!call.extension) return null
  const { milestones, reason } = call.extension
  return <><dl className="facts-of">{(Object.keys(milestoneLabels) as (keyof typeof milestoneLabels)[]).map(key => <div key={key} className="wide-dt"><dt>{milestoneLabels[key]}</dt><dd>{dayWord(call.milestones[key])} → <b>{dayWord(milestones[key])}</b></dd></div>)}</dl><blockquote>{reason}</blockquote></>
}

function Publicise({ call, taking }: StepProps) {
  const [from, setFrom] = useState(call.today)
  const [until, setUntil] = useState(addDays(call.today, 4))
  return (
    <StepForm taking={taking} ready={Boolean(from && until) && from <= until} onSubmit={() => taking.take(() => client.callPublicise({ call: call.id, version: call.version, from, until }))}>
      <Listed call={call} />
      <div className="pair">
        <label className="line">公示自<Input type="date" min={call.today} value={from} onChange={event => setFrom(event.target.value)} /></label>
        <label className="line">至<Input type="date" min={from} value={until} onChange={event => setUntil(event.target.value)} /></label>
      </div>
      {from && until && from <= until ? <p className="quiet">首尾在内共 {(Date.parse(until) - Date.parse(from)) / 86_400_000 + 1} 日；{dayWord(addDays(until, 1))}起可以确认。</p> : null}
    </StepForm>
  )
}

/** To whom it happens. */
function Listed({ call }: { call: CallView }) {
  const listed = call.list?.filter(row => row.listed) ?? []
  const left = call.list?.filter(row => !row.listed) ?? []
  return (
    <div className="preview">
      <p><b>列入 {listed.length} 个</b>{left.length ? `，不列入 ${left.length} 个` : ''}</p>
      <ul className="fates">{listed.map(row => <li key={row.application}><span>{row.name}</span><small>{[row.prefecture, row.category, row.townType, row.joined ? '' : '待市（州）认定'].filter(Boolean).join(' · ')}</small></li>)}{left.map(row => <li key={row.application}><s>{row.name}</s><small>{row.reason}</small></li>)}</ul>
    </div>
  )
}

function ObjectTo({ call, taking }: StepProps) {
  const { data } = useQuery(rowsQuery(call.id))
  const [application, setApplication] = useState<string | null>(null)
  const [text, setText] = useState('')
  return (
    <StepForm taking={taking} ready={Boolean(application && text.trim())} onSubmit={() => taking.take(() => client.callObject({ call: call.id, application: application ?? '', text }))}>
      <label className="line" htmlFor="object-application">小镇</label>
      <Select id="object-application" value={application} onChange={setApplication} options={data?.applications.map(({ id, name }) => ({ value: id, label: name })) ?? []} />
      <label className="line">异议 <small>哪里不对，凭什么，附上可以核对的出处</small><TextArea lines={4} value={text} onChange={setText} maxLength={4000} /></label>
    </StepForm>
  )
}

function Return({ call, taking }: StepProps) {
  const choices = ([['open', '重新受理'], ['selected', '重新拟定名单']] as const).filter(([stage]) => stage !== call.stage)
  const [to, setTo] = useState<'open' | 'selected'>(choices.at(-1)?.[0] ?? 'open')
  const [reason, setReason] = useState('')
  return (
    <StepForm taking={taking} ready={Boolean(reason.trim())} onSubmit={() => taking.take(() => client.callReturn({ call: call.id, version: call.version, to, reason }))}>
      <Radio.Group aria-label="退回到" value={to} onChange={event => setTo(event.target.value as typeof to)} options={choices.map(([value, label]) => ({ value, label }))} />
      <Reason value={reason} onChange={setReason} />
    </StepForm>
  )
}

/** An act outside the system: known by its document, whose scan goes with it. */
function Approve({ call, taking }: StepProps) {
  const [of, set] = useState(emptyApproval(call.today))
  const approval = wholeApproval(of, call.today)
  return (
    <StepForm taking={taking} ready={approval !== null} onSubmit={() => taking.take(async () => (approval ? client.callApprove({ call: call.id, version: call.version, approval }) : undefined))}>
      <Listed call={call} />
      <ApprovalFields value={of} today={call.today} onChange={set} />
    </StepForm>
  )
}

function NoticePreview({ call, from }: { call: CallView; from: string }) {
  const { data } = useQuery(noticeQuery(call.id))
  const notice = data?.notice
  if (!notice) return null
  const errors = notice.differences.length + notice.findings.filter(({ severity }) => severity === 'error').length
  return (
    <>
      <dl className="facts-of">
        <div><dt>文号</dt><dd>{notice.number ?? '还没有文号'}</dd></div>
        <div><dt>从何时</dt><dd>{from}</dd></div>
        {call.approval ? <div><dt>审定文件</dt><dd>{call.approval.number} {call.approval.title}</dd></div> : null}
      </dl>
      {errors ? <Alert type="error" title={`草稿还有 ${errors} 处错误，会被拒绝。`} /> : null}
    </>
  )
}

function End({ call, taking }: StepProps) {
  const [reason, setReason] = useState('')
  return <StepForm taking={taking} ready={Boolean(reason.trim())} onSubmit={() => taking.take(() => client.callEnd({ call: call.id, version: call.version, reason }))}><Reason value={reason} onChange={setReason} /></StepForm>
}

function Reason({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return <label className="line">理由 <small>必填，记入办理记录</small><TextArea lines={3} value={value} onChange={onChange} maxLength={4000} /></label>
}
