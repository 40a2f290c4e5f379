// 办理记录: every step with who, when, and the hashes of what it fixed.
import { momentWord } from '../ui/days.ts'
import { nameOf } from '../ui/actor.ts'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTask } from '../session/act.tsx'
import { PrintLink } from '../print/link.tsx'
import { client } from '../session/client.ts'
import { useMay } from '../session/gate.tsx'
import { saveBase64 } from '../ui/save-file.ts'
import type { Season } from './season-data.ts'
import { hashWords } from './words.ts'

export function Record({ season }: { season: Season }) {
  return (
    <>
      <p className="lead">每一步都记在登记日志里，不能改、不能删。指纹相同，内容就相同。</p>
      <PrintLink kind="season" id={season.id} />
      <Bundle season={season} />
      <ol className="record">
        {season.steps.map((step, i) => (
          <li key={i}>
            <p><b>{step.label}</b><span>{nameOf(step.actor)}</span><time dateTime={step.at}>{momentWord(step.at)}</time></p>
            {step.reason ? <p className="reason">{step.reason}</p> : null}
            {Object.keys(step.hashes).length ? <dl>{Object.entries(step.hashes).map(([what, hash]) => <div key={what}><dt>{hashWords[what] ?? what}</dt><dd><code>{hash}</code></dd></div>)}</dl> : null}
          </li>
        ))}
      </ol>
    </>
  )
}

/** All materials of the season with their proofs, to be checked without us. */
function Bundle({ season }: { season: Season }) {
  const may = useMay('decision.rerun')
  const [getting, get] = useState<'html' | 'json' | null>(null)
  const task = useTask()
  const download = async (format: 'html' | 'json'): Promise<void> => {
    get(format)
    const file = await task.run(() => client.seasonBundle({ season: season.id, format }))
    get(null)
    if (file) saveBase64(file)
  }
  if (!may) return null
  return (
    <div className="files">
      <Button size="small" loading={getting === 'html'} onClick={() => void download('html')}>下载可自行核验的材料包</Button>
      <Button size="small" loading={getting === 'json'} onClick={() => void download('json')}>只要数据</Button>
      <small>双击打开即核验，不用联网，不靠本系统；数据文件可放入<a href="/proof" target="_blank" rel="noreferrer">核验页</a></small>
      {task.error ? <Alert type="error" title={task.error} /> : null}
    </div>
  )
}
