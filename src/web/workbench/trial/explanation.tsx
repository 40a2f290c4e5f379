// 依据: from the standing down to the cell of the sheet, every step with its figures; a sheet that can be printed.
import { Button, Drawer } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { AdjustmentScore, DimensionScore, Part } from '#core/evaluation/score-unit.ts'
import { gradeWord, insideWord, stateWords, withGrades } from '../words.ts'
import type { Explained } from '../engine/protocol.ts'
import { fixed, percent } from '../ui/formats.ts'
import { useReturnFocus } from '../ui/use-return-focus.ts'
import { Grade } from './results.tsx'
import type { Trial } from './use-trial.ts'

/** `column`: of the cell that asked */
type Props = { trial: Trial; town: number; column: string | undefined; onClose: () => void }

/** Where a column of the tables is explained; a dimension's at its own place. */
const placeOf: Record<string, string> = { rank: 'standing', shift: 'standing', grade: 'steps', inside: 'steps', decision: 'steps', flips: 'steps', score: 'total', margin: 'sure', support: 'sure', firm: 'sure', span: 'sure', joint: 'sure', agree: 'sure', change: 'sure' }

export function Explanation({ trial, town, column = '', onClose }: Props) {
  const article = useRef<HTMLElement>(null)
  const { opened, outcome, margins, client, changed } = trial
  const hash = outcome?.hash ?? ''
  const [found, setFound] = useState<Explained | null>(null)
  useEffect(() => {
    let wanted = true
    void client.ask('explain', { unit: town, hash }).then(answer => { if (wanted) setFound(answer) })
    return () => { wanted = false }
  }, [client, town, hash])
  const place = placeOf[column] ?? column
  useEffect(() => {
    if (found && place) article.current?.querySelector(`[data-place="${place}"]`)?.scrollIntoView({ block: 'start' })
  }, [found, place])
  const at = (own: string, name: string): { 'data-place': string; className: string } => ({ 'data-place': own, className: own === place ? `${name} pointed` : name })
  useReturnFocus()
  if (!opened) return null
  const { scheme } = opened
  const scored = found?.scored
  const against = opened.towns[margins?.against[town] ?? -1]?.name
  const ownRow = trial.robustness?.units.find(({ id }) => id === scored?.id)
  return (
    <Drawer open rootClassName="basis" size={640} onClose={onClose} mask={false} title={opened.towns[town]?.name} extra={<Button size="small" onClick={() => print()}>打印</Button>}>
      {scored && found ? (
        <article ref={article}>
          <p className="print-only">{scored.name}</p>
          <dl {...at('standing', 'headline')}>
            <div><dt>得分</dt><dd>{fixed(scored.published, scheme.precision)}</dd></div>
            <div><dt>名次</dt><dd>{scored.rank ?? '—'}</dd></div>
            <div><dt>等级</dt><dd><Grade grade={scored.grade} state={scored.state} /></dd></div>
            <div><dt>前后段</dt><dd>{insideWord(scored.inside) || '中间'}</dd></div>
          </dl>
          <p className="by">依据 {scheme.title} 第{scheme.version}版{changed ? '（权重已改动）' : scheme.status === 'proposal' ? '（建议稿）' : ''}；数据 {opened.label}{scored.category ? `；${scored.category}` : ''}{stateWords[scored.state] ? `；${stateWords[scored.state]}` : ''}</p>
          <ol {...at('steps', 'steps')}>{scored.steps.map(step => <li key={step}>{withGrades(step)}</li>)}</ol>
          {against || ownRow || found.change ? (
            <ul {...at('sure', 'sure')}>
              {against ? <li><b>δ* {percent(margins?.margin[town])}</b>权重错到这么多，才可能与“{against}”换先后</li> : null}
              {ownRow ? <li><b>支持度 {percent(ownRow.support)}</b>{trial.robustness?.draws} 次抽样，95% 区间 {percent(ownRow.interval.low)} 到 {percent(ownRow.interval.high)}{ownRow.rank ? `；名次 ${Math.round(ownRow.rank.p5)} 到 ${Math.round(ownRow.rank.p95)}` : ''}</li> : null}
              {found.change ? <li><b>最省的改变</b>{found.change.name} 由 {found.change.from} 到 {found.change.to}，即{[gradeWord(found.change.grade), insideWord(found.change.inside)].filter(Boolean).join('、')}{found.change.inside.length ? '' : '，不在后段'}</li> : null}
            </ul>
          ) : null}
          <div {...at('total', 'total')}>
            <h3>得分 {fixed(scored.score, scheme.precision)}</h3>
            <p className="formula">{scored.formula}</p>
          </div>
          {scored.dimensions.map((dimension, d) => <DimensionPart key={dimension.id} at={at(`dim-${d}`, 'dimension')} dimension={dimension} parts={scored.parts.filter(part => part.dimension === dimension.id)} />)}
          {scored.adjustments.length ? <Adjustments items={scored.adjustments} /> : null}
          {scored.vetoes.length ? <section className="vetoes"><h4>否决</h4><ul>{scored.vetoes.map(({ id, name, source, origin }) => <li key={id}>{name}<small>{source} · {origin}</small></li>)}</ul></section> : null}
          <p className="print-only foot">镇谱 · 试算 · {opened.demo ? '演示数据 · ' : ''}指纹 {outcome?.hash} · 试算结果不是决定</p>
        </article>
      ) : null}
    </Drawer>
  )
}

function DimensionPart({ dimension: { id, name, weight, score, formula }, parts, at }: { dimension: DimensionScore; parts: readonly Part[]; at: { 'data-place': string; className: string } }) {
  return (
    <details {...at} open>
      <summary><b>{id}</b> {name}<span className="n">{fixed(score, 2)}<small> × {Number(weight.toFixed(2))}÷100 ＝ {fixed(score === null ? null : (score * weight) / 100, 2)}</small></span></summary>
      <p className="formula">{formula}</p>
      <ul>{parts.map(part => <IndicatorPart key={part.indicator} part={part} />)}</ul>
    </details>
  )
}

const stateMarks: Record<Part['state'], string> = { value: '', imputed: '补缺', missing: '缺', refused: '不采用', notApplicable: '不适用' }

function IndicatorPart({ part: { indicator, name, unit, state, value, source, points, weight, score, formula, origin } }: { part: Part }) {
  return (
    <li className={`part ${state}`}>
      <p className="what"><b>{indicator}</b> {name}{stateMarks[state] ? <span className="state">{stateMarks[state]}</span> : null}</p>
      <p className="figures">
        <span className="given">{value === null ? '—' : Array.isArray(value) ? value.join('、') : String(value)}{typeof value === 'number' ? <small> {unit}</small> : null}</span>
        <span className="bar" style={{ '--part': `${points ?? 0}%` } as React.CSSProperties} aria-hidden="true" />
        <span className="n">{points === null ? '—' : Number(points.toFixed(2))}<small> × {Number(weight.toFixed(2))}÷100 ＝ </small><b>{fixed(score, 2)}</b></span>
      </p>
      <p className="formula">{formula}</p>
      <p className="origin"><span className="sheet-cell">{source || '—'}</span>{origin}</p>
    </li>
  )
}

function Adjustments({ items }: { items: readonly AdjustmentScore[] }) {
  return (
    <section className="adjustments">
      <h4>加分、扣分</h4>
      <ul>{items.map(({ id, name, formula, source, origin }) => <li key={id} className="part"><p className="what"><b>{id}</b> {name}</p><p className="formula">{formula}</p><p className="origin"><span className="sheet-cell">{source}</span>{origin}</p></li>)}</ul>
    </section>
  )
}
