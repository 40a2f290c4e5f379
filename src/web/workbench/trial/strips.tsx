// The scores on a line, a strip for every group that is ranked together, with the cuts, their gaps and their room.
import { memo, type PointerEvent, useMemo, useState } from 'react'
import type { Scheme } from '#core/evaluation/scheme.ts'
import type { CutView, Outcome, Town } from '../engine/protocol.ts'
import { count, fixed, percent } from '../ui/formats.ts'
import { useWidth } from '../ui/use-width.ts'
import { becauseWords, gradeWord, sideWords } from '../words.ts'
import { layOut, rangeOf } from './strip-layout.ts'

type Props = { scheme: Scheme; towns: readonly Town[]; outcome: Outcome; onOpen: (town: number) => void; chosen: number | null }

export const Strips = memo(function Strips({ scheme, towns, outcome, onOpen, chosen }: Props) {
  const [box, width] = useWidth<HTMLDivElement>()
  const { groups, range } = useMemo(() => {
    const ranked = towns.map((_, i) => i).filter(i => (outcome.standing.rank[i] as number) > 0)
    const range = rangeOf(ranked, outcome.standing.published)
    const groups = scheme.rankWithin === 'category' ? scheme.categories.map(name => ({ name, members: ranked.filter(i => towns[i]?.category === name) })) : [{ name: '', members: ranked }]
    return { groups, range }
  }, [scheme, towns, outcome])
  return (
    <div className="strips" ref={box}>
      {width ? groups.map(({ name, members }, place) => <Strip key={name} name={name} first={place === 0} members={members} range={range} width={width} tall={groups.length === 1} cuts={outcome.cuts.filter(cut => cut.group === name)} {...{ scheme, towns, outcome, onOpen, chosen }} />) : null}
      <details className="as-table">
        <summary>分界一览表</summary>
        <CutTable cuts={outcome.cuts} precision={scheme.precision} />
      </details>
    </div>
  )
})

const [dot, side] = [7, 10]

function Strip({ name, first, members, range, cuts, width, tall, scheme, towns, outcome: { standing }, onOpen, chosen }: Props & { name: string; first: boolean; members: readonly number[]; range: [number, number]; cuts: readonly CutView[]; width: number; tall: boolean }) {
  const [near, setNear] = useState<{ x: number; text: string; town: number | null } | null>(null)
  const levels = tall ? 9 : 4
  const named = first && scheme.bands.some(({ from }) => from > range[0] && from < range[1])
  const [top, plot] = [named ? 42 : 22, levels * dot]
  const line = top + plot
  const inner = width - 2 * side
  const strip = useMemo(() => layOut(members, standing.published, range, inner, dot, levels), [members, standing, range, inner, levels])
  const sentences = cuts.filter(({ cut }) => cut.base > 0).map(cut => sentenceOf(cut, scheme.precision))
  const find = (event: PointerEvent<SVGSVGElement>): void => {
    const bounds = event.currentTarget.getBoundingClientRect()
    const [x, level] = [event.clientX - bounds.left - side, Math.round((line - (event.clientY - bounds.top)) / dot - 0.5)]
    const hit = strip.dots.toSorted((a, b) => Math.hypot(a.x - x, (a.level - level) * dot) - Math.hypot(b.x - x, (b.level - level) * dot))[0]
    const column = strip.columns.find(other => Math.abs(other.x - x) <= dot / 2)
    if (hit && Math.abs(hit.x - x) < 14) setNear({ x: hit.x, town: hit.town, text: `${towns[hit.town]?.name ?? ''} ${fixed(standing.published[hit.town], scheme.precision)}` })
    else setNear(column ? { x: column.x, town: null, text: `${column.from.toFixed(1)} 到 ${column.to.toFixed(1)}：${count(column.towns.length)} 个` } : null)
  }
  const kind = (town: number): string => ((standing.inside[town] as number) & 1 ? 'in-top' : (standing.inside[town] as number) & 2 ? 'in-bottom' : 'between')
  return (
    <figure className="strip">
      <figcaption>{name ? <b>{name} {count(members.length)} 个</b> : null}{sentences.length ? sentences.join(' ') : '没有前后段。'}</figcaption>
      <svg width={width} height={line + 20} role="img" aria-label={`${name || '全部'}得分分布。${sentences.join('')}`} onPointerMove={find} onPointerLeave={() => setNear(null)} onClick={() => near?.town !== null && near?.town !== undefined && onOpen(near.town)} className={near?.town === null || !near ? undefined : 'hot'}>
        <g transform={`translate(${side} 0)`}>
          {cuts.map(cut => <Room key={cut.quota.side} view={cut} x={strip.x} top={top} line={line} />)}
          {scheme.bands.map(({ grade, from }) => (from > strip.low && from < strip.high ? <g key={grade} className="band"><path d={`M${strip.x(from)} ${named ? 18 : top}V${line}`} />{named ? <text x={strip.x(from)} y={14}>{inner < 520 ? '' : `${gradeWord(grade)} `}≥{from}</text> : null}</g> : null))}
          {strip.columns.map(column => <rect key={column.x} className={`column ${kind(column.towns[column.towns.length >> 1] as number)}`} x={column.x - dot / 2 + 0.5} width={dot - 1} y={line - column.share * plot} height={column.share * plot} />)}
          {strip.dots.map(({ town, x, level }) => <circle key={town} className={`${kind(town)}${town === chosen ? ' chosen' : ''}`} cx={x} cy={line - dot / 2 - level * dot} r={near?.town === town || town === chosen ? 4.5 : 2.8} />)}
          {cuts.map(cut => <CutMark key={cut.quota.side} view={cut} x={strip.x} top={top} line={line} width={inner} />)}
          <path className="axis" d={`M0 ${line + 0.5}H${inner}`} />
          {strip.ticks.map(tick => <g key={tick} className="tick"><path d={`M${strip.x(tick)} ${line}v4`} /><text x={strip.x(tick)} y={line + 16}>{tick}</text></g>)}
          {near ? <text className="near" x={Math.min(inner - 4, Math.max(4, near.x))} y={top - 7} textAnchor={near.x > inner - 120 ? 'end' : near.x < 120 ? 'start' : 'middle'}>{near.text}</text> : null}
        </g>
      </svg>
    </figure>
  )
}

