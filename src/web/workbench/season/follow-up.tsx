// 后续: who has to report by when, which towns may not apply until when, which warned towns are being put right.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client, queries } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { nameOf } from '../ui/actor.ts'
import type { Season } from './season-data.ts'

const followQuery = (season: string) => queryOptions({ queryKey: ['follow-up', season], queryFn: () => client.seasonFollowUp({ season }) })
type Asked = { title: string; word: string; work: (text: string) => Promise<unknown> }

export function FollowUpTab({ season }: { season: Season }) {
  const { data, error } = useQuery({ ...followQuery(season.id), enabled: season.issued !== null })
  const [asked, ask] = useState<Asked | null>(null)
  if (!season.issued) return <p className="nothing">公文印发之后，这里列出各地要报告的、不受理申请的期限、受警告小镇的整改。</p>
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={8} />
  const { duties, bans, warned } = data
  return (
    <div className="follow-groups">
      <section aria-label="各地报告">
        <h2>各地报告</h2>
        {duties.length ? <ul>{duties.map(duty => (
          <li key={`${duty.id} ${duty.division}`}><b>{duty.divisionName}</b><span>{duty.what}{duty.to ? `（向${duty.to}）` : ''}</span>{duty.report ? <span>{nameOf(duty.report.by)} {dayWord(duty.report.on)}：{duty.report.text}</span> : <em className={duty.late ? 'late' : undefined}>{duty.until ? `${dayWord(duty.until)}以前${duty.late ? '，已过' : ''}` : '没有写期限'}</em>}
            {duty.mayReport ? <Button size="small" type={duty.report ? 'default' : 'primary'} onClick={() => ask({ title: `${duty.divisionName}：${duty.what}`, word: '报告', work: text => client.seasonReportDuty({ season: season.id, duty: duty.id, division: duty.division, text, files: [] }) })}>{duty.report ? '补充报告' : '报告'}</Button> : null}
            {duty.ground ? <small>{duty.ground}</small> : null}</li>
        ))}</ul> : <p className="quiet">没有要报告的，或不在您的管辖范围。</p>}
      </section>
      <section aria-label="警告与整改">
        <h2>受警告的小镇</h2>
        {warned.length ? <ul>{warned.map(({ town, name, since, rectification, mayOpen }) => (
          <li key={town}><b>{name}</b><span>{dayWord(since)}警告</span>{rectification ? <span>整改{rectification.stageLabel}</span> : <em>还没有立案整改</em>}
            {mayOpen ? <Button size="small" type="primary" onClick={() => ask({ title: `${name}：就警告立案整改`, word: '立案', work: text => client.rectificationOpen({ programme: season.programme, town, text }) })}>立案整改</Button> : null}</li>
        ))}</ul> : <p className="quiet">没有在期的警告。</p>}
      </section>
      <section aria-label="不再受理">
        <h2>不再受理申请</h2>
        {bans.length ? <ul>{bans.map(({ town, name, until, over, ground }) => <li key={town}><b>{name}</b><span>{over ? `${dayWord(until)}起已可再申报` : `${dayWord(until)}起可再申报`}</span>{ground ? <small>{ground}</small> : null}</li>)}</ul> : <p className="quiet">没有。</p>}
      </section>
      {asked ? <Ask asked={asked} season={season.id} onClose={() => ask(null)} /> : null}
    </div>
  )
}

function Ask({ asked: { title, word, work }, season, onClose }: { asked: Asked; season: string; onClose: () => void }) {
  const [text, setText] = useState('')
  const task = useTask()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (await task.run(() => work(text)) === undefined) return
    await queries.invalidateQueries({ queryKey: ['follow-up', season] })
    onClose()
  }
  return (
    <Dialog title={title} width={520} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <label className="line">内容 <small>必填</small><TextArea lines={4} value={text} onChange={setText} maxLength={4000} /></label>
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!text.trim()}>{word}</Button><Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}
