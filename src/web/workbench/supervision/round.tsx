// A round of checks: which towns, what was seen, what was found, and what became of it.
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { dayWord } from '../ui/days.ts'
import type { Begin } from './body.tsx'
import type { Views } from './data.ts'
import { Facts, Part, Words } from './parts.tsx'
import { caseAt, filesAt } from './places.ts'

type View = Views['rounds']

export function RoundBody({ view, begin }: { view: View; begin: Begin }) {
  return (
    <>
      <Part id="about" title="安排">
        <Facts of={[['时间', `${dayWord(view.from)}至${dayWord(view.until)}`], ['检查人员', view.checkers.join('、')], ['进度', `${view.towns.length} 个小镇看过 ${view.checked} 个，发现 ${view.findings.length} 处`]]} />
        <details className="follow"><summary>检查内容 {view.items.length} 项</summary><ul className="rows">{view.items.map(item => <li key={item.id}><b>{item.label}</b> {item.question}<small>{item.article}</small></li>)}</ul></details>
      </Part>
      <Part id="towns" title="小镇与发现">
        <ul className="visits">{view.towns.map(town => <Town key={town.id} town={town} view={view} begin={begin} />)}</ul>
      </Part>
    </>
  )
}

function Town({ town, view, begin }: { town: View['towns'][number]; view: View; begin: Begin }) {
  const visits = view.visits.filter(visit => visit.town === town.id)
  const findings = view.findings.filter(finding => finding.town === town.id)
  const may = (id: string): boolean => view.actions.find(action => action.id === id)?.allowed ?? false
  return (
    <li>
      <h3><a href={`/towns/${encodeURIComponent(town.id)}`}>{town.label}</a><small>{visits.length ? findings.length ? `${findings.length} 处发现` : '没有发现问题' : '还没有看'}</small>{!visits.length && may('check') ? <Button size="small" aria-label={`记录检查情况：${town.label}`} onClick={() => begin('check', town.id)}>记录检查情况</Button> : null}</h3>
      {visits.map((visit, i) => <Words key={i} of={visit} label="检查情况" />)}
      {findings.map(finding => (
        <div key={finding.id} className={finding.mustFollow ? 'finding-one open' : 'finding-one'}>
          <Words of={finding} at={filesAt('rounds', view.id)} label={finding.id} head={<>{finding.id} · {finding.itemLabel} · {finding.severityLabel}</>} />
          <p className="small"><span className="quiet">{finding.article}</span>{finding.rectification ? <Link {...caseAt('rectifications', finding.rectification)}>已立案整改</Link> : finding.mustFollow ? may('follow') ? <Button size="small" aria-label={`立案整改：${finding.id}`} onClick={() => begin('follow', finding.id)}>立案整改</Button> : <b>须立案整改，还没有立案</b> : null}</p>
        </div>
      ))}
    </li>
  )
}
