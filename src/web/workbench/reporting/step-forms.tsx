// What a step asks before it is taken: exactly what will happen, a reason where one is owed.
import { Alert, Button, Input, Select } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { dayWord } from '../ui/days.ts'
import { type ReportView, reportingChanged } from './data.ts'
import type { Note } from './inspector.tsx'
import type { StepName } from './view.ts'
import { changeWord, columnWord, townWord } from './words.ts'

type Props = { report: ReportView; notes: readonly Note[]; onClose: () => void; onDone: (said: string) => void }

export function StepForm({ step, ...props }: Props & { step: StepName }) {
  switch (step) {
    case 'submit': case 'approve': return <Sign step={step} {...props} />
    case 'return': return <Return {...props} />
    case 'recall': return <Recall {...props} />
    case 'confirm': return <Confirm {...props} />
    case 'askUnlock': return <AskUnlock {...props} />
    case 'settleUnlock': return <SettleUnlock {...props} />
  }
}

type FrameProps = { title: string; button: string; danger?: boolean; disabled?: boolean; work: () => Promise<unknown>; said: string; onClose: () => void; onDone: (said: string) => void; children: ReactNode; more?: ReactNode }

function Frame({ title, button, danger = false, disabled = false, work, said, onClose, onDone, children, more }: FrameProps) {
  const task = useTask()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await task.run(async () => { await work(); return true }) === undefined) return
    await reportingChanged()
    onDone(said)
  }
  return (
    <Dialog title={title} width={560} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        {task.error ? <Alert type="error" title={task.error} action={task.code === 'register.changed' || task.code === 'reporting.content-changed' ? <Button size="small" onClick={() => { void reportingChanged(); onClose() }}>刷新</Button> : undefined} /> : null}
        {children}
        <p className="buttons"><Button type="primary" danger={danger} htmlType="submit" loading={task.busy} disabled={disabled}>{button}</Button>{more}<Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}

function Reason({ label, hint, value, onChange }: { label: string; hint?: string; value: string; onChange: (value: string) => void }) {
  return <label className="line">{label} {hint ? <small>{hint}</small> : null}<Input.TextArea value={value} onChange={event => onChange(event.target.value)} rows={3} maxLength={2000} /></label>
}

function Sign({ step, report, ...rest }: Props & { step: 'submit' | 'approve' }) {
  const [remark, setRemark] = useState('')
  const { id: submission, version: seen, digest, dues, waiting, signatures, dataSet, towns, blocking } = report
  const act = step === 'submit' ? '报送' : dues.find(({ level }) => level === waiting)?.act ?? '审核'
  const next = dues[dues.findIndex(({ level }) => level === waiting) + 1]
  const since = signatures.findLast(signature => signature.level === waiting && signature.state === 'lapsed')?.changes ?? []
  const input = { submission, seen, digest, ...(remark.trim() ? { remark: remark.trim() } : {}) }
  return (
    <Frame title={`${act}${report.reporter.name}的${report.form.period.title}报表`} button={step === 'submit' ? '报送' : `${act}通过`} disabled={blocking > 0} work={() => (step === 'submit' ? client.reportingSubmit(input) : client.reportingApprove(input))} said={`已${act}。`} {...rest}>
      {blocking ? <Alert type="warning" title={`还有 ${blocking} 处问题没有解决，不能${act}。请看“校核”。`} /> : null}
      <p>{towns.length} 个小镇的数据由您签署。签的是现在的内容（摘要 <code>{digest.slice(0, 12)}</code>）；此后内容一改，签名即失效，但仍留在记录里。{next ? `下一步：${next.label}${next.act}。` : '这是最后一步。'}</p>
      {since.length ? <div><b>上次签署之后改了 {since.length} 处</b><ul className="rows">{since.slice(0, 20).map(change => <li key={`${change.town}/${change.indicator}`}>{changeWord(dataSet, towns, change)}</li>)}</ul></div> : null}
      <Reason label="意见" hint="可以不填" value={remark} onChange={setRemark} />
    </Frame>
  )
}

function Return({ report, notes, onClose, onDone }: Props) {
  const { dues, waiting, dataSet, towns } = report
  const below = dues.slice(0, waiting === null ? dues.length - 1 : dues.findIndex(({ level }) => level === waiting))
  const [to, setTo] = useState(below[0]?.level ?? '')
  const [reason, setReason] = useState('')
  return (
    <Frame title="退回" button="退回" danger disabled={!reason.trim()} said="已退回。" onClose={onClose} onDone={onDone} work={() => client.reportingReturn({ submission: report.id, seen: report.version, to, reason, comments: notes.map(({ town, indicator, text }) => ({ town, indicator, text })) })}>
      <p>退回以后，{below.find(({ level }) => level === to)?.label}及以上的签名失效，填报单位可以修改。</p>
      {below.length > 1 ? <><label className="line" htmlFor="return-to">退回给</label><Select id="return-to" value={to} onChange={setTo} options={below.map(({ level, label }) => ({ value: level, label }))} /></> : null}
      <Reason label="理由" value={reason} onChange={setReason} />
      <div><b>批注 {notes.length} 处</b>{notes.length ? <ul className="rows">{notes.map(note => <li key={`${note.town}/${note.indicator}`}>{townWord(towns, note.town)} {columnWord(dataSet, note.indicator)}：{note.text}</li>)}</ul> : <p className="quiet">在填报表里选中一格，可以就这一格写批注。</p>}</div>
    </Frame>
  )
}

