// A correction being written: which places, what was printed, what is correct, and why; the check follows as one types.
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Select } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import { causeLabels } from '#core/notice/correction.ts'
import type { Task } from '../session/act.tsx'
import { client, messageOf } from '../session/client.ts'
import { TextArea } from '../ui/text-area.tsx'
import { type Basis, complete, type Draft, type Item } from './data.ts'
import { AmendmentCheck, Effects, Words } from './diff.tsx'

const pause = 400
const nothing = '（没有）'

type Props = { basis: Basis; first: Draft; task: Task; label: string; onSend: (draft: Draft) => Promise<void>; onClose: () => void }

export function CorrectionForm({ basis, first, task, label, onSend, onClose }: Props) {
  const [draft, set] = useState<Draft>(first)
  const asked = useDelayed(draft, pause)
  const input = { of: basis.of.document, items: asked.items, number: asked.number.trim() || null, signedOn: asked.signedOn, ...(asked.body ? { body: asked.body } : {}) }
  const { data, error, isFetching } = useQuery({ queryKey: ['correction', 'try', input], queryFn: () => client.correctionTry(input), enabled: complete(asked), placeholderData: before => before, staleTime: 5_000, retry: false })
  const change = (part: Partial<Draft>): void => set(before => ({ ...before, ...part }))
  const submit = (event: FormEvent): void => { event.preventDefault(); void onSend(draft) }
  const preview = complete(asked) && !error ? data ?? null : null
  return (
    <form className="amend-form" onSubmit={submit}>
      <section>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <Items basis={basis} items={draft.items} onChange={items => change({ items, body: null })} />
        <div>
          <label className="line" htmlFor="amend-cause">缘由</label>
          <Select id="amend-cause" className="amend-cause" value={draft.cause.kind} disabled={draft.cause.kind === 'appeal'} onChange={kind => change({ cause: { kind: kind as 'slip' | 'fact' } })} options={(draft.cause.kind === 'appeal' ? ['appeal'] as const : ['slip', 'fact'] as const).map(kind => ({ value: kind, label: causeLabels[kind] }))} />
        </div>
        <label className="line">说明 <small>必填：怎样发现的，凭什么</small><TextArea lines={2} value={draft.reason} onChange={reason => change({ reason })} maxLength={4000} /></label>
        <div className="pair">
          <label className="line">文号 <small>审定前填好</small><Input value={draft.number} maxLength={60} placeholder="机关代字〔年〕序号号" onChange={event => change({ number: event.target.value })} /></label>
          <label className="line">成文日期<Input type="date" value={draft.signedOn} onChange={event => change({ signedOn: event.target.value })} /></label>
        </div>
        {preview ? (
          <details className="amend-text">
            <summary>{draft.body ? '正文由您改过' : '正文由系统起草，可以修改'}</summary>
            {(draft.body ?? preview.body).map((text, i) => <TextArea key={i} label={`第 ${i + 1} 段`} value={text} onChange={changed => change({ body: (draft.body ?? preview.body).with(i, changed) })} />)}
            {draft.body ? <Button size="small" onClick={() => change({ body: null })}>恢复系统拟稿</Button> : null}
          </details>
        ) : null}
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!complete(draft) || !draft.reason.trim() || Boolean(error)}>{label}</Button><Button onClick={onClose}>取消</Button></p>
      </section>
      <aside>
        {preview ? <><Words words={preview.words} /><Effects effects={preview.effects} /></> : null}
        <AmendmentCheck preview={preview} stale={isFetching || asked !== draft} refused={error ? messageOf(error) : null} />
      </aside>
    </form>
  )
}

function Items({ basis, items, onChange }: { basis: Basis; items: Item[]; onChange: (items: Item[]) => void }) {
  const put = (i: number, part: Partial<Item>): void => onChange(items.map((item, k) => (k === i ? { ...item, ...part } : item)))
  return (
    <fieldset className="amend-items">
      <legend>更正哪里</legend>
      {items.map((item, i) => {
        const list = basis.lists.find(other => other.kind === item.list)
        return (
          <div key={i} className="amend-item">
            <Select aria-label={`第 ${i + 1} 处的名单`} placeholder="名单" value={item.list || null} onChange={chosen => put(i, { list: chosen, printed: null })} options={basis.kinds.map(({ kind, label }) => ({ value: kind, label }))} />
            <Select aria-label={`第 ${i + 1} 处原印`} showSearch placeholder="原印" value={item.printed ?? nothing} onChange={name => put(i, { printed: name === nothing ? null : name })} options={[nothing, ...(list?.towns.map(town => town.name) ?? [])].map(name => ({ value: name, label: name === nothing ? '原无（增列）' : name }))} />
            <Select aria-label={`第 ${i + 1} 处应为`} showSearch placeholder="应为" value={item.correct ?? nothing} onChange={name => put(i, { correct: name === nothing ? null : name })} options={[nothing, ...basis.towns].map(name => ({ value: name, label: name === nothing ? '删去' : name }))} />
            {item.list === 'listed' && item.correct ? (
              <>
                <Select aria-label={`第 ${i + 1} 处的类别`} allowClear placeholder="类别不变" value={item.category ?? null} onChange={category => put(i, category ? { category } : { category: undefined } as never)} options={basis.categories.map(value => ({ value, label: value }))} />
                <Select aria-label={`第 ${i + 1} 处的类型`} allowClear placeholder="类型不变" value={item.townType ?? null} onChange={townType => put(i, townType ? { townType } : { townType: undefined } as never)} options={basis.townTypes.map(value => ({ value, label: value }))} />
              </>
            ) : null}
            <Button size="small" aria-label={`去掉第 ${i + 1} 处`} disabled={items.length === 1} onClick={() => onChange(items.toSpliced(i, 1))}>去掉</Button>
          </div>
        )
      })}
      <p><Button size="small" onClick={() => onChange([...items, { list: '', printed: null, correct: null }])}>再加一处</Button> <small>等级改了，警告、淘汰名单往往也要改；漏改的右边会指出。</small></p>
    </fieldset>
  )
}

function useDelayed<T>(value: T, milliseconds: number): T {
  const [late, setLate] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return late
}
