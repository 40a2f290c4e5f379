// 哪些选择最要紧: how much of the movement of ranks comes from each doubt, alone and together with the others.
import { Button } from 'antd'
import type { SobolIndex } from '#core/evaluation/methods/sobol.ts'
import type { Sensitivity } from '#core/evaluation/robustness/sensitivity.ts'
import type { RobustView } from '../engine/protocol.ts'
import { count, fixed } from '../ui/formats.ts'
import { variedWords } from '../words.ts'

type Props = { view: RobustView; busy: boolean; towns: number; nameOf: (id: string) => string; onExplore: () => void; onOpen: (id: string) => void }

/** Each row of the design is a whole evaluation of all towns: beyond so many it takes minutes. */
const mostTowns = 2000

export function Matters({ view, busy, towns, nameOf, onExplore, onOpen }: Props) {
  const { sensitivity, varied } = view
  return (
    <section className="matters" aria-label="哪些选择最要紧">
      <h3>哪些选择最要紧</h3>
      {varied.length < 2 ? <p className="quiet">这次只变动了{variedWords[varied[0] ?? 'weights']}，名次的变动全部由它而来。另试合成方法，或填上数据误差，再算一次，才分得出哪一样更要紧。</p>
        : towns > mostTowns ? <p className="quiet">小镇多于 {count(mostTowns)} 个，在浏览器里要算很久，请用命令行：./zhenpu robustness … --sensitivity</p>
        : sensitivity ? <Found sensitivity={sensitivity} nameOf={nameOf} onOpen={onOpen} />
        : <p className="quiet">变动了{varied.map(what => variedWords[what]).join('、')}。<Button size="small" disabled={busy} onClick={onExplore}>分出各占多少</Button></p>}
    </section>
  )
}

function Found({ sensitivity: { ranks, decisions }, nameOf, onOpen }: { sensitivity: Sensitivity; nameOf: (id: string) => string; onOpen: (id: string) => void }) {
  const [first] = ranks.filter(({ total }) => total.shown).toSorted((a, b) => b.total.value - a.total.value)
  const shown = decisions.filter(({ indices }) => indices.some(({ total }) => total.shown))
  return (
    <>
      <p className="lead">{first ? <>名次的变动主要来自<b>{variedWords[first.source]}</b>：单独占 {share(first.first)}，连同与别的一起占 {share(first.total)}。</> : '各项的区间都太宽，分不出谁更要紧。'}</p>
      <table className="plain sobol" aria-label="名次变动的来源">
        <thead><tr><th scope="col">变动了什么</th><th scope="col" className="n">单独</th><th scope="col" className="span">连同与别的一起，0 到 100%</th><th scope="col" className="n">区间</th></tr></thead>
        <tbody>{ranks.map(({ source, first: alone, total }) => <tr key={source}><th scope="row">{variedWords[source]}</th><td className="n">{share(alone)}</td><td className="span"><Bar index={total} /></td><td className="n">{total.shown ? `${percentOf(total.low)}–${percentOf(total.high)}` : '太宽，不列'}</td></tr>)}</tbody>
      </table>
      {decisions.length ? (
        <details className="as-table">
          <summary>逐镇：结论会变的 {count(decisions.length)} 个，变在哪里</summary>
          <table className="plain sobol">
            <thead><tr><th scope="col">小镇</th>{ranks.map(({ source }) => <th key={source} scope="col" className="n">{variedWords[source]}</th>)}</tr></thead>
            <tbody>{shown.map(({ unit, indices }) => <tr key={unit}><th scope="row"><Button type="link" size="small" onClick={() => onOpen(unit)}>{nameOf(unit)}</Button></th>{indices.map(({ source, total }) => <td key={source} className="n">{share(total)}</td>)}</tr>)}</tbody>
          </table>
          {shown.length < decisions.length ? <p className="quiet">另有 {count(decisions.length - shown.length)} 个的区间宽于 0.2，不列。</p> : null}
        </details>
      ) : null}
      <p className="quiet">Sobol 指数（Jansen 估计），区间为 95% 自助区间，宽于 0.2 的不列。“单独”与“一起”相差大，说明几样互相牵连。</p>
    </>
  )
}

function Bar({ index: { value, low, high, shown } }: { index: SobolIndex }) {
  if (!shown) return null
  const at = (share: number): string => `${Math.min(100, Math.max(0, share * 100)).toFixed(1)}%`
  return (
    <svg height="16" role="img" aria-label={`${percentOf(value)}，区间 ${percentOf(low)} 到 ${percentOf(high)}`}>
      <rect className="whole" width="100%" height="6" y="5" /><rect className="part" width={at(value)} height="6" y="5" />
      <line x1={at(low)} x2={at(high)} y1="8" y2="8" />
    </svg>
  )
}

function share(index: SobolIndex): string {
  return index.shown ? percentOf(index.value) : '—'
}

/** A little below 0 or above 1 is the estimate's own error. */
function percentOf(value: number): string {
  return `${fixed(Math.min(1, Math.max(0, value)) * 100, 0)}%`
}