/** The scores between which the cut may lie. */
function Room({ view: { quota, edges }, x, top, line }: { view: CutView; x: (score: number) => number; top: number; line: number }) {
  const ends = edges.flatMap(edge => (Number.isNaN(edge.inner) || Number.isNaN(edge.outer) ? [] : [x(edge.inner), x(edge.outer)]))
  return ends.length ? <rect className={`room ${quota.side}`} x={Math.min(...ends)} width={Math.max(1, Math.max(...ends) - Math.min(...ends))} y={top} height={line - top} /> : null
}

function CutMark({ view: { quota, cut, inner, outer }, x, top, line, width }: { view: CutView; x: (score: number) => number; top: number; line: number; width: number }) {
  if (!cut.count || Number.isNaN(outer)) return null
  const [a, b] = [x(inner), x(outer)]
  const at = (a + b) / 2
  const label = `${sideWords[quota.side]} ${cut.count} 个`
  const right = quota.side === 'top' ? at < width - 70 : at < 70
  return (
    <g className={`cut ${quota.side}`}>
      <path className="cut-line" d={`M${at} ${top - 4}V${line + 5}`} />
      <text x={at + (right ? 4 : -4)} y={top - 7} textAnchor={right ? 'start' : 'end'}>{label}</text>
    </g>
  )
}

function sentenceOf({ quota, cut, inner, outer }: CutView, precision: number): string {
  const word = sideWords[quota.side]
  if (cut.because === 'too-few-units') return `${word}：${becauseWords['too-few-units']}。`
  if (!cut.count) return `${word}没有。`
  const gap = Number.isNaN(outer) ? '' : `，在 ${inner.toFixed(precision)} 与 ${outer.toFixed(precision)} 之间分界，相差 ${Math.abs(inner - outer).toFixed(precision)}`
  return `${word} ${cut.count} 个${gap}。`
}

function CutTable({ cuts, precision }: { cuts: readonly CutView[]; precision: number }) {
  return (
    <table className="plain">
      <thead><tr><th>组</th><th>段</th><th className="n">取几个</th><th className="n">占</th><th className="n">里面最近的</th><th className="n">外面最近的</th><th className="n">间隔</th><th /></tr></thead>
      <tbody>
        {cuts.flatMap(({ group, quota, cut, edges }) => edges.map(edge => (
          <tr key={`${group} ${quota.side} ${edge.count}`} className={edge.count === cut.count ? 'chosen' : undefined}>
            <td>{group || '全部'}</td><td>{sideWords[quota.side]}</td><td className="n">{edge.count}</td><td className="n">{percent(cut.base ? edge.count / cut.base : 0)}</td>
            <td className="n">{fixed(edge.inner, precision)}</td><td className="n">{fixed(edge.outer, precision)}</td><td className="n">{edge.gap.toFixed(precision)}</td>
            <td>{edge.count === cut.count ? `现取，${becauseWords[cut.because]}` : edge.count === cut.nominal ? '按比例' : ''}</td>
          </tr>
        )))}
      </tbody>
    </table>
  )
}
