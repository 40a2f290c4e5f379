// 分界: where “前、后10%左右” can be drawn without parting equals, where the rules would draw it, where a person did.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { percent } from '../ui/formats.ts'
import { CutStrip } from './cut-strip.tsx'
import { actionOf, type Cut, cutsQuery, type Season, seasonChanged } from './season-data.ts'
import { TextArea } from '../ui/text-area.tsx'

const keyOf = ({ group, value }: Cut): string => `${group} ${value}`
/** Boundaries this far beyond the rules' tolerance are listed too. */
const beyond = 3

export function Cuts({ season }: { season: Season }) {
  const { data, error } = useQuery(cutsQuery(season.id))
  const [chosen, choose] = useState<Readonly<Record<string, number>>>({})
  const [reason, setReason] = useState('')
  const task = useTask()
  const action = actionOf(season, 'cut')
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={8} />
  if (!data.cuts.length) return <p className="nothing">这套规则不按名次划分，没有分界。</p>
  const countOf = (cut: Cut): number => chosen[keyOf(cut)] ?? cut.confirmed ?? cut.proposed
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const done = await task.run(() => client.seasonCut({ season: season.id, reason, cuts: data.cuts.map(cut => ({ group: cut.group, value: cut.value, count: countOf(cut) })) }))
    if (!done) return
    setReason('')
    choose({})
    await seasonChanged(season.id)
  }
  return (
    <div className="cuts">
      <p className="lead">文件写“前、后10%左右”。可以划在任何两个不同的得分之间，并列的不拆开；间隔大的地方分歧小。</p>
      {data.cuts.map(cut => (
        <section key={keyOf(cut)} className="cut-part" aria-label={`${cut.group}${cut.label}`}>
          <CutStrip cut={cut} count={countOf(cut)} />
          <Candidates cut={cut} count={countOf(cut)} onChoose={action.allowed ? many => choose({ ...chosen, [keyOf(cut)]: many }) : null} />
        </section>
      ))}
      <form className="stack cut-form" onSubmit={event => void submit(event)}>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        {action.allowed ? (
          <>
            <p><b>将确认：</b>{data.cuts.map(cut => `${cut.group}${cut.label} ${countOf(cut)} 个`).join('，')}。此后的拟办以此为准。</p>
            <label className="line">理由 <small>必填</small><TextArea lines={2} value={reason} onChange={setReason} /></label>
            <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!reason.trim()}>确认分界</Button></p>
          </>
        ) : <p className="quiet">{data.cuts.some(({ confirmed }) => confirmed !== null) ? '分界已由人确认。' : '没有人另行确认，按规则所取。'}{action.reason}</p>}
      </form>
    </div>
  )
}

function Candidates({ cut, count, onChoose }: { cut: Cut; count: number; onChoose: ((count: number) => void) | null }) {
  const shown = cut.candidates.filter(candidate => (candidate.count >= cut.least - beyond && candidate.count <= cut.most + beyond) || candidate.count === count)
  const word = (many: number): string => [many === cut.proposed ? '规则所取' : '', many === cut.confirmed ? '已确认' : '', many >= cut.least && many <= cut.most ? '' : '超出左右的幅度'].filter(Boolean).join('，')
  return (
    <table className="plain">
      <thead><tr><th className="n">取用个数</th><th className="n">占比</th><th>线内最近</th><th>线外最近</th><th className="n">分差</th><th>说明</th></tr></thead>
      <tbody>
        {shown.map(({ count: many, gap }) => (
          <tr key={many} className={many === count ? 'chosen' : undefined}>
            <td className="n">{onChoose ? <Radio checked={many === count} onChange={() => onChoose(many)}>{many}</Radio> : many}</td>
            <td className="n">{percent(many / cut.scores.length)}</td><td><Edge cut={cut} at={many - 1} /></td><td><Edge cut={cut} at={many} /></td><td className="n">{gap.toFixed(2)}</td><td className="quiet">{word(many)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Edge({ cut, at }: { cut: Cut; at: number }) {
  const town = cut.scores[at]
  return town ? <>{town.score.toFixed(2)} <small>{town.name}</small></> : <>—</>
}
