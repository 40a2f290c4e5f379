// What single steps ask for.
import { useQuery } from '@tanstack/react-query'
import { Input, Select, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import { addDays, daysBetween } from '#core/base/plain-date.ts'
import { client } from '../session/client.ts'
import { useMay, useSession } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { proposalsQuery, type Season } from './season-data.ts'
import { type Chosen, SettingInput } from './setting-input.tsx'
import { StepForm, type Taking } from './step-form.tsx'
import { useBlocked } from './step-previews.tsx'
import { TextArea } from '../ui/text-area.tsx'

type Props = { season: Season; taking: Taking }

export function LockForm({ season, taking }: Props) {
  const [chosen, choose] = useState<Chosen>({})
  return (
    <StepForm taking={taking} ready onSubmit={() => taking.take(() => client.seasonLock({ season: season.id, settings: chosen }))}>
      <p>规则 <b>{season.rules.title}</b>，{dayWord(season.rules.effective)}起{season.scheme ? <>；指标体系 <b>{season.scheme.title}</b></> : null}。{Object.keys(chosen).length ? `改动 ${Object.keys(chosen).length} 项设定。` : '设定都用默认值。'}</p>
      <div className="setting-list">{season.settings.map(setting => <SettingInput key={setting.id} setting={setting} chosen={chosen} onChange={choose} />)}</div>
    </StepForm>
  )
}

export function ScoreForm({ season, taking }: Props) {
  const [file, setFile] = useState<File | null>(null)
  const send = async (): Promise<unknown> => client.seasonScore({ season: season.id, name: (file as File).name, base64: await base64Of(file as File) })
  return (
    <StepForm taking={taking} ready={file !== null} onSubmit={() => taking.take(send)}>
      <Upload.Dragger accept=".xlsx,.csv" maxCount={1} beforeUpload={chosen => { setFile(chosen); return false }} onRemove={() => setFile(null)}>
        <p>把评分数据拖到这里，或点这里选文件</p>
        <small>XLSX 或 CSV，清单上的小镇一个不多、一个不少。可以先在<a href="/try" target="_blank">试算</a>里查一遍。</small>
      </Upload.Dragger>
    </StepForm>
  )
}

export function NoteForm({ season, taking }: Props) {
  const [town, setTown] = useState<string | null>(null)
  const [fact, setFact] = useState<string | null>(null)
  const [value, setValue] = useState<string | null>(null)
  const [source, setSource] = useState('')
  const towns = useTowns(season)
  const values = season.facts.find(({ id }) => id === fact)?.values ?? []
  return (
    <StepForm taking={taking} ready={Boolean(town && fact && value && source.trim())} onSubmit={() => taking.take(() => client.seasonNote({ season: season.id, town: town ?? '', fact: fact ?? '', value: value ?? '', source }))}>
      <label className="line" htmlFor="note-town">小镇</label>
      <TownSelect id="note-town" towns={towns} value={town} onChange={setTown} />
      <label className="line" htmlFor="note-fact">事实</label>
      <Select id="note-fact" value={fact} onChange={chosen => { setFact(chosen); setValue(null) }} options={season.facts.map(({ id, label }) => ({ value: id, label }))} />
      <label className="line" htmlFor="note-value">取值</label>
      <Select id="note-value" value={value} onChange={setValue} disabled={!fact} options={values.map(({ id, label }) => ({ value: id, label }))} />
      <label className="line">出处 <small>必填，如 文件、验收意见及其日期</small><TextArea lines={2} value={source} onChange={setSource} /></label>
    </StepForm>
  )
}

export function PublicityForm({ season, taking, children }: Props & { children: ReactNode }) {
  const blocked = useBlocked(season)
  const [from, setFrom] = useState(season.today)
  const [until, setUntil] = useState(addDays(season.today, 5))
  return (
    <StepForm taking={taking} ready={Boolean(from && until) && blocked === 0} onSubmit={() => taking.take(() => client.seasonPublicise({ season: season.id, from, until }))}>
      {children}
      <div className="pair">
        <label className="line">公示自<Input type="date" min={season.today} value={from} onChange={event => setFrom(event.target.value)} /></label>
        <label className="line">至<Input type="date" min={from} value={until} onChange={event => setUntil(event.target.value)} /></label>
      </div>
      {from && until && until >= from ? <p className="quiet">共 {daysBetween(from, until) + 1} 个自然日；{dayWord(addDays(until, 1))}起可以复核。</p> : null}
    </StepForm>
  )
}

export function ObjectForm({ season, taking }: Props) {
  const [town, setTown] = useState<string | null>(null)
  const [text, setText] = useState('')
  const towns = useTowns(season)
  return (
    <StepForm taking={taking} ready={Boolean(town && text.trim())} onSubmit={() => taking.take(() => client.seasonObject({ season: season.id, town: town ?? '', text }))}>
      <label className="line" htmlFor="object-town">小镇</label>
      <TownSelect id="object-town" towns={towns} value={town} onChange={setTown} />
      <label className="line">异议 <small>哪里不对，凭什么，附上可以核对的出处</small><TextArea lines={4} value={text} onChange={setText} maxLength={4000} /></label>
    </StepForm>
  )
}

export function ReasonForm({ taking, work }: { taking: Taking; work: (reason: string) => Promise<unknown> }) {
  const [reason, setReason] = useState('')
  return (
    <StepForm taking={taking} ready={Boolean(reason.trim())} onSubmit={() => taking.take(() => work(reason))}>
      <label className="line">理由 <small>必填，记入办理记录</small><TextArea lines={3} value={reason} onChange={setReason} /></label>
    </StepForm>
  )
}

type TownChoice = { id: string; name: string }

function TownSelect({ id, towns, value, onChange }: { id: string; towns: readonly TownChoice[]; value: string | null; onChange: (town: string) => void }) {
  return <Select id={id} showSearch={{ optionFilterProp: 'label' }} value={value} onChange={onChange} placeholder="选小镇，可输入名称" options={towns.map(({ id: town, name }) => ({ value: town, label: name }))} />
}

/** The season's towns where one may see them; else those on the public list that one's posts reach. */
function useTowns(season: Season): TownChoice[] {
  const may = useMay('decision.read')
  const { posts } = useSession()
  const { data: proposals } = useQuery({ ...proposalsQuery(season.id), enabled: may })
  const { data: listed } = useQuery({ queryKey: ['towns', season.programme], queryFn: () => client.townList({ programme: season.programme, status: ['listed'], size: 500 }), enabled: !may })
  if (proposals) return proposals.rows.map(({ town, name }) => ({ id: town, name }))
  const reached = (listed?.towns ?? []).filter(town => posts.some(post => post.towns.includes(town.id) || (post.division !== null && [town.divisionCode, town.prefectureCode].includes(post.division))))
  return reached.map(({ id, name }) => ({ id, name }))
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(text)
}