function Recall({ report, ...rest }: Props) {
  const [reason, setReason] = useState('')
  return (
    <Frame title="撤回报送" button="撤回" disabled={!reason.trim()} work={() => client.reportingRecall({ submission: report.id, seen: report.version, reason })} said="已撤回，可以修改后再报。" {...rest}>
      <p>上级还没有审核，可以撤回修改。</p>
      <Reason label="理由" value={reason} onChange={setReason} />
    </Frame>
  )
}

function Confirm({ report, ...rest }: Props) {
  const mine = report.departments.filter(department => department.mine && !department.held)
  const [id, setId] = useState(mine[0]?.id ?? '')
  const chosen = mine.find(department => department.id === id)
  return (
    <Frame title="部门确认" button="确认" disabled={!chosen} work={() => client.reportingConfirm({ submission: report.id, seen: report.version, department: id, digest: chosen?.digest ?? '' })} said={`${chosen?.name ?? '部门'}已确认。`} {...rest}>
      {mine.length ? null : <p>您的部门都已确认。</p>}
      {mine.length > 1 ? <><label className="line" htmlFor="department">部门</label><Select id="department" value={id} onChange={setId} options={mine.map(({ id: value, name }) => ({ value, label: name }))} /></> : null}
      {chosen ? <p>确认 {report.reporter.name} {report.towns.length} 个小镇的这些指标：{chosen.indicators.map(indicator => columnWord(report.dataSet, indicator)).join('、')}。这些指标一改，确认即失效；别的指标改动不影响。</p> : null}
      {chosen?.changes.length ? <ul className="rows">{chosen.changes.map(change => <li key={`${change.town}/${change.indicator}`}>上次确认后改动：{changeWord(report.dataSet, report.towns, change)}</li>)}</ul> : null}
    </Frame>
  )
}

function AskUnlock({ report, ...rest }: Props) {
  const [reason, setReason] = useState('')
  const [towns, setTowns] = useState<string[]>([])
  const [indicators, setIndicators] = useState<string[]>([])
  const [until, setUntil] = useState('')
  const scope = towns.flatMap(town => (indicators.length ? indicators : [null]).map(indicator => ({ town, indicator })))
  return (
    <Frame title="申请解锁" button="提交申请" disabled={!reason.trim() || !towns.length || !until} work={() => client.reportingAskUnlock({ submission: report.id, seen: report.version, reason, scope, until })} said="解锁申请已提交，等省级处理。" {...rest}>
      <p>同意以后只能改选定的范围，过了期限自动锁上。改动会使已有的签名失效，须重新逐级签署。</p>
      <label className="line" htmlFor="unlock-towns">小镇</label>
      <Select id="unlock-towns" mode="multiple" value={towns} onChange={setTowns} optionFilterProp="label" options={report.towns.map(({ id, name }) => ({ value: id, label: name }))} />
      <label className="line" htmlFor="unlock-indicators">指标 <small>不选就是这些小镇的全部指标</small></label>
      <Select id="unlock-indicators" mode="multiple" value={indicators} onChange={setIndicators} optionFilterProp="label" options={[...report.dataSet.indicators.filter(({ formula }) => !formula).map(({ id, name }) => ({ value: id, label: name })), { value: 'remark', label: '说明' }]} />
      <label className="line">改到哪一天<Input type="date" value={until} min={report.today} onChange={event => setUntil(event.target.value)} /></label>
      <Reason label="理由" value={reason} onChange={setReason} />
    </Frame>
  )
}

function SettleUnlock({ report, ...rest }: Props) {
  const { unlock, dataSet, towns } = report
  const [reason, setReason] = useState('')
  const settle = (granted: boolean) => () => client.reportingSettleUnlock({ submission: report.id, seen: report.version, granted, reason })
  const refuse = useTask()
  if (!unlock) return null
  return (
    <Frame title="处理解锁申请" button="同意" disabled={!reason.trim()} work={settle(true)} said="已同意解锁。" {...rest} more={<Button danger disabled={!reason.trim()} loading={refuse.busy} onClick={() => void refuse.run(settle(false)).then(async done => { if (done) { await reportingChanged(); rest.onDone('没有同意解锁。') } })}>不同意</Button>}>
      {refuse.error ? <Alert type="error" title={refuse.error} /> : null}
      <p>{unlock.by}：{unlock.reason}</p>
      <ul className="rows">{unlock.scope.map((place, i) => <li key={i}>{townWord(towns, place.town)} {columnWord(dataSet, place.indicator)}</li>)}</ul>
      <p>可改到 {dayWord(unlock.until)}。</p>
      <Reason label="理由" value={reason} onChange={setReason} />
    </Frame>
  )
}
