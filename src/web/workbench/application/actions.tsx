// 可办: what I may do now; what I may not, with the server's reason; what is not at this step.
import { Button } from 'antd'
import type { ActionView } from './data.ts'

type Props = { actions: readonly ActionView[]; words: Readonly<Record<string, string>>; /** refusals that only say: not at this step */ stageCodes: readonly string[]; onBegin: (id: string) => void }

/** What goes against somebody stands last and quiet. */
const adverse: readonly string[] = ['return', 'send-back', 'refuse', 'withdraw', 'end', 'decline', 'decline-clearing', 'dismiss', 'reject', 'doubt', 'drop', 'cancel', 'extend', 'ask-extension']

export function Actions({ actions, words, stageCodes, onBegin }: Props) {
  const now = actions.filter(({ allowed }) => allowed)
  const forward = now.filter(({ id }) => !adverse.includes(id))
  const back = now.filter(({ id }) => adverse.includes(id))
  const later = actions.filter(({ allowed, code }) => !allowed && stageCodes.includes(code ?? ''))
  const others = actions.filter(action => !action.allowed && !later.includes(action))
  return (
    <>
      <section className="acts">
        <h2>现在可办</h2>
        {now.length ? <ul>{[...forward, ...back].map(({ id, label }) => <li key={id}><Button type={id === forward[0]?.id ? 'primary' : 'default'} block onClick={() => onBegin(id)}>{label}</Button><small>{words[id]}</small></li>)}</ul> : <p className="quiet">现在没有您可以办的步骤。</p>}
      </section>
      {others.length ? (
        <section className="acts">
          <h2>您现在不能办</h2>
          <ul>{others.map(({ id, label, reason }) => <li key={id} className="greyed"><b>{label}</b><small>{reason}</small></li>)}</ul>
        </section>
      ) : null}
      {later.length ? (
        <details className="acts">
          <summary>尚未到办理环节 {later.length} 项</summary>
          <ul>{later.map(({ id, label, reason, holders }) => <li key={id} className="greyed"><b>{label}</b><small>{reason}可以办理的是：{holders.join('、')}。</small></li>)}</ul>
        </details>
      ) : null}
    </>
  )
}
