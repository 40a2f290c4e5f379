// A request for money: what for, how much, and whether the conditions are met, one by one.
import { EligibilityList } from './eligibility.tsx'
import type { Views } from './data.ts'
import { Facts, Part, Words } from './parts.tsx'
import { filesAt } from './places.ts'

export function SupportBody({ view }: { view: Views['supports'] }) {
  return (
    <>
      <Part id="about" title="申请">
        <Facts of={[
          ['小镇', <a key="t" href={`/towns/${encodeURIComponent(view.town)}`}>{view.name}</a>], ['用途', view.useLabel], ['资金来源', view.source], ['申请', `${view.amount} 万元`],
          ...(view.reviewed ? [['核定', `${view.reviewed} 万元`] as const] : []), ...(view.granted ? [['批准', <b key="g">{view.granted} 万元</b>] as const] : []),
        ]} />
        <Words of={{ text: view.text, files: view.files }} at={filesAt('supports', view.id)} label={view.project} />
      </Part>
      <Part id="conditions" title="能否申请" more={view.reviewed ? '审核时的情况' : '申请时的情况'}><EligibilityList conditions={view.eligibility} /></Part>
    </>
  )
}
