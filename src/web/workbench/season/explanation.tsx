// 依据: from the outcome to the article, the rule, the facts and their sources; a sheet that can be printed.
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { Mark } from '../../site/ui/marks.tsx'
import { Failed, Waiting } from '../session/gate.tsx'
import { fixed, percent } from '../ui/formats.ts'
import { useReturnFocus } from '../ui/use-return-focus.ts'
import { firmnessWords, withGrades } from '../words.ts'
import { GradeCell, Outcome } from './proposal-columns.tsx'
import { departureOf, explanationQuery, noticesQuery, type Proposal, type Season } from './season-data.ts'

type Props = { season: Season; row: Proposal; onClose: () => void; onDepart: (() => void) | null }
export type Tree = { label: string; article?: { cite: string; document: string; text: string } | undefined; fact?: { name: string; value: string; source: string; inferred?: string | undefined } | undefined; children: Tree[] }

export function Explanation({ season, row, onClose, onDepart }: Props) {
  useReturnFocus()
  const { data, error } = useQuery(explanationQuery(season.id, row.town))
  const departure = departureOf(row)
  const sure = row.robustness
  return (
    <Drawer open rootClassName="basis" size={640} onClose={onClose} mask={false} title={row.name} extra={<span className="drawer-buttons">{onDepart ? <Button size="small" onClick={onDepart}>另作处理</Button> : null}<Button size="small" onClick={() => print()}>打印</Button></span>}>
      <article>
        <p className="print-only">{row.name}</p>
        <dl className="headline">
          <div><dt>结果</dt><dd><Outcome row={{ ...row, open: null }} /></dd></div>
          <div><dt>本年度等级</dt><dd><GradeCell row={row} /></dd></div>
          <div><dt>得分</dt><dd>{fixed(row.score, 2)}</dd></div>
          <div><dt>名次</dt><dd>{row.rank ?? '—'}</dd></div>
        </dl>
        <p className="by">{season.title} {season.year}年度 · 规则 {season.rules.title}{season.scheme ? ` · ${season.scheme.title}` : ''}{season.demo ? <> · <em className="demo-word">演示数据</em></> : null}</p>
        {row.open ? <p className="notice-line"><b>须由人决定</b>{row.open.reason}{row.open.decidedBy ? `（由${row.open.decidedBy}决定）` : ''}</p> : null}
        {departure ? <p className="notice-line"><b>另作处理：{departure.label}</b>{departure.reason}<small>{departure.by}</small></p> : null}
        {row.effects.length ? <ul className="steps">{row.effects.map(effect => <li key={effect}>{effect}</li>)}</ul> : null}
        {sure ? (
          <ul className="sure">
            <li><b>支持度 {percent(sure.support)}</b>{firmnessWords[sure.firmness]}{sure.advice === 'none' ? '' : '，建议人工复核'}；95% 区间 {percent(sure.low)} 到 {percent(sure.high)}{sure.p5 !== null && sure.p95 !== null ? `；名次 ${Math.round(sure.p5)} 到 ${Math.round(sure.p95)}` : ''}</li>
            {sure.margin === null ? null : <li><b>δ* {percent(sure.margin)}</b>权重错到这么多，先后才可能变</li>}
            {sure.change ? <li><b>最省的改变</b>{sure.change}</li> : null}
          </ul>
        ) : null}
        {error ? <Failed error={error} /> : null}
        {data ? <div className="why">{data.because.children.map((child, i) => <Branch key={i} node={child} />)}</div> : error ? null : <Waiting />}
        <p className="print-only foot">镇谱 · {season.title} {season.year}年度拟办依据 · {season.demo ? '演示数据 · ' : ''}{season.stageLabel}</p>
      </article>
    </Drawer>
  )
}

/** One branch of the reasons: article, rule, fact. */
export function Branch({ node }: { node: Tree }) {
  const children = node.children.map((child, i) => <Branch key={i} node={child} />)
  if (node.article) return <section className="article"><h3>依据 <Cited text={node.article.document} /></h3>{node.article.text ? <blockquote>{node.article.text}</blockquote> : null}{children}</section>
  if (node.fact) return <Fact fact={node.fact}>{children}</Fact>
  // Facts that did not matter are there for whoever asks.
  if (node.label.startsWith('其余事实')) return <details className="others"><summary>{node.label}（{node.children.length} 项）</summary>{children}</details>
  return children.length ? <section className="rule"><h4>{node.label}</h4>{children}</section> : <p className="said">{node.label}</p>
}

function Fact({ fact: { name, value, source, inferred }, children }: { fact: NonNullable<Tree['fact']>; children: React.ReactNode }) {
  return (
    <div className={inferred ? 'fact inferred' : 'fact'}>
      <p className="what"><span>{name}</span><b>{value}</b>{inferred ? <span className="state"><Mark code="inferred" />推断</span> : null}</p>
      <p className="origin"><Cited text={withGrades(source)} /></p>
      {inferred ? <p className="origin">{inferred}</p> : null}
      {children}
    </div>
  )
}

/** A source as cited; where it begins with a document that the register has, it leads there. */
function Cited({ text }: { text: string }) {
  const { data } = useQuery(noticesQuery)
  const found = data?.notices.find(({ number }) => number !== null && text.startsWith(number))
  return found?.number ? <><a href={`/notices/${encodeURIComponent(found.id)}`} target="_blank" rel="noreferrer">{found.number}</a>{text.slice(found.number.length)}</> : <>{text}</>
}
