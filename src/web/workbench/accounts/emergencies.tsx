// 应急处置: roles lent by two people for hours. Shown to the administrators who do it and to the auditor who watches it.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { useState } from 'react'
import type { EmergencyView } from '#contract/emergencies.ts'
import { useTask } from '../session/act.tsx'
import { client, queries } from '../session/client.ts'
import { Failed, useMay, Waiting } from '../session/gate.tsx'
import { momentWord } from '../ui/days.ts'
import { EmergencyDialog } from './emergency-dialog.tsx'

export const emergenciesQuery = { queryKey: ['emergencies'], queryFn: () => client.emergencyList({}) }

export function Emergencies() {
  const { data, error } = useQuery(emergenciesQuery)
  const [opening, open] = useState(false)
  const mayAccounts = useMay('account.read')
  if (!data) return error ? <Failed error={error} /> : <Waiting />
  const mayOpen = data.open.allowed && mayAccounts
  return (
    <>
      <p className="lead">一人提出、另一人同意、一日内启用，最多借用 {data.most} 小时；不能给自己，也不能越过职责分离。每一步、每一次使用都记入日志，审计管理员随时看得到，并列入期间各年度的材料包。</p>
      {mayOpen ? <p className="buttons"><Button onClick={() => open(true)}>提出应急处置</Button></p> : null}
      {data.emergencies.length ? <ul className="lents">{data.emergencies.map(one => <li key={one.id}><Lent one={one} /></li>)}</ul> : <p className="nothing">没有应急处置。业务人员突然不能到岗、又有法定期限要到时，可以在这里把一个角色借给另一个人几小时。</p>}
      {opening ? <EmergencyDialog most={data.most} onClose={() => open(false)} /> : null}
    </>
  )
}

type Asking = 'refuse' | 'end' | null

function Lent({ one }: { one: EmergencyView }) {
  const task = useTask()
  const [asking, ask] = useState<Asking>(null)
  const [reason, setReason] = useState('')
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    const done = await task.run(work) !== undefined
    await Promise.all([queries.invalidateQueries({ queryKey: ['emergencies'] }), queries.invalidateQueries({ queryKey: ['access-log'] })])
    if (done) ask(null)
  }
  const { acts } = one
  return (
    <section className={one.stage === 'used' ? 'lent in-force' : 'lent'} aria-label={`${one.name}借用${one.roleLabel}`}>
      <h3>{one.name} 借用 {one.roleLabel}{one.divisionName ? `（${one.divisionName}）` : ''}<span className="quiet">{one.stageLabel}</span></h3>
      <p>{one.reason}</p>
      <p className="chip"><span>{one.hours} 小时</span>{one.from && one.until ? <span>{momentWord(one.from)} 至 <b>{momentWord(one.until)}</b></span> : null}{one.from ? <span>办理 {one.used} 次</span> : null}</p>
      <ol className="rows">{one.steps.map(step => <li key={`${step.label} ${step.at}`}><b>{step.label}</b> {step.actor.replace(/（p-[^（）]*）$/, '')} <small>{momentWord(step.at)}{step.reason && step.label !== '提出' ? `，${step.reason}` : ''}</small></li>)}</ol>
      {task.error ? <Alert type="error" title={task.error} /> : null}
      <p className="buttons">
        {acts.agree.code === 'emergency.stage' ? null : <Button size="small" type="primary" loading={task.busy} disabled={!acts.agree.allowed} title={acts.agree.message ?? undefined} onClick={() => void act(() => client.emergencyAgree({ id: one.id }))}>同意</Button>}
        {acts.use.code === 'emergency.stage' ? null : <Button size="small" type="primary" loading={task.busy} disabled={!acts.use.allowed} title={acts.use.message ?? undefined} onClick={() => void act(() => client.emergencyUse({ id: one.id }))}>启用</Button>}
        {acts.refuse.code === 'emergency.stage' ? null : <Button size="small" disabled={!acts.refuse.allowed} title={acts.refuse.message ?? undefined} onClick={() => ask(asking === 'refuse' ? null : 'refuse')}>不同意</Button>}
        {acts.end.code === 'emergency.stage' ? null : <Button size="small" danger disabled={!acts.end.allowed} title={acts.end.message ?? undefined} onClick={() => ask(asking === 'end' ? null : 'end')}>{one.stage === 'used' ? '提前结束' : '撤回'}</Button>}
      </p>
      {asking ? (
        <form className="stack" onSubmit={event => { event.preventDefault(); void act(() => (asking === 'refuse' ? client.emergencyRefuse({ id: one.id, reason }) : client.emergencyEnd({ id: one.id, reason }))) }}>
          <label className="line">理由 <small>必填</small><Input value={reason} maxLength={400} onChange={event => setReason(event.target.value)} /></label>
          <p className="buttons"><Button size="small" htmlType="submit" loading={task.busy} disabled={!reason.trim()}>{asking === 'refuse' ? '不同意' : '结束'}</Button><Button size="small" onClick={() => ask(null)}>取消</Button></p>
        </form>
      ) : null}
    </section>
  )
}
