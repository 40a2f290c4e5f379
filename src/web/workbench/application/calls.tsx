// 申报: every call with its state and days; a new one is planned here.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { milestoneLabels } from '#core/application/call-events.ts'
import { callStages } from '#core/application/call.ts'
import { seasonsQuery } from '../season/season-data.ts'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, useMay, useSession, Waiting } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { Dialog } from '../ui/dialog.tsx'
import { useTitle } from '../ui/use-title.ts'
import { callAt, callsQuery, changed } from './data.ts'
import { callLine } from './words.ts'

type CallRow = Awaited<ReturnType<typeof client.callList>>['calls'][number]
type Milestones = CallRow['milestones']

export function CallsPage() {
  useTitle('申报')
  const { data, error } = useQuery(callsQuery)
  const { demo } = useSession()
  const may = useMay('season.propose')
  const [planning, plan] = useState(false)
  return (
    <div className="page">
      <header className="page-title">
        <h1>申报</h1>
        {data ? <p className="chip"><span><b>{data.calls.length}</b> 个批次</span>{demo ? <span className="demo">演示数据</span> : null}</p> : null}
        {may ? <Button className="save" onClick={() => plan(true)}>筹备批次</Button> : null}
      </header>
      {error ? <Failed error={error} /> : null}
      {data ? data.calls.length ? <ul className="board">{data.calls.map(call => <Card key={call.id} call={call} />)}</ul> : <p className="nothing">还没有申报批次。由省级经办筹备、省级复核发布，这里列出每一批次办到哪一步、什么时候截止。</p> : error ? null : <Waiting />}
      {planning && data ? <Plan calls={data.calls} onClose={() => plan(false)} /> : null}
    </div>
  )
}

function Card({ call }: { call: CallRow }) {
  const at = callStages.indexOf(call.stage)
  return (
    <li>
      <Link {...callAt(call.id)}>
        <h2>第 {call.batch} 批 <span>{call.programmeTitle} · {call.title}</span></h2>
        <p className="board-state"><b>{call.stageLabel}</b>{call.stage === 'open' ? <><span>{milestoneLabels.submit} {dayWord(call.milestones.submit)}</span><span>{milestoneLabels.recommend} {dayWord(call.milestones.recommend)}</span></> : call.publicity && call.stage === 'publicised' ? <span>公示至 {dayWord(call.publicity.until)}</span> : null}{call.demo ? <em className="demo-word">演示数据</em> : null}</p>
        <ol className="beads" aria-label={call.stage === 'ended' ? '已终止' : `第 ${at + 1} 步，共 ${callLine.length} 步`}>{callLine.map(({ stage, word }, i) => <li key={stage} className={call.stage === 'ended' ? undefined : i < at ? 'done' : i === at ? 'now' : undefined} title={word} />)}</ol>
      </Link>
    </li>
  )
}

function Plan({ calls, onClose }: { calls: readonly CallRow[]; onClose: () => void }) {
  const { data: seasons } = useQuery(seasonsQuery)
  const programmes = [...new Map([...(seasons?.programmes ?? []).map(({ id, title }) => [id, title] as const), ...calls.map(call => [call.programme, call.programmeTitle] as const)])]
  const [chosen, choose] = useState<string | null>(null)
  const programme = chosen ?? programmes[0]?.[0] ?? null
  const after = Math.max(0, ...calls.filter(call => call.programme === programme).map(call => call.batch))
  const [typed, setBatch] = useState<number | null>(null)
  const batch = typed ?? (after ? after + 1 : null)
  const [title, setTitle] = useState('')
  const [days, setDays] = useState<Milestones>({ submit: '', recommend: '', review: '' })
  const task = useTask()
  const navigate = useNavigate()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!programme || batch === null) return
    const planned = await task.run(() => client.callPlan({ programme, batch, title, milestones: days }))
    if (!planned) return
    await changed()
    void navigate(callAt(planned.id))
  }
  return (
    <Dialog title="筹备批次" width={520} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <p className="quiet">申报表、创建标准与要求的数目按今天的办法固定下来。省级复核发布之后，各县才能申报。</p>
        <label className="line" htmlFor="call-programme">项目</label>
        <Select id="call-programme" value={programme} onChange={choose} options={programmes.map(([value, label]) => ({ value, label }))} />
        <label className="line">批次 <small>清单上的第几批</small><InputNumber value={batch} onChange={setBatch} min={1} max={99} controls={false} /></label>
        <label className="line">名称<Input value={title} maxLength={200} placeholder={`如 ${batch ? `第${batch}批` : ''}申报`} onChange={event => setTitle(event.target.value)} /></label>
        <Days days={days} onChange={setDays} />
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!programme || batch === null || !title.trim() || !wholeDays(days)}>筹备</Button><Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}

export function wholeDays({ submit, recommend, review }: Milestones): boolean {
  return Boolean(submit && recommend && review) && submit <= recommend && recommend <= review
}

/** Each not before the one above. */
export function Days({ days, onChange }: { days: Milestones; onChange: (days: Milestones) => void }) {
  const keys = Object.keys(milestoneLabels) as (keyof Milestones)[]
  return (
    <>
      {keys.map((key, i) => <label key={key} className="line">{milestoneLabels[key]}<Input type="date" min={i ? days[keys[i - 1] as keyof Milestones] : undefined} value={days[key]} onChange={event => onChange({ ...days, [key]: event.target.value })} /></label>)}
      {days.submit && days.recommend && days.review && !wholeDays(days) ? <p className="warn">三个日期须依次不早于前一个。</p> : null}
    </>
  )
}
