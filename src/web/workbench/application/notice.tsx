// 公文: the list as a circular, drafted by the system from the list as approved, checked, signed and issued.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import { Mark } from '../../site/ui/marks.tsx'
import { Corrections } from '../correction/of-document.tsx'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import { momentWord } from '../ui/days.ts'
import { saveBase64 } from '../ui/save-file.ts'
import { severityWords } from '../words.ts'
import { actionOf, type CallView, changed, noticeQuery } from './data.ts'

type Notice = NonNullable<Awaited<ReturnType<typeof client.callNotice>>['notice']>
type Props = { call: CallView; onBegin: (step: string) => void; onDone: (said: string) => void }

export function NoticeTab({ call, onBegin, onDone }: Props) {
  const { data, error } = useQuery(noticeQuery(call.id))
  const [draft, sign, issue] = [actionOf(call, 'draft'), actionOf(call, 'sign'), actionOf(call, 'issue')]
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={8} />
  if (!data.notice && !draft.allowed) return <p className="nothing">还没有公文。省政府审定名单之后由经办起草，这里显示草稿与校核发现。<br />{draft.reason}</p>
  return (
    <div className="notice-desk">
      <section aria-label="公文">
        {call.issued ? <div className="issued"><p><b>{call.issued.number}</b> {momentWord(call.issued.publicAt)}印发，<a href={`/notices/${encodeURIComponent(call.issued.document)}`} target="_blank" rel="noreferrer">公开网站上的公文</a></p></div> : null}
        {draft.allowed ? <Draft call={call} notice={data.notice} onDone={onDone} /> : null}
        <p className="buttons">{sign.allowed ? <Button type="primary" onClick={() => onBegin('sign')}>签发公文</Button> : null}{issue.allowed ? <Button type="primary" onClick={() => onBegin('issue')}>印发公文</Button> : null}</p>
        {data.notice ? <><Files call={call} /><pre className="sheet-text">{data.notice.text}</pre></> : null}
        {call.issued ? <Corrections document={call.issued.document} /> : null}
      </section>
      <aside aria-label="校核">{data.notice ? <Check notice={data.notice} /> : <p className="quiet">起草之后自动校核。</p>}</aside>
    </div>
  )
}

function Draft({ call, notice, onDone }: { call: CallView; notice: Notice | null; onDone: (said: string) => void }) {
  const [number, setNumber] = useState(notice?.number ?? '')
  const [signedOn, setSignedOn] = useState(call.today)
  const [as, setAs] = useState<'numbered' | 'table'>('numbered')
  const task = useTask()
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!await task.run(() => client.callDraft({ call: call.id, version: call.version, number: number.trim() || null, signedOn, as }))) return
    onDone('草稿已保存，待签发。')
    await changed()
  }
  return (
    <form className="stack" onSubmit={event => void save(event)} aria-label="起草公文">
      {call.stage === 'signed' ? <Alert type="warning" title="重新起草之后，已有的签发作废。" /> : null}
      <div className="pair"><label className="line">文号<Input placeholder="机关代字〔年〕序号号" value={number} maxLength={60} onChange={event => setNumber(event.target.value)} /></label><label className="line">成文日期<Input type="date" value={signedOn} onChange={event => setSignedOn(event.target.value)} /></label></div>
      <Radio.Group aria-label="名单的样式" value={as} onChange={event => setAs(event.target.value as typeof as)} options={[{ value: 'numbered', label: '名单按序号列' }, { value: 'table', label: '名单作表格' }]} />
      {task.error ? <Alert type="error" title={task.error} /> : null}
      <p className="buttons"><Button type={notice ? 'default' : 'primary'} htmlType="submit" loading={task.busy} disabled={!signedOn}>{notice ? '重新起草' : '起草公文'}</Button></p>
    </form>
  )
}

const order = { error: 0, warning: 1, note: 2 } as const

function Check({ notice }: { notice: Notice }) {
  const errors = notice.differences.length + notice.findings.filter(({ severity }) => severity === 'error').length
  return (
    <section className="check" aria-live="polite">
      <h2>校核</h2>
      <p className={errors ? 'verdict bad' : 'verdict'}>{errors ? `${errors} 处错误，不能签发。` : '没有错误，名单与审定的一致。'}</p>
      <ul className="findings">
        {notice.differences.map(text => <li key={text} className="error"><span className="marked"><Mark code="error" />与名单不一致</span>{text}</li>)}
        {notice.findings.toSorted((a, b) => order[a.severity] - order[b.severity]).map(({ code, severity, message }, i) => <li key={`${code} ${i}`} className={severity}><span className="marked"><Mark code={severity} />{severityWords[severity]}</span>{message}</li>)}
      </ul>
    </section>
  )
}

function Files({ call }: { call: CallView }) {
  const task = useTask()
  const download = async (format: 'docx' | 'pdf'): Promise<void> => { const file = await task.run(() => client.callNoticeFile({ call: call.id, format })); if (file) saveBase64(file) }
  return <div className="files"><Button size="small" disabled={task.busy} onClick={() => void download('docx')}>下载 Word</Button><Button size="small" disabled={task.busy} onClick={() => void download('pdf')}>下载 PDF</Button>{call.issued ? null : <small>草稿每页都标明“草稿”</small>}{task.error ? <Alert type="error" title={task.error} /> : null}</div>
}
