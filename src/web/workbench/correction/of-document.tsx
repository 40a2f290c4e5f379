// 更正 of one document: those there are, appeals that wait for one, and a new one.
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { Failed, useMay, Waiting } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { Dialog } from '../ui/dialog.tsx'
import { type Basis, basisQuery, correctionAt, correctionChanged, type Draft } from './data.ts'
import { CorrectionForm } from './form.tsx'

type Appeal = Basis['appeals'][number]

export function Corrections({ document }: { document: string }) {
  const may = useMay('notice.read')
  const propose = useMay('correction.propose')
  const { data, error } = useQuery({ ...basisQuery(document), enabled: may })
  const [opening, open] = useState<{ appeal: Appeal | null } | null>(null)
  if (!may) return null
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={2} />
  return (
    <section className="amend-list" aria-label="更正">
      <div className="open-line"><h2>更正</h2>{propose ? <Button size="small" onClick={() => open({ appeal: null })}>提出更正</Button> : null}</div>
      {data.corrections.length ? (
        <ul className="rows">{data.corrections.map(row => <li key={row.id}><Link {...correctionAt(row.id)}>{row.number ?? '（还没有文号）'}</Link> {row.causeLabel}：{row.reason}<small>{row.stageLabel} · {dayWord(row.opened)}提出</small></li>)}</ul>
      ) : <p className="quiet">没有更正。印发之后只能更正，原文照旧公开，两份文件互相链接。</p>}
      {data.appeals.map(appeal => <p key={appeal.id} className="amend-appeal"><b>{appeal.name}</b> 的申诉成立（原决定：{appeal.label}），等待更正。{propose ? <Button size="small" type="primary" onClick={() => open({ appeal })}>据此提出更正</Button> : null}</p>)}
      {opening ? <Propose basis={data} appeal={opening.appeal} onClose={() => open(null)} /> : null}
    </section>
  )
}

function Propose({ basis, appeal, onClose }: { basis: Basis; appeal: Appeal | null; onClose: () => void }) {
  const task = useTask()
  const navigate = useNavigate()
  const send = async ({ cause, reason, items, number, signedOn, body }: Draft): Promise<void> => {
    const made = await task.run(() => client.correctionPropose({ of: basis.of.document, cause, reason, items, number: number.trim() || null, signedOn, ...(body ? { body } : {}) }))
    if (!made) return
    await correctionChanged()
    void navigate(correctionAt(made.id))
  }
  return (
    <Dialog title={`更正 ${basis.of.number ?? basis.of.title ?? ''}`} width={1040} onClose={onClose} firm>
      <CorrectionForm basis={basis} first={firstDraft(basis, appeal)} task={task} label="提出更正" onSend={send} onClose={onClose} />
    </Dialog>
  )
}

/** From an upheld appeal: the town struck off every list it stands on; where it belongs is for a person to say. */
function firstDraft({ lists, today }: Basis, appeal: Appeal | null): Draft {
  const items = appeal ? lists.filter(list => list.towns.some(town => town.name === appeal.name)).map(({ kind }) => ({ list: kind, printed: appeal.name, correct: null })) : []
  return { cause: appeal ? { kind: 'appeal', appeal: appeal.id } : { kind: 'slip' }, reason: appeal?.reason ?? '', items: items.length ? items : [{ list: '', printed: null, correct: null }], number: '', signedOn: today, body: null }
}
