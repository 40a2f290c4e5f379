// 公示与异议: how long, who objected to what, and how it was settled.
import { Alert, Button, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import { Mark } from '../../site/ui/marks.tsx'
import { nameOf } from '../ui/names.ts'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { dayWord } from '../ui/days.ts'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/text-area.tsx'
import { actionOf, type CallView, changed } from './data.ts'

type Objection = CallView['objections'][number]

export function Publicity({ call, onBegin }: { call: CallView; onBegin: (step: string) => void }) {
  const [settling, settle] = useState<Objection | null>(null)
  const [file, ruling, publicise] = [actionOf(call, 'object'), actionOf(call, 'settle'), actionOf(call, 'publicise')]
  const { publicity, today } = call
  const state = !publicity ? '还没有公示。' : today < publicity.from ? '尚未开始。' : today <= publicity.until ? '公示中。' : '已期满。'
  return (
    <>
      <p className="lead">{publicity ? `公示 ${dayWord(publicity.from)} 至 ${dayWord(publicity.until)}。` : ''}{state}公示期内可以提出异议；期满并裁定全部异议之后才能确认名单。</p>
      <p className="buttons">{publicise.allowed ? <Button onClick={() => onBegin('publicise')}>公示</Button> : null}{file.allowed ? <Button type="primary" onClick={() => onBegin('object')}>提出异议</Button> : null}</p>
      {call.objections.length ? (
        <ul className="objections">{call.objections.map(objection => (
          <li key={objection.id}>
            <h3>{objection.id} · {objection.name}</h3>
            <p>{objection.text}</p>
            <small>{nameOf(objection.by)}，{dayWord(objection.on)}</small>
            {objection.settled ? <p className="settled"><span className="marked"><Mark code={objection.settled.upheld ? 'warning' : 'note'} />{objection.settled.upheld ? '异议成立' : '异议不成立'}</span>{objection.settled.reason}<small>{nameOf(objection.settled.by)}</small></p> : <p className="buttons"><Button size="small" disabled={!ruling.allowed} onClick={() => settle(objection)}>裁定</Button>{ruling.allowed ? null : <small>{ruling.reason}</small>}</p>}
          </li>
        ))}</ul>
      ) : <p className="nothing">没有异议。</p>}
      {settling ? <Settle call={call} objection={settling} onClose={() => settle(null)} /> : null}
    </>
  )
}

function Settle({ call, objection, onClose }: { call: CallView; objection: Objection; onClose: () => void }) {
  const [upheld, setUpheld] = useState<boolean | null>(null)
  const [reason, setReason] = useState('')
  const task = useTask()
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!await task.run(() => client.callSettle({ call: call.id, version: call.version, objection: objection.id, upheld: upheld === true, reason }))) return
    await changed()
    onClose()
  }
  return (
    <Dialog title={`裁定 ${objection.id} · ${objection.name}`} onClose={onClose}>
      <form className="stack" onSubmit={event => void submit(event)}>
        {task.error ? <Alert type="error" title={task.error} /> : null}
        <blockquote>{objection.text}<small>{nameOf(objection.by)}</small></blockquote>
        <Radio.Group aria-label="裁定" value={upheld} onChange={event => setUpheld(event.target.value as boolean)} options={[{ value: true, label: '异议成立' }, { value: false, label: '异议不成立' }]} />
        {upheld ? <p className="quiet">成立不会自动改变名单。请另请省级复核退回，重新拟定。</p> : null}
        <label className="line">理由 <small>必填，答复提出人</small><TextArea lines={3} value={reason} onChange={setReason} maxLength={4000} /></label>
        <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={upheld === null || !reason.trim()}>裁定</Button><Button onClick={onClose}>取消</Button></p>
      </form>
    </Dialog>
  )
}
