// 记录检查情况: one town, what was seen there, and what was found – each with how grave it is and its evidence.
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { Attachment } from '#core/attachment/attachment.ts'
import { FileInput } from '../application/file-input.tsx'
import { StepForm, type Taking } from '../season/step-form.tsx'
import { client } from '../session/client.ts'
import { TextArea } from '../ui/text-area.tsx'
import type { Views } from './data.ts'

type Found = { item: string; severity: string; text: string; files: readonly Attachment[] }
const empty: Found = { item: '', severity: '', text: '', files: [] }

export function VisitForm({ round, town: asked, taking }: { round: Views['rounds']; town: string | undefined; taking: Taking }) {
  const [town, setTown] = useState(asked ?? round.towns.find(({ id }) => !round.visits.some(visit => visit.town === id))?.id ?? '')
  const [text, setText] = useState('')
  const [found, setFound] = useState<readonly Found[]>([])
  const put = (at: number, part: Partial<Found>): void => setFound(before => before.map((one, i) => (i === at ? { ...one, ...part } : one)))
  const ready = Boolean(town && text.trim()) && found.every(one => one.item && one.severity && one.text.trim())
  const send = (): Promise<unknown> => client.roundCheck({ id: round.id, town, text, findings: found.map(one => ({ ...one, files: [...one.files] })) })
  return (
    <StepForm taking={taking} ready={ready} onSubmit={() => taking.take(send)}>
      <div className="stack tight"><label className="line" htmlFor="visit-town">小镇</label><Select id="visit-town" showSearch={{ optionFilterProp: 'label' }} value={town || null} onChange={setTown} options={round.towns.map(({ id, label }) => ({ value: id, label }))} /></div>
      <label className="line">检查情况<small>看了哪里、查了什么</small><TextArea lines={3} value={text} onChange={setText} maxLength={4000} /></label>
      {found.map((one, i) => (
        <fieldset key={i} className="found">
          <legend>发现 {i + 1}</legend>
          <div className="pair">
            <Select aria-label={`发现 ${i + 1} 的检查内容`} placeholder="检查内容" value={one.item || null} onChange={(item: string) => put(i, { item })} options={round.items.map(({ id, label }) => ({ value: id, label }))} />
            <Select aria-label={`发现 ${i + 1} 的程度`} placeholder="程度" value={one.severity || null} onChange={(severity: string) => put(i, { severity })} options={round.severities.map(({ id, label }) => ({ value: id, label }))} />
          </div>
          <TextArea lines={2} label={`发现 ${i + 1} 的情况`} value={one.text} onChange={value => put(i, { text: value })} maxLength={4000} />
          <FileInput files={one.files} label={`发现 ${i + 1} 的证据`} at={null} onChange={files => put(i, { files })} />
          <button type="button" className="link" onClick={() => setFound(found.filter((_, other) => other !== i))}>去掉这处发现</button>
        </fieldset>
      ))}
      <p className="buttons"><Button size="small" onClick={() => setFound([...found, empty])}>加一处发现</Button>{found.length ? null : <small>没有发现的，直接记录。</small>}</p>
    </StepForm>
  )
}
