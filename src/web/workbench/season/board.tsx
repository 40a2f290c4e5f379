// 年度: every season with its state and what is due; a new one is opened here.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { stages } from '#core/season/season.ts'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, useMay, useSession, Waiting } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { type SeasonRow, seasonChanged, seasonsQuery } from './season-data.ts'
import { seasonAt } from './view.ts'
import { line } from './words.ts'
import { useTitle } from '../ui/use-title.ts'
import { Dialog } from '../ui/dialog.tsx'

export function BoardPage() {
  useTitle('年度')
  const { data, error } = useQuery(seasonsQuery)
  const { demo } = useSession()
  const [opening, setOpening] = useState(false)
  const may = useMay('season.propose')
  return (
    <div className="page">
      <header className="page-title">
        <h1>年度</h1>
        {data ? <p className="chip"><span><b>{data.seasons.length}</b> 个评估年度</span>{demo ? <span className="demo">演示数据</span> : null}</p> : null}
        {may ? <Button className="save" onClick={() => setOpening(true)}>启动年度</Button> : null}
      </header>
      {error ? <Failed error={error} /> : null}
      {data ? data.seasons.length ? <ul className="board">{data.seasons.map(season => <Card key={season.id} season={season} />)}</ul> : <p className="nothing">还没有评估年度。由省级经办启动，这里列出每个年度办到哪一步、什么到期。</p> : error ? null : <Waiting />}
      {opening && data ? <OpenSeason programmes={data.programmes} onClose={() => setOpening(false)} /> : null}
    </div>
  )
}

function Card({ season }: { season: SeasonRow }) {
  const at = stages.indexOf(season.stage)
  return (
    <li>
      <Link {...seasonAt(season.id)}>
        <h2>{season.year}年度 <span>{season.title}</span></h2>
        <p className="board-state"><b>{season.stageLabel}</b>{season.due ? <span>{season.stage === 'publicised' ? '公示至' : '报送截止'} {dayWord(season.due)}</span> : null}<span>{season.scores === 'published' ? '等级取自已发文件' : '按指标体系评分'}</span>{season.demo ? <em className="demo-word">演示数据</em> : null}</p>
        <ol className="beads" aria-label={`第 ${at + 1} 步，共 ${stages.length} 步`}>{line.map(({ stage, word }, i) => <li key={stage} className={i < at ? 'done' : i === at ? 'now' : undefined} title={word} />)}</ol>
      </Link>
    </li>
  )
}

type Programmes = Awaited<ReturnType<typeof client.seasonList>>['programmes']

function OpenSeason({ programmes, onClose }: { programmes: Programmes; onClose: () => void }) {
  const [programme, setProgramme] = useState(programmes[0])
  const [year, setYear] = useState<number | null>(programmes[0]?.next ?? null)
  const [scheme, setScheme] = useState(programmes[0]?.schemes[0]?.id)
  const [until, setUntil] = useState('')
  const task = useTask()
  const navigate = useNavigate()
  const choose = (id: string): void => {
    const chosen = programmes.find(other => other.id === id)
    setProgramme(chosen)
    setYear(chosen?.next ?? null)
    setScheme(chosen?.schemes[0]?.id)
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!programme || year === null || !scheme) return
    const opened = await task.run(() => client.seasonOpen({ programme: programme.id, year, scheme, collectUntil: until || null }))
    if (!opened) return
    await seasonChanged(opened.id)
    void navigate(seasonAt(opened.id))
  }
  return (
    <Dialog title="启动年度" width={480} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <label className="line" htmlFor="programme">项目</label>
        <Select id="programme" value={programme?.id ?? null} onChange={choose} options={programmes.map(({ id, title }) => ({ value: id, label: title }))} />
        <label className="line">评估年度 <small>被评估的那一年</small><InputNumber value={year} onChange={setYear} min={2000} max={2100} controls={false} /></label>
        <label className="line" htmlFor="scheme">指标体系</label>
        <Select id="scheme" value={scheme ?? null} onChange={setScheme} options={programme?.schemes.map(({ id, title }) => ({ value: id, label: title })) ?? []} />
        <label className="line">评分报送截止日 <small>可以不填</small><Input type="date" value={until} onChange={event => setUntil(event.target.value)} /></label>
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!programme || year === null || !scheme}>启动</Button><Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}
