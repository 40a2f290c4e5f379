// 打分松紧: who gave more or less than their fellows over the whole call. Opened with the second factor.
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { Mark } from '../../site/ui/marks.tsx'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { fixed } from '../ui/formats.ts'
import type { CallView } from './data.ts'

export function Assessors({ call }: { call: CallView }) {
  const task = useTask()
  const [shown, show] = useState<Awaited<ReturnType<typeof client.assessorReport>>['assessors'] | null>(null)
  if (!shown) return <><p className="lead">评审汇总之后，比较各专家与同组其他人的打分。只作提示，不自动剔除。</p><p className="buttons"><Button loading={task.busy} onClick={() => void task.run(() => client.assessorReport({ call: call.id })).then(report => { if (report) show(report.assessors) })}>查看各专家的打分松紧</Button><small>显示专家姓名，须再次确认身份</small></p>{task.error ? <Alert type="error" title={task.error} /> : null}</>
  if (!shown.length) return <p className="nothing">还没有汇总的评审。</p>
  return (
    <>
      <p className="lead">“松紧”是本人给分与同组中位数之差的平均，正为偏松、负为偏紧。{shown.some(({ outlying }) => outlying) ? '' : '没有离群的。'}</p>
      <table className="plain">
        <thead><tr><th>专家</th><th className="n">评审份数</th><th className="n">松紧（分）</th><th className="n">修正 z 值</th><th /></tr></thead>
        <tbody>{shown.map(row => <tr key={row.person} className={row.outlying ? 'outlying' : undefined}><td>{row.name}</td><td className="n">{row.cases}</td><td className="n">{row.leaning > 0 ? '+' : ''}{fixed(row.leaning, 2)}</td><td className="n">{fixed(row.z, 2)}</td><td>{row.outlying ? <span className="marked"><Mark code="warning" />离群</span> : null}</td></tr>)}</tbody>
      </table>
    </>
  )
}
