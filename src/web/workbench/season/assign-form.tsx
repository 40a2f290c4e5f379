// 指派第三方: which organisation looks at which towns this year.
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { client } from '../session/client.ts'
import { Failed, Waiting } from '../session/gate.tsx'
import type { Season } from './season-data.ts'
import { StepForm, type Taking } from './step-form.tsx'

export function AssignForm({ season, taking }: { season: Season; taking: Taking }) {
  const { data, error } = useQuery({ queryKey: ['seasons', season.id, 'evaluators'], queryFn: () => client.seasonEvaluators({ season: season.id }), staleTime: 0 })
  const [organisation, setOrganisation] = useState<string | null>(null)
  const [towns, setTowns] = useState<string[]>([])
  if (!data) return error ? <Failed error={error} /> : <Waiting lines={3} />
  if (!data.evaluators.length) return <p className="nothing">还没有第三方评估机构。请系统管理员在“账户 · 单位”里增加种类为“第三方评估机构”的单位。</p>
  const before = data.evaluators.find(({ id }) => id === organisation)?.towns.length ?? 0
  const choose = (id: string): void => {
    setOrganisation(id)
    setTowns(data.evaluators.find(other => other.id === id)?.towns ?? [])
  }
  return (
    <StepForm taking={taking} ready={organisation !== null && (towns.length > 0 || before > 0)} onSubmit={() => taking.take(() => client.seasonAssign({ season: season.id, organisation: organisation ?? '', towns }))}>
      <label className="line" htmlFor="evaluator">机构</label>
      <Select id="evaluator" value={organisation} onChange={choose} options={data.evaluators.map(({ id, name, towns: own }) => ({ value: id, label: own.length ? `${name}（已指派 ${own.length} 个小镇）` : name }))} />
      <label className="line" htmlFor="evaluated">小镇 <small>全部去掉即收回指派</small></label>
      <Select id="evaluated" mode="multiple" maxTagCount={8} showSearch={{ optionFilterProp: 'label' }} value={towns} onChange={setTowns} options={data.towns.map(({ id, name }) => ({ value: id, label: name }))} />
      <p className="buttons"><Button size="small" onClick={() => setTowns(data.towns.map(({ id }) => id))}>全部 {data.towns.length} 个</Button><Button size="small" disabled={!towns.length} onClick={() => setTowns([])}>清空</Button><small>已选 {towns.length} 个</small></p>
    </StepForm>
  )
}
