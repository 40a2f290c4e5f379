// Excel there and back: the template made for this report, a filled-in one dropped here, and what came of reading it.
// Nothing is imported until somebody says so; where cells were not taken, they say so knowingly.
import { Alert, Button } from 'antd'
import { type DragEvent, useRef, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { count } from '../ui/formats.ts'
import { handOver, type ImportView, type ReportView, reportingChanged, sendWorkbook } from './data.ts'
import { changeWord, columnWord, townWord } from './words.ts'

export function Workbook({ report, mayWrite, settle, onDone }: { report: ReportView; mayWrite: boolean; settle: () => Promise<boolean>; onDone: (said: string) => void }) {
  const task = useTask()
  const template = useTask()
  const [over, setOver] = useState(false)
  const [read, setRead] = useState<ImportView | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const bring = async (file: File | undefined): Promise<void> => {
    if (!file || !await settle()) return
    setRead(await task.run(() => sendWorkbook(report.id, file)) ?? null)
    if (input.current) input.current.value = ''
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    void bring(event.dataTransfer.files[0])
  }
  return (
    <section className="workbook" aria-label="Excel">
      <h2>用 Excel 填</h2>
      <Button block loading={template.busy} onClick={() => void template.run(async () => { await settle(); handOver(await client.reportingTemplate({ submission: report.id })) })}>下载填报模板</Button>
      {template.error ? <Alert type="error" title={template.error} /> : null}
      {mayWrite ? (
        <label className={over ? 'file-drop over' : 'file-drop'} onDragOver={event => { event.preventDefault(); setOver(true) }} onDragLeave={() => setOver(false)} onDrop={drop}>
          <b>{task.busy ? '正在逐格校核…' : '把填好的模板拖到这里'}</b><small>或点这里选文件。先校核，再由您决定是否导入</small>
          <input ref={input} type="file" accept=".xlsx" aria-label="填好的模板" disabled={task.busy} onChange={event => void bring(event.target.files?.[0])} />
        </label>
      ) : <p className="quiet small">已报送，现在不能导入。</p>}
      {task.error ? <Alert type="error" title={task.error} closable={{ onClose: task.clear }} /> : null}
      {read ? <Imported report={report} read={read} onClose={() => setRead(null)} onDone={said => { setRead(null); onDone(said) }} /> : null}
    </section>
  )
}

const kinds = { refused: '未采用', warning: '警示', note: '说明' } as const

function Imported({ report, read: { file, name, version, result }, onClose, onDone }: { report: ReportView; read: ImportView; onClose: () => void; onDone: (said: string) => void }) {
  const task = useTask()
  const copy = useTask()
  const { accepted, refused, added, changed, cleared, same, problems, changes, needsChoice, omitted } = result
  // A cell that was not taken is said once, not also as missing.
  const findings = result.findings.filter(({ check, town, indicators }) => check !== 'required' || !problems.some(one => one.severity === 'refused' && one.town === town && one.indicator === indicators[0]))
  const take = async (choice: 'all-or-nothing' | 'take-what-can-be-taken'): Promise<void> => {
    if (!await task.run(() => client.reportingTake({ submission: report.id, file, seen: version, choice }))) return
    await reportingChanged()
    onDone(`已导入 ${changes.length} 格${refused ? `，没有采用的 ${refused} 格保持原样` : ''}。`)
  }
  return (
    <Dialog title={`校核结果：${name}`} width={980} onClose={onClose} firm>
      <div className="stack imported">
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <p className="import-sum"><span>可采用 <b>{count(accepted)}</b> 格</span><span className={refused ? 'late' : undefined}>未采用 <b>{count(refused)}</b> 格</span><span>新增 <b>{count(added)}</b></span><span>改动 <b>{count(changed)}</b></span><span>清空 <b>{count(cleared)}</b></span><span>相同 <b>{count(same)}</b></span></p>
        {needsChoice ? <Alert type="warning" showIcon title="有没采用的内容，现在什么都没有导入" description="请在原表或批注副本里改正，再传一次；或者明确选择只导入可用的，没采用的格保持原来保存的值。" /> : changes.length ? null : <Alert type="info" showIcon title="文件里的数据与已保存的完全相同，没有要导入的。" />}
        {problems.length || findings.length ? (
          <div className="problem-table">
            <table>
              <thead><tr><th scope="col">位置</th><th scope="col">性质</th><th scope="col">小镇与栏目</th><th scope="col">问题</th><th scope="col">怎样改</th></tr></thead>
              <tbody>
                {problems.map((one, i) => <tr key={`p${i}`} className={`k-${one.severity}`}><td><code>{one.cell || '—'}</code></td><td>{kinds[one.severity]}</td><td>{[one.town ? townWord(report.towns, one.town) : '', one.field].filter(Boolean).join(' ')}</td><td>{one.message}</td><td>{one.mend}</td></tr>)}
                {findings.map((one, i) => <tr key={`f${i}`} className={`k-${one.severity}`}><td><code>{one.cell || '—'}</code></td><td>{one.severity === 'hard' ? '须改正' : '须说明'}</td><td>{townWord(report.towns, one.town)} {columnWord(report.dataSet, one.indicators[0] ?? null)}</td><td>{one.message}</td><td>{one.mend}</td></tr>)}
              </tbody>
            </table>
            {omitted ? <p className="quiet">问题太多，另有 {omitted} 处没有列出。</p> : null}
          </div>
        ) : null}
        {changes.length ? <details><summary>会改变的 {changes.length} 格</summary><ul className="rows">{changes.slice(0, 200).map(change => <li key={`${change.town}/${change.indicator}`}>{changeWord(report.dataSet, report.towns, change)}</li>)}</ul></details> : null}
        {copy.error ? <Alert type="error" title={copy.error} /> : null}
        <p className="buttons">
          {changes.length ? needsChoice ? <Button danger loading={task.busy} onClick={() => void take('take-what-can-be-taken')}>只导入可用的 {accepted} 格</Button> : <Button type="primary" loading={task.busy} onClick={() => void take('all-or-nothing')}>导入 {changes.length} 处改动</Button> : null}
          {problems.length || findings.length ? <Button type={needsChoice ? 'primary' : 'default'} loading={copy.busy} onClick={() => void copy.run(async () => handOver(await client.reportingAnnotated({ submission: report.id, file })))}>下载批注副本</Button> : null}
          <Button onClick={onClose}>{changes.length ? '不导入' : '关闭'}</Button>
        </p>
      </div>
    </Dialog>
  )
}
