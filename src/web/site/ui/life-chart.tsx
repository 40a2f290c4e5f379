// The lanes of a town's life. Everything it draws is also in the list of acts below it. Places on the axis are SVG
// percentages, so that words keep their size at every width and no style attribute is needed.
import type { Lane, Life, Point, Span } from '../pages/town-life.ts'
import { shapeOf } from './marks.tsx'

const laneHeight = 46
const rowHeight = 30

export function LifeChart({ life, sentence }: { life: Life; sentence: string }) {
  return (
    <figure className="life">
      <div className="life-grid" aria-hidden="true">
        <svg className="axis" height="24">{life.years.map(({ year, at }) => at < 0.97 ? <text key={year} x={percent(at)} dx="5" y="15">{year}</text> : null)}</svg>
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
      <svg className="track" height={laneHeight + lane.rows * rowHeight}>
        {life.years.map(({ year, at }) => <line key={year} className="tick" x1={percent(at)} x2={percent(at)} y1="0" y2="100%" />)}
        {lane.items.map((item, index) => item.kind === 'span' ? <SpanBar key={index} span={item} side={sideOf(item, lane)} /> : <PointMark key={index} point={item} />)}
      </svg>
    </div>
  )
}

/** Where a span's word stands: inside; beside it when it is too short and nothing else stands there. */
function sideOf(span: Span, { items }: Lane): 'inside' | 'left' | 'right' {
  if (span.to - span.from >= 0.16) return 'inside'
  const free = (from: number, to: number): boolean => items.every(item => item === span || item.kind === 'point' || item.to <= from || item.from >= to)
  if (span.to < 0.7 && free(span.to, span.to + 0.25)) return 'right'
  return span.from > 0.3 && free(span.from - 0.25, span.from) ? 'left' : 'inside'
}

function SpanBar({ span, side }: { span: Span; side: 'inside' | 'left' | 'right' }) {
  const [x, width] = [percent(span.from), percent(Math.max(0.004, span.to - span.from))]
  const fade = side === 'inside' ? 28 : 8
  return (
    <g className={`span s-${span.code}${span.inferred ? ' dashed' : ''}`}>
      <rect x={x} y="10" width={width} height="26" />
      {span.fuzzy ? <rect className="fade" x={x} y="9" width={fade} height="28" /> : <rect className="edge" x={x} y="10" width="3" height="26" />}
      {side === 'inside' ? <svg x={x} y="10" width={width} height="26"><text x={span.fuzzy ? 24 : 10} y="18">{span.word}</text></svg> : null}
      {side === 'left' ? <text x={x} dx="-8" y="28" textAnchor="end">{span.word}</text> : null}
      {side === 'right' ? <text x={percent(span.to)} dx="8" y="28">{span.word}</text> : null}
    </g>
  )
}

function PointMark({ point }: { point: Point }) {
  const left = point.at > 0.6
  const y = 15 + point.row * rowHeight
  return (
    <g className="point">
      <svg x={percent(point.at)} y={y} overflow="visible" className={`m-${point.code}`}><use href={`#${shapeOf(point.code)}`} x="-7.5" width="15" height="15" /></svg>
      <text x={percent(point.at)} dx={left ? -14 : 14} y={y + 13} textAnchor={left ? 'end' : 'start'}>{point.word}{point.inferred ? '（推断）' : ''}</text>
    </g>
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}
