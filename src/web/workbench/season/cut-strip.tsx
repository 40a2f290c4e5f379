// The scores around one cut on a line: who is inside, where it may lie, where it lies.
import { useMemo } from 'react'
import { layOut, rangeOf } from '../trial/strip-layout.ts'
import { useWidth } from '../ui/use-width.ts'
import type { Cut } from './season-data.ts'

const [dot, side, levels, top] = [7, 10, 6, 26]
const line = top + levels * dot

export function CutStrip({ cut, count }: { cut: Cut; count: number }) {
  const [box, width] = useWidth<HTMLDivElement>()
  const inner = width - 2 * side
  const scores = useMemo(() => cut.scores.map(({ score }) => score), [cut])
  const strip = useMemo(() => layOut(scores.map((_, i) => i), scores, rangeOf(scores.map((_, i) => i), scores), Math.max(1, inner), dot, levels), [scores, inner])
  const between = (many: number): number | null => {
    const [inside, outside] = [scores[many - 1], scores[many]]
    return inside === undefined || outside === undefined ? null : (strip.x(inside) + strip.x(outside)) / 2
  }
  const [at, proposed] = [between(count), between(cut.proposed)]
  const room = [between(cut.least), between(cut.most)].filter(x => x !== null)
  const sentence = `${cut.label} ${count} 个，共 ${scores.length} 个。${cut.why}。${count > 0 && count < scores.length ? `在 ${scores[count - 1]?.toFixed(2)} 与 ${scores[count]?.toFixed(2)} 之间分界。` : ''}`
  return (
    <figure className="strip" ref={box as React.RefObject<HTMLDivElement>}>
      <figcaption><b>{cut.group}{cut.label}</b>{sentence}依据 {cut.cite}</figcaption>
      {width ? (
        <svg width={width} height={line + 20} role="img" aria-label={`得分分布。${sentence}`}>
          <g transform={`translate(${side} 0)`}>
            {room.length === 2 ? <rect className={`room ${cut.side}`} x={Math.min(...room)} width={Math.max(2, Math.abs((room[0] as number) - (room[1] as number)))} y={top} height={line - top} /> : null}
            {strip.columns.map(column => <rect key={column.x} className={`column ${column.towns.every(town => town < count) ? `in-${cut.side}` : ''}`} x={column.x - dot / 2 + 0.5} width={dot - 1} y={line - column.share * levels * dot} height={column.share * levels * dot} />)}
            {strip.dots.map(({ town, x, level }) => <circle key={town} className={town < count ? `in-${cut.side}` : 'between'} cx={x} cy={line - dot / 2 - level * dot} r="2.8"><title>{cut.scores[town]?.name} {scores[town]?.toFixed(2)}</title></circle>)}
            {proposed !== null && proposed !== at ? <path className="cut-proposed" d={`M${proposed} ${top}V${line}`} /> : null}
            {at === null ? null : <g className={`cut ${cut.side}`}><path className="cut-line" d={`M${at} ${top - 6}V${line + 5}`} /><text x={at + (at > inner - 90 ? -4 : 4)} y={top - 10} textAnchor={at > inner - 90 ? 'end' : 'start'}>{cut.label} {count} 个{cut.confirmed === count ? '（已确认）' : count === cut.proposed ? '' : '（改选）'}</text></g>}
            <path className="axis" d={`M0 ${line + 0.5}H${inner}`} />
            {strip.ticks.map(tick => <g key={tick} className="tick"><path d={`M${strip.x(tick)} ${line}v4`} /><text x={strip.x(tick)} y={line + 16}>{tick}</text></g>)}
          </g>
        </svg>
      ) : null}
    </figure>
  )
}
