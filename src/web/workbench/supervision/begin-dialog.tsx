// Beginning a case: a round is planned, a warning or a misused name taken up, an appeal or a request filed.
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { seasonsQuery } from '../season/season-data.ts'
import { StepForm } from '../season/step-form.tsx'
import { useTask } from '../session/act.tsx'
import { client } from '../session/client.ts'
import { useSession } from '../session/gate.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useDivisions, useTowns } from './around.ts'
import { changed, policyQuery } from './data.ts'
import { EligibilityList } from './eligibility.tsx'
import { complete, type Field, Fields, filesOf, listOf, namesOf, textOf, type Value, type Values } from './fields.tsx'
import { type PlaceId, places } from './places.ts'
import { daysAfter, supportFields, supportInput } from './steps.ts'

type Desk = Awaited<ReturnType<typeof client.supervisionDesk>>
type Props = { what: string; desk: Desk; onClose: () => void; onMade: (place: PlaceId, id: string) => void }

const says: Readonly<Record<string, string>> = {
  plan: '写明查哪些小镇、查什么、谁去查。由另一人批准之后开始。',
  'open-warning': '登记簿上有未解除的警告的，立案整改。整改销号之后才能提请解除警告。',
  'open-misuse': '就发现的冠名问题立案，先核实，再按情形处置。',
  appeal: '对已经公布的决定申诉。由没有参与原决定的人，按原规则、原数据复核。',
  request: '申请省预算内投资支持。先逐条核对能不能申请。',
}

export function BeginDialog({ what, desk, onClose, onMade }: Props) {
  const { permissions } = useSession()
  const task = useTask()
  const begins = Object.values(places).flatMap<{ id: string; label: string; permission: string }>(place => [...place.begins]).find(({ id }) => id === what)
  const [values, set] = useState<Values>(() => ({ programme: desk.programmes[0]?.id ?? '', from: desk.today, until: daysAfter(desk.today, 30) }))
  const programme = textOf(values, 'programme')
  const form = useForm(what, desk, values, programme)
  if (!begins || !form) return null
  const allowed = permissions[begins.permission]?.allowed ?? false
  const put = (key: string, value: Value): void => set(before => ({ ...before, ...(key === 'programme' ? { town: '', towns: [], season: '', use: '', division: '', kind: '' } : {}), [key]: value }))
  const take = async (work: () => Promise<unknown>): Promise<void> => {
    const made = await task.run(work) as { id: string } | undefined
    if (!made) return
    await changed()
    onMade(form.place, made.id)
  }
  const which: readonly Field[] = desk.programmes.length > 1 ? [{ key: 'programme', kind: 'choice', label: '项目', options: desk.programmes.map(({ id, title }) => ({ value: id, label: title })) }] : []
  const fields = [...which, ...form.fields]
  return (
    <Dialog title={begins.label} width={600} onClose={onClose} firm>
      <p className="quiet what-happens">{says[what]}</p>
      {task.error ? <Alert type="error" title={task.error} /> : null}
      <StepForm taking={{ task, take, label: begins.label, allowed, onClose }} ready={complete(fields, values) && !form.barred} onSubmit={() => take(() => form.send())}>
        <Fields fields={fields.slice(0, which.length + form.ask)} values={values} onChange={put} />
        {form.shown}
        <Fields fields={fields.slice(which.length + form.ask)} values={values} onChange={put} />
      </StepForm>
    </Dialog>
  )
}

/** `ask`: so many fields come before what is shown; `barred`: it cannot be sent, as what is shown says */
type Form = { place: PlaceId; fields: readonly Field[]; ask: number; shown?: React.ReactNode; barred?: boolean; send: () => Promise<{ id: string }> }

