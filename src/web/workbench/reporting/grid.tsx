// 填报表 on line: towns down, indicators across, the same order as in the workbook, so that a range can be pasted.
import type { ClipboardEvent } from 'react'
import { remarkField, valueAt } from '#core/reporting/content.ts'
import { type Indicator, printBounds, valueTypes } from '#core/reporting/data-set.ts'
import { printFormula } from '#core/reporting/formula.ts'
import { Cell } from './cell.tsx'
import type { Change, ReportView } from './data.ts'
import type { Draft } from './use-draft.ts'

export type Selected = { town: string; indicator: string }

type Props = { report: ReportView; draft: Draft; withLast: boolean; selected: Selected | null; onSelect: (at: Selected) => void; /** columns that stand out: a department's own */ own: ReadonlySet<string> }

export function Grid({ report, draft, withLast, selected, onSelect, own }: Props) {
  const { dataSet, towns } = report
  const marks = marksOf(report, draft)
  const columns: (Indicator | null)[] = [...dataSet.indicators, null]
  const mayChange = (town: string, indicator: Indicator | null): boolean => !indicator?.formula && (report.editable.all || report.editable.scope.some(place => (place.town === null || place.town === town) && (place.indicator === null || place.indicator === (indicator?.id ?? remarkField))))

  /** A range copied from a spreadsheet goes into the cells to the right and below; columns that are worked out are passed over. */
  function paste(event: ClipboardEvent, row: number, column: number): void {
    const text = event.clipboardData.getData('text/plain').replace(/\r?\n$/, '')
    if (!/[\t\n]/.test(text)) return
    event.preventDefault()
    for (const [r, line] of text.split(/\r?\n/).entries()) {
      const town = towns[row + r]
      for (const [c, typed] of line.split('\t').entries()) {
        const indicator = columns[column + c]
        if (town && indicator !== undefined && mayChange(town.id, indicator)) draft.set(town.id, indicator?.id ?? remarkField, typed)
      }
    }
  }

  return (
    <table className="grid" aria-label="填报表">
      <thead>
        <tr>
          <th scope="col" className="c-town">小镇</th>
          {dataSet.indicators.map(indicator => (
            <th key={indicator.id} scope="col" className={[own.has(indicator.id) ? 'own' : '', indicator.formula ? 'worked' : ''].filter(Boolean).join(' ') || undefined} title={hintOf(indicator, dataSet.indicators)}>
              <b>{indicator.name}{indicator.required && !indicator.formula ? <i className="must" title="必填">*</i> : null}</b><small>{indicator.id}{indicator.unit ? ` · ${indicator.unit}` : ''}</small>
            </th>
          ))}
          <th scope="col" className="c-remark"><b>说明</b><small>数据异常的原因</small></th>
        </tr>
      </thead>
      <tbody>
        {towns.map((town, row) => (
          <tr key={town.id}>
            <th scope="row" className="c-town">{town.name}</th>
            {columns.map((indicator, column) => {
              const id = indicator?.id ?? remarkField
              const key = `${town.id}/${id}`
              return (
                <Cell key={id} town={town.id} indicator={indicator} label={`${town.name} ${indicator?.name ?? '说明'}`} value={valueAt(draft.content, town.id, id)}
                  last={withLast && indicator && indicator.type !== 'text' ? valueAt(report.last ?? {}, town.id, id) : undefined}
                  editable={mayChange(town.id, indicator)} wrong={draft.wrong.get(key)} mark={marks.findings.get(key) ?? null} noted={marks.notes.get(key) ?? null} changed={marks.changed.has(key)}
                  selected={selected?.town === town.id && selected.indicator === id} onSelect={() => onSelect({ town: town.id, indicator: id })} onType={typed => draft.set(town.id, id, typed)} onPaste={event => paste(event, row, column)} />
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function hintOf(indicator: Indicator, all: readonly Indicator[]): string {
  const bounds = printBounds(indicator.minimum, indicator.maximum)
  const nameOf = (id: string): string => all.find(other => other.id === id)?.name ?? id
  return [indicator.note, indicator.formula ? `由公式得出：${printFormula(indicator.formula, nameOf)}` : `${valueTypes[indicator.type]}${bounds && `，${bounds}`}${indicator.mayNotApply ? '，可填“不适用”' : ''}`, `出处：${indicator.origin}`].filter(Boolean).join('\n')
}

type Marks = { findings: ReadonlyMap<string, 'hard' | 'soft' | 'missing'>; notes: ReadonlyMap<string, 'open' | 'answered'>; changed: ReadonlySet<string> }

/** By `town/indicator`: the gravest finding, comments, what has changed since somebody signed. */
function marksOf({ comments, signatures }: ReportView, { findings: all, content }: Draft): Marks {
  const findings = new Map<string, 'hard' | 'soft' | 'missing'>()
  for (const { town, indicators, severity, check } of all) {
    const key = `${town}/${indicators[0]}`
    // A doubt that has been explained is no longer one.
    if (severity === 'soft' && content[town]?.remark) continue
    if (findings.get(key) !== 'hard') findings.set(key, check === 'required' ? 'missing' : severity)
  }
  const notes = new Map<string, 'open' | 'answered'>()
  for (const { town, indicator, open } of comments) if (town && indicator && notes.get(`${town}/${indicator}`) !== 'open') notes.set(`${town}/${indicator}`, open ? 'open' : 'answered')
  const changed = new Set(signatures.flatMap(({ changes }) => changes.map(({ town, indicator }: Change) => `${town}/${indicator}`)))
  return { findings, notes, changed }
}
