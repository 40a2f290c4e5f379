// The notice to be read and taken away: set like the paper or as plain text, as Word or PDF.
import { Alert, Button, Segmented } from 'antd'
import { useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { dayWord } from '../ui/days.ts'
import { saveBase64 } from '../ui/save-file.ts'
import type { Notice, Season } from './season-data.ts'

export function Files({ season }: { season: Season }) {
  const task = useTask()
  const [getting, get] = useState<'docx' | 'pdf' | null>(null)
  const download = async (format: 'docx' | 'pdf'): Promise<void> => {
    get(format)
    const file = await task.run(() => client.seasonNoticeFile({ season: season.id, format }))
    get(null)
    if (file) saveBase64(file)
  }
  return (
    <div className="files">
      <Button size="small" loading={getting === 'docx'} onClick={() => void download('docx')}>下载 Word</Button>
      <Button size="small" loading={getting === 'pdf'} onClick={() => void download('pdf')}>下载 PDF</Button>
      {season.issued ? null : <small>草稿每页都标明“草稿”</small>}
      {task.error ? <Alert type="error" title={task.error} /> : null}
    </div>
  )
}

/** The notice as it reads: set like the paper, or as the plain text that is checked. */
export function Sheet({ notice }: { notice: Notice }) {
  const [way, setWay] = useState<'sheet' | 'text'>('sheet')
  return (
    <>
      <Segmented size="small" className="sheet-way" value={way} onChange={value => setWay(value as typeof way)} options={[{ value: 'sheet', label: '版式' }, { value: 'text', label: '纯文本' }]} />
      {way === 'text' ? <pre className="sheet-text">{notice.text}</pre> : (
        <article className="sheet">
          {notice.demo ? <p className="demo-word">演示数据</p> : null}
          <p className="sheet-number">{notice.number ?? '（文号）'}</p>
          <h2>{notice.title.map((line, i) => <span key={i}>{line}</span>)}</h2>
          {notice.addressees.length ? <p className="to">{notice.addressees.join('、')}：</p> : null}
          {notice.body.map((block, i) => (block.kind === 'heading' ? <h3 key={i}>{block.text}</h3> : <p key={i}>{block.lead ? <b>{block.lead}</b> : null}{block.text}</p>))}
          <p className="sheet-day">{dayWord(notice.signedOn)}</p>
          {notice.verification ? <p className="sheet-code">核验码 {notice.verification}</p> : null}
        </article>
      )}
    </>
  )
}
