// A report of the public, as its receiver reads it. Who sent it is not here; what they left to be reached by is opened with a reason.
import { Link } from '@tanstack/react-router'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { useMay } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import type { Views } from './data.ts'
import { Facts, Part } from './parts.tsx'
import { caseAt } from './places.ts'

export function ReportBody({ view }: { view: Views['reports'] }) {
  return (
    <>
      <Part id="about" title="举报内容">
        <Facts of={[['使用的名称', view.name], ['地点', view.place || '没有写明'], ['联系方式', view.hasContact ? <Contact key="c" id={view.id} /> : '没有留']]} />
        <p className="long">{view.text}</p>
      </Part>
      {view.misuse ? <Part id="passed" title="核查"><p>已转交核查：<Link {...caseAt('misuses', view.misuse)}>冠名问题案卷</Link>。案卷里没有举报的原文。</p></Part> : null}
      {view.answers.length ? <Part id="answers" title="告诉举报人的话">{view.answers.map((answer, i) => <div key={i} className="words"><p className="by-line"><time dateTime={answer.on}>{dayWord(answer.on)}</time></p><p className="long">{answer.text}</p></div>)}</Part> : null}
    </>
  )
}

function Contact({ id }: { id: string }) {
  const may = useMay('report.receive')
  const task = useTask()
  const [reason, setReason] = useState('')
  const [shown, show] = useState<string | null>(null)
  if (!may) return <>留了，只有受理人看得到</>
  if (shown !== null) return <b>{shown}</b>
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const answer = await task.run(() => client.reportContact({ id, reason }))
    if (answer) show(answer.contact ?? '没有留')
  }
  return (
    <form className="contact no-print" onSubmit={event => void open(event)}>
      <Input size="small" aria-label="查看联系方式的理由" placeholder="为什么要看，记入访问日志" value={reason} maxLength={4000} onChange={event => setReason(event.target.value)} />
      <Button size="small" htmlType="submit" loading={task.busy} disabled={!reason.trim()}>查看</Button>
      {task.error ? <Alert type="error" title={task.error} /> : null}
    </form>
  )
}
