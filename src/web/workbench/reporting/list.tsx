// 调度: what waits for me, and every form of the last periods with how far it has come.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { periodKinds } from '#core/reporting/period.ts'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, useMay, Waiting } from '../session/gate.tsx'
import { dayWord, shortDay } from '../ui/days.ts'
import { useTitle } from '../ui/use-title.ts'
import { formAt, formsQuery, reportingChanged } from './data.ts'
import { WaitList } from './waits.tsx'

type Form = NonNullable<Awaited<ReturnType<NonNullable<typeof formsQuery.queryFn>>>>['forms'][number]

export function ReportingPage() {
  useTitle('调度')
  const { data, error } = useQuery(formsQuery)
  const mayOpen = useMay('reporting.open')
  const groups = [...Map.groupBy(data?.forms ?? [], form => `${form.programme}/${form.dataSet}`)]
  return (
    <div className="page">
      <header className="page-title">
        <h1>调度</h1>
        {data ? <p className="chip"><span>截至 <b>{dayWord(data.today)}</b></span><span><b>{groups.length}</b> 张报表</span>{data.demo ? <span className="demo">演示数据</span> : null}</p> : null}
      </header>
      {error ? <Failed error={error} /> : null}
      {!data ? error ? null : <Waiting /> : groups.length ? (
        <div className="todo">
          <section aria-labelledby="mine"><h2 id="mine">等我办理{data.waiting.length ? ` ${data.waiting.length}` : ''}</h2>{data.waiting.length ? <WaitList waiting={data.waiting} /> : <p className="nothing">没有等您办理的报表。</p>}</section>
          <section aria-labelledby="forms"><h2 id="forms">各期进度</h2>{data.openable.length && mayOpen ? <Openable forms={data.openable} /> : null}{groups.map(([key, forms]) => <Group key={key} forms={forms} />)}</section>
        </div>
      ) : data.openable.length && mayOpen ? <Openable forms={data.openable} /> : <p className="nothing">您所辖范围内还没有要报送的小镇。清单公布、报表启用之后，这里列出每期谁已报、谁逾期。</p>}
    </div>
  )
}

/** Periods that are over and wait to be opened: from then on they are owed. */
function Openable({ forms }: { forms: readonly Omit<Form, 'counts' | 'due'>[] }) {
  const task = useTask()
  const open = async (form: string): Promise<void> => { if (await task.run(() => client.reportingOpen({ form }))) await reportingChanged() }
  return (
    <div className="openable">
      {task.error ? <Alert type="error" title={task.error} /> : null}
      <ul className="rows">{forms.map(({ id, title, period }) => <li key={id} className="row-line"><span><b>{period.title}</b> {title}<small>还没有下达，各单位不能填报</small></span><Button size="small" loading={task.busy} onClick={() => void open(id)}>下达</Button></li>)}</ul>
    </div>
  )
}

function Group({ forms }: { forms: readonly Form[] }) {
  const [first] = forms
  if (!first) return null
  return (
    <div className="form-group">
      <h3>{first.title} <small>{periodKinds[first.period.kind]}</small></h3>
      <ul>{forms.map(form => (
        <li key={form.id}>
          <Link {...formAt(form.id)}>
            <b>{form.period.title}</b><Progress counts={form.counts} /><small>{shortDay(form.due)}报送截止</small>
          </Link>
        </li>
      ))}</ul>
    </div>
  )
}

/** A bar of accepted, on their way, late; with the figures in words. */
export function Progress({ counts: { accepted, due, overdue } }: { counts: { accepted: number; due: number; overdue: number } }) {
  const all = Math.max(1, accepted + due + overdue)
  return (
    <span className="progress">
      <i aria-hidden="true"><u className="p-accepted" style={{ width: `${(100 * accepted) / all}%` }} /><u className="p-due" style={{ width: `${(100 * due) / all}%` }} /><u className="p-overdue" style={{ width: `${(100 * overdue) / all}%` }} /></i>
      <span>已办结 {accepted}</span>{due ? <span>在办 {due}</span> : null}{overdue ? <span className="late">逾期 {overdue}</span> : null}
    </span>
  )
}
