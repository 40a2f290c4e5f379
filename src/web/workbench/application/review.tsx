// 专家评审: the draw, one's own sheet, and what the sheets come to. What each may see at which time the server decides.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { Mark } from '../../site/ui/marks.tsx'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, useMay, Waiting } from '../session/gate.tsx'
import { type ApplicationView, changed, panelQuery } from './data.ts'
import { Scores } from './scores.tsx'
import { OwnSheet } from './sheet.tsx'

export function Review({ view }: { view: ApplicationView }) {
  const [writes, draws, witnesses, reads] = [useMay('score.write'), useMay('expert.draw'), useMay('expert.witness'), useMay('score.read')]
  const open = view.stage === 'checked'
  return (
    <div className="review">
      {writes ? open ? <OwnSheet view={view} /> : <p className="nothing">评审已经汇总，您的评审表已归档。</p> : null}
      {draws ? <Panel view={view} open={open} /> : null}
      {witnesses && open ? <Witness view={view} /> : null}
      {reads && !writes ? <Scores view={view} /> : null}
    </div>
  )
}

/** How far the draw and the signing have come; nobody's name. */
function Panel({ view, open }: { view: ApplicationView; open: boolean }) {
  const { data, error } = useQuery(panelQuery(view.id))
  const task = useTask()
  const fix = async (): Promise<void> => { if (await task.run(() => client.panelPool({ id: view.id }))) await changed() }
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={3} />
  return (
    <section aria-labelledby="panel">
      <h2 id="panel">抽取与签署{data.round > 1 ? ` · 第 ${data.round} 轮` : ''}</h2>
      <ol className="draw">
        <li className={data.eligible === null ? 'now' : 'done'}><b>确定抽取范围</b>{data.eligible === null ? <span>先定范围、后出号码，谁也选不了人。须回避的自动除外。</span> : <span>可抽取 {data.eligible} 人，须回避 {data.excluded} 人</span>}{open && data.eligible === null ? <Button size="small" type="primary" loading={task.busy} onClick={() => void fix()}>确定抽取范围</Button> : null}</li>
        <li className={data.drawn ? 'done' : data.eligible === null ? '' : 'now'}><b>见证抽取</b>{data.drawn ? <span>号码 {data.drawn.number}，{data.drawn.source}</span> : <span>由省级复核填入公开号码。</span>}</li>
        <li className={data.seats > 0 && data.signed >= data.seats ? 'done' : data.drawn ? 'now' : ''}><b>评分与签署</b>{data.drawn ? <span>{data.seats} 位专家，已签署 {data.signed} 位{data.recused ? `，回避替补 ${data.recused} 位` : ''}</span> : null}</li>
        <li className={open ? '' : 'done'}><b>汇总</b><span>{open ? '全部签署之后由经办汇总。汇总之前谁也看不到分数。' : '已汇总'}</span></li>
      </ol>
      {task.error ? <Alert type="error" title={task.error} /> : null}
    </section>
  )
}

/** The number comes from outside and is known to everybody, so that the order can be worked out again. */
function Witness({ view }: { view: ApplicationView }) {
  const [number, setNumber] = useState('')
  const [source, setSource] = useState('')
  const [seats, setSeats] = useState<number | null>(null)
  const task = useTask()
  const draw = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const drawn = await task.run(() => client.panelDraw({ id: view.id, number, source }))
    if (!drawn) return
    setSeats(drawn.seats)
    await changed()
  }
  if (seats !== null) return <p className="verdict marked"><Mark code="excellent" />已抽取 {seats} 位专家。次序由范围与号码算出，任何人都可以重算。</p>
  return (
    <section aria-labelledby="witness">
      <h2 id="witness">见证抽取</h2>
      <p className="quiet">经办确定范围之后，填入一个事先约定、事后公开的号码。每人的次序由号码、申报和人员算出，不能挑选，也不能重抽。</p>
      <form className="stack witness" onSubmit={event => void draw(event)}>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <label className="line">公开号码<Input value={number} maxLength={200} placeholder="如 483" onChange={event => setNumber(event.target.value)} /></label>
        <label className="line">号码出处 <small>别人据此能查到</small><Input value={source} maxLength={400} placeholder="如 2026年1月5日福彩3D第2026005期" onChange={event => setSource(event.target.value)} /></label>
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!number.trim() || !source.trim()}>抽取</Button></p>
      </form>
    </section>
  )
}
