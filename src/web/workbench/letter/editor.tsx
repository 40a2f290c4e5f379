// A letter being written: checked as one types; a table stays where it stands.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { TextArea } from '../ui/text-area.tsx'
import { type Letter, lettersChanged } from './data.ts'
import { LetterCheck, LetterTable } from './check.tsx'

type Own = Pick<Letter, 'number' | 'signedOn' | 'title' | 'addressees' | 'body'>

export function LetterEditor({ letter, onClose }: { letter: Letter; onClose: () => void }) {
  const [own, set] = useState<Own>(() => ({ number: letter.number, signedOn: letter.signedOn, title: letter.title, addressees: letter.addressees, body: letter.body }))
  const [asked, ask] = useState(own)
  useEffect(() => { const timer = setTimeout(() => ask(own), 400); return () => clearTimeout(timer) }, [own])
  const task = useTask()
  const input = { id: letter.id, ...asked, number: asked.number?.trim() || null }
  const { data, isFetching } = useQuery({ queryKey: ['letter', letter.id, 'try', input], queryFn: () => client.letterTry(input), placeholderData: before => before, staleTime: Infinity, retry: false })
  const change = (part: Partial<Own>): void => set(before => ({ ...before, ...part }))
  const put = (i: number, text: string): void => change({ body: own.body.map((block, k) => (k === i && block.kind !== 'table' ? { ...block, text } : block)) })
  const before = (i: number): number => own.body.slice(0, i).filter(block => block.kind === 'table').length
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!await task.run(() => client.letterEdit({ id: letter.id, ...own, number: own.number?.trim() || null }))) return
    await lettersChanged()
    onClose()
  }
  return (
    <form className="notice-desk" onSubmit={event => void save(event)}>
      <section aria-label="修改函件">
        <div className="notice-head">
          <label className="line">文号 {letter.numbered ? null : <small>这种函件通常不编号</small>}<Input value={own.number ?? ''} maxLength={60} placeholder="机关代字〔年〕序号号" onChange={event => change({ number: event.target.value })} /></label>
          <label className="line">成文日期<Input type="date" value={own.signedOn} onChange={event => change({ signedOn: event.target.value })} /></label>
        </div>
        {letter.stage === 'approved' ? <Alert type="warning" title="保存之后，已有的签发作废，须重新签发。" /> : null}
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy}>保存</Button><Button onClick={onClose}>取消</Button></p>
        <div className="writing">
          <TextArea label="标题" className="w-title" value={own.title.join('\n')} onChange={text => change({ title: text.split('\n') })} />
          <TextArea label="主送" value={own.addressees.join('、')} onChange={text => change({ addressees: text.split('、') })} />
          {own.body.map((block, i) => (block.kind === 'table' ? <LetterTable key={i} table={letter.tables[before(i)]} /> : <div key={i} className={block.kind === 'heading' ? 'w-heading' : 'w-paragraph'}><TextArea label={`第 ${i + 1} 段`} value={block.text} onChange={text => put(i, text)} /></div>))}
        </div>
      </section>
      <aside aria-label="校核"><LetterCheck letter={data ?? null} stale={isFetching || asked !== own} /></aside>
    </form>
  )
}
