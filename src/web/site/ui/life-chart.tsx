// The lanes of a town's life. Everything it draws is also in the list of acts below it.
import type { CSSProperties } from 'react'
import type { Lane, Life, Point, Span } from '../pages/town-life.ts'
import { Mark } from './marks.tsx'

export function LifeChart({ life, sentence }: { life: Life; sentence: string }) {
  return (
    <figure className="life">
      <div className="life-grid" aria-hidden="true">
        <div className="axis">{life.years.map(({ year, at }) => at <= 1 ? <span key={year} style={{ left: percent(at) }}>{at < 0.97 ? year : ''}</span> : null)}</div>
        {life.lanes.map(lane => <LaneRow key={lane.title} lane={lane} life={life} />)}
      </div>
      <figcaption>{sentence}</figcaption>
    </figure>
  )
}

function LaneRow({ lane, life }: { lane: Lane; life: Life }) {
  return (
    <div className="lane">
      <b>{lane.title}</b>
      <div className="track" style={{ '--rows': lane.rows } as CSSProperties}>
        {life.years.map(({ year, at }) => <i key={year} className="tick" style={{ left: percent(at) }} />)}
        {lane.items.map((item, index) => item.kind === 'span' ? <SpanBar key={index} span={item} /> : <PointMark key={index} point={item} />)}
      </div>
    </div>
  )
}

/** A bar too short for its word carries it on the side where there is room. */
function SpanBar({ span }: { span: Span }) {
  const short = span.to - span.from < 0.16
  const left = short && span.to > 0.6
  const classes = ['span', `s-${span.code}`, span.fuzzy ? 'fuzzy' : '', span.inferred ? 'dashed' : '', span.open ? 'open' : '', short ? (left ? 'word-left' : 'word-right') : ''].filter(Boolean).join(' ')
  return <span className={classes} style={{ left: percent(span.from), width: percent(Math.max(0.004, span.to - span.from)) }}><span>{span.word}</span></span>
}

function PointMark({ point }: { point: Point }) {
  return (
    <span className={`point ${point.at > 0.6 ? 'word-left' : 'word-right'}${point.inferred ? ' dashed' : ''}`} style={{ left: percent(point.at), '--row': point.row } as CSSProperties}>
      <Mark code={point.code} /><span>{point.word}{point.inferred ? '（推断）' : ''}</span>
    </span>
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}
