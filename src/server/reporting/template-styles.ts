// How a template looks: white is to be filled in, grey is not.
import type { CellStyle, FontStyle } from 'hucre'

const font: FontStyle = { name: '宋体', size: 11 }
const side = { style: 'thin', color: { rgb: 'B5BBC2' } } as const
const border = { top: side, bottom: side, left: side, right: side }
const fill = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const
const centre = { horizontal: 'center', vertical: 'center', wrapText: true } as const
const locked = { locked: true }
const grey = { rgb: '8A9099' }

const base: CellStyle = { font, border, alignment: { vertical: 'center' }, protection: locked }
const head: CellStyle = { ...base, font: { ...font, bold: true }, fill: fill('E4EBF2'), alignment: centre }

export const styles = {
  font,
  title: { font: { ...font, size: 18, bold: true }, alignment: { vertical: 'center' }, protection: locked } satisfies CellStyle,
  facts: { font: { ...font, size: 10 }, alignment: { vertical: 'center' }, protection: locked } satisfies CellStyle,
  head,
  headRequired: { ...head, font: { ...font, bold: true, color: { rgb: '9C1C1C' } } } satisfies CellStyle,
  headLast: { ...head, font: { ...font, color: grey }, fill: fill('F2F3F5') } satisfies CellStyle,
  code: { ...base, font: { ...font, size: 9, color: grey }, fill: fill('F2F3F5'), alignment: { horizontal: 'center', vertical: 'center' } } satisfies CellStyle,
  locked: { ...base, font: { ...font, size: 9, color: grey }, fill: fill('F2F3F5') } satisfies CellStyle,
  name: { ...base, fill: fill('F2F3F5') } satisfies CellStyle,
  remark: { ...base, alignment: { vertical: 'center', wrapText: true }, protection: { locked: false }, numFmt: '@' } satisfies CellStyle,
  open: (numFmt: string): CellStyle => ({ ...base, protection: { locked: false }, numFmt }),
  last: (numFmt: string): CellStyle => ({ ...base, font: { ...font, size: 10, color: grey }, fill: fill('F2F3F5'), numFmt }),
  worked: (numFmt: string): CellStyle => ({ ...base, fill: fill('EAF3EA'), numFmt }),
  wrong: fill('F8C9C4'),
  doubtful: fill('FBE7B2'),
  guide: {
    title: { font: { ...font, size: 16, bold: true }, alignment: { vertical: 'center' } },
    line: { font, alignment: { vertical: 'center', wrapText: true } },
    head,
    row: { ...base, alignment: { vertical: 'center', wrapText: true } },
    link: { ...base, alignment: { vertical: 'center', wrapText: true } },
  } satisfies Record<string, CellStyle>,
}