function useForm(what: string, desk: Desk, values: Values, programme: string): Form | null {
  const towns = useTowns(programme, what !== 'open-misuse')
  const divisions = useDivisions(programme, what === 'open-misuse')
  const { data: policy } = useQuery({ ...policyQuery(programme), enabled: programme !== '' })
  const { data: seasons } = useQuery({ ...seasonsQuery, enabled: what === 'appeal' })
  const [town, use] = [textOf(values, 'town'), textOf(values, 'use')]
  const { data: conditions } = useQuery({ queryKey: ['supervision', 'eligibility', programme, town, use], queryFn: () => client.supportEligibility({ programme, town, use }), enabled: what === 'request' && Boolean(town && use) })
  const which: Field = { key: 'town', kind: 'choice', label: '小镇', options: towns }
  const files: Field = { key: 'files', kind: 'files', label: '附件' }
  if (!policy) return null
  switch (what) {
    case 'plan': return {
      place: 'rounds', ask: 0,
      fields: [
        { key: 'title', kind: 'line', label: '名称', placeholder: `如 ${desk.today.slice(0, 4)}年建设情况检查` }, { key: 'from', kind: 'date', label: '开始' }, { key: 'until', kind: 'date', label: '结束', min: desk.today },
        { key: 'towns', kind: 'many', label: '小镇', options: towns }, { key: 'items', kind: 'many', label: '检查内容', options: policy.checklist.map(({ id, label }) => ({ value: id, label })) }, { key: 'checkers', kind: 'names', label: '检查人员' },
      ],
      send: () => client.roundPlan({ programme, title: textOf(values, 'title'), from: textOf(values, 'from'), until: textOf(values, 'until'), towns: listOf(values, 'towns'), items: listOf(values, 'items'), checkers: namesOf(values, 'checkers') }),
    }
    case 'open-warning': return {
      place: 'rectifications', ask: 0, fields: [{ ...which, hint: '列出警告没有解除的', options: towns.filter(({ warned }) => warned) }, { key: 'text', kind: 'text', label: '事由' }],
      send: () => client.rectificationOpen({ programme, town, text: textOf(values, 'text') }),
    }
    case 'open-misuse': return {
      place: 'misuses', ask: 0,
      fields: [{ key: 'name', kind: 'line', label: '使用的名称' }, { key: 'division', kind: 'choice', label: '所在地', options: divisions }, { key: 'kind', kind: 'choice', label: '情形', options: policy.kinds.map(({ id, label, article }) => ({ value: id, label, hint: article })) }, { key: 'text', kind: 'text', label: '案情' }, files],
      send: () => client.misuseOpen({ programme, name: textOf(values, 'name'), division: textOf(values, 'division'), kind: textOf(values, 'kind'), text: textOf(values, 'text'), files: filesOf(values) }),
    }
    case 'appeal': {
      const open = seasons?.seasons.filter(season => season.id.startsWith(`${programme}/`) && ['issued', 'closed'].includes(season.stage)) ?? []
      return {
        place: 'appeals', ask: 0, fields: [{ key: 'season', kind: 'choice', label: '年度', hint: `公布之后 ${policy.appealDays} 天内`, options: open.map(({ id, year }) => ({ value: id, label: `${year}年度` })) }, which, { key: 'text', kind: 'text', label: '申诉理由' }, files],
        send: () => client.appealSubmit({ season: textOf(values, 'season'), town, text: textOf(values, 'text'), files: filesOf(values) }),
      }
    }
    case 'request': return {
      place: 'supports', ask: 2, barred: conditions?.eligible !== true,
      shown: conditions ? <EligibilityList conditions={conditions.conditions} /> : <p className="quiet small">选定小镇与用途之后，这里逐条说明能不能申请。资金来源：{policy.source}。</p>,
      fields: [which, { key: 'use', kind: 'choice', label: '用途', options: policy.uses.map(({ id, label, article }) => ({ value: id, label, hint: article })) }, ...supportFields],
      send: () => client.supportRequest({ programme, town, use, ...supportInput(values) }),
    }
    default: return null
  }
}
