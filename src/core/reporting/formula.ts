// An indicator worked out from others: a few closed forms, so that anybody can see what is added to what. No program text.
import { z } from 'zod'
import { type Scalar, isNumber } from './content.ts'

const id = z.string().min(1)

export const Formula = z.discriminatedUnion('kind', [
  /** 合计 */
  z.object({ kind: z.literal('sum'), of: z.array(id).min(1) }).strict(),
  /** 甲减乙 */
  z.object({ kind: z.literal('difference'), of: id, less: id }).strict(),
  /** 甲除以乙; `percent`: times 100 */
  z.object({ kind: z.literal('ratio'), of: id, to: id, percent: z.boolean().default(false) }).strict(),
  /** 甲乘以乙 */
  z.object({ kind: z.literal('product'), of: id, by: id }).strict(),
])
export type Formula = z.infer<typeof Formula>

/** The indicators a formula reads. */
export function readsOf(formula: Formula): string[] {
  switch (formula.kind) {
    case 'sum': return formula.of
    case 'difference': return [formula.of, formula.less]
    case 'ratio': return [formula.of, formula.to]
    case 'product': return [formula.of, formula.by]
  }
}

/** The result rounded half away from zero; null where a figure is missing or the divisor is 0: never a guess. */
export function valueOf(formula: Formula, figure: (id: string) => Scalar, decimals: number): number | null {
  const numbers = readsOf(formula).map(figure)
  if (!numbers.every(isNumber)) return null
  const [first = 0, second = 0] = numbers
  switch (formula.kind) {
    case 'sum': return rounded(numbers.reduce((sum, number) => sum + number, 0), decimals)
    case 'difference': return rounded(first - second, decimals)
    case 'ratio': return second === 0 ? null : rounded((first / second) * (formula.percent ? 100 : 1), decimals)
    case 'product': return rounded(first * second, decimals)
  }
}

/** 甲＋乙, in the names people know. */
export function printFormula(formula: Formula, nameOf: (id: string) => string): string {
  switch (formula.kind) {
    case 'sum': return formula.of.map(nameOf).join('＋')
    case 'difference': return `${nameOf(formula.of)}－${nameOf(formula.less)}`
    case 'ratio': return `${nameOf(formula.of)}÷${nameOf(formula.to)}${formula.percent ? '×100' : ''}`
    case 'product': return `${nameOf(formula.of)}×${nameOf(formula.by)}`
  }
}

/** Half away from zero, as people round. The 15 digits a person could have typed decide, never binary noise. */
export function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return (Math.sign(value) * Math.round(Number((Math.abs(value) * scale).toPrecision(15)))) / scale + 0
}
