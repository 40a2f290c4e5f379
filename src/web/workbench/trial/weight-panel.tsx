// Weights under the hand. Native sliders: forty of them move in one frame.
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { indicatorsOf, type Scheme } from '#core/evaluation/scheme.ts'
import { rescale, type Weights } from './reweigh.ts'

/** So many sliders are shown at once; more are folded by dimension. */
const fewIndicators = 12

type Props = { scheme: Scheme; weights: Weights; changed: boolean; onChange: (weights: Weights) => void; onReset: () => void }

export function WeightPanel({ scheme, weights, changed, onChange, onReset }: Props) {
  const categories = Object.keys(weights)
  const [picked, setPicked] = useState(categories[0] ?? '')
  const [shut, setShut] = useState(() => (indicatorsOf(scheme).length > fewIndicators ? scheme.dimensions.map(({ id }) => id) : []))
  const category = categories.includes(picked) ? picked : categories[0] ?? ''
  const own = weights[category] ?? {}
  const move = (ids: readonly string[], wanted: number): void => onChange({ ...weights, [category]: rescale(own, ids, wanted, scheme.total) })
  return (
    <section className="weights" aria-labelledby="weights-title">
      <header>
        <h2 id="weights-title">权重</h2>
        <Button size="small" disabled={!changed} onClick={onReset}>恢复原权重</Button>
      </header>
      {categories.length > 1 ? <Segmented block size="small" aria-label="类别" value={category} onChange={setPicked} options={categories} /> : null}
      <p className={changed ? 'verdict moved' : 'verdict'} role="status">
        {changed ? `权重已改动，不再是“${scheme.title}”第${scheme.version}版。名次只供参考。` : `合计 ${scheme.total}。动一项，其余按比例相让。`}
      </p>
      {scheme.dimensions.map(({ id, name, indicators }) => {
        const ids = indicators.map(indicator => indicator.id)
        const sum = ids.reduce((all, indicator) => all + (own[indicator] ?? 0), 0)
        return (
          <div key={id} className={shut.includes(id) ? 'dimension' : 'dimension open'}>
            <Slider id={id} name={name} value={sum} most={scheme.total} onMove={wanted => move(ids, wanted)} open={!shut.includes(id)} onToggle={() => setShut(shut.includes(id) ? shut.filter(other => other !== id) : [...shut, id])} />
            {shut.includes(id) ? null : indicators.map(indicator => <Slider key={indicator.id} id={indicator.id} name={indicator.name} value={own[indicator.id] ?? 0} most={scheme.total} onMove={wanted => move([indicator.id], wanted)} />)}
          </div>
        )
      })}
    </section>
  )
}

type SliderProps = { id: string; name: string; value: number; most: number; onMove: (value: number) => void; open?: boolean; onToggle?: () => void }

function Slider({ id, name, value, most, onMove, open, onToggle }: SliderProps) {
  const what = <><b>{id}</b> {name}</>
  return (
    <div className="slider">
      {onToggle ? <button type="button" className="what" aria-expanded={open} onClick={onToggle}>{what}</button> : <span className="what" title={`${id} ${name}`}>{what}</span>}
      <output>{Number(value.toFixed(2))}</output>
      <input type="range" aria-label={`${id} ${name} 的权重`} min={0} max={most} step={0.5} value={value} onChange={event => onMove(Number(event.target.value))} style={{ '--part': `${(value / most) * 100}%` } as React.CSSProperties} />
    </div>
  )
}
