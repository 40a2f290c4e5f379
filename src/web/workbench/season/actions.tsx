// 可办: what the caller may do now; what waits for others; what its time has not come for. Each with the server's reason.
import { Button } from 'antd'
import type { Season, SeasonAction } from './season-data.ts'
import { places } from './step-dialog.tsx'
import { useView } from './view.ts'
import { actWords } from './words.ts'

export function Actions({ season }: { season: Season }) {
  const [, change] = useView()
  const now = season.actions.filter(action => action.allowed)
  const others = season.actions.filter(action => !action.allowed && action.code !== 'season.stage')
  const later = season.actions.filter(action => action.code === 'season.stage')
  // What goes against somebody is never the button that stands out.
  const main = now.findLast(({ id }) => id !== 'return')
  const begin = ({ id }: SeasonAction): void => {
    if (!places[id]) return change({ do: id })
    change({ tab: places[id] })
    // Taken on a tab: there the hand is, also where the tab was open already.
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.pane')?.focus())
  }
  return (
    <>
      <section className="acts">
        <h2>现在可办</h2>
        {now.length ? (
          <ul>{now.map(action => <li key={action.id}><Button type={action === main ? 'primary' : 'default'} block onClick={() => begin(action)}>{action.label}</Button><small>{actWords[action.id as keyof typeof actWords]}</small></li>)}</ul>
        ) : <p className="quiet">现在没有您可以办的步骤。</p>}
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
