// 命名批准: an act outside the system, known by its document; the towns it is about stand above.
import { useState } from 'react'
import { ApprovalFields, emptyApproval, wholeApproval } from '../application/approval-fields.tsx'
import { client } from '../session/client.ts'
import type { Season } from './season-data.ts'
import { StepForm, type Taking } from './step-form.tsx'

export function EndorseForm({ season, taking }: { season: Season; taking: Taking }) {
  const [of, set] = useState(emptyApproval(season.today))
  const approval = wholeApproval(of, season.today)
  return (
    <StepForm taking={taking} ready={approval !== null} onSubmit={() => taking.take(async () => (approval ? client.seasonEndorse({ season: season.id, approval }) : undefined))}>
      <p>拟命名 {season.naming?.towns.length ?? 0} 个：{season.naming?.towns.join('、')}。批准机关：{season.naming?.authority}。</p>
      {season.naming?.approval ? <p className="quiet">已登记 {season.naming.approval.number}；再登记的以后一份为准。</p> : null}
      <ApprovalFields value={of} today={season.today} onChange={set} />
    </StepForm>
  )
}
