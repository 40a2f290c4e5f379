// Ten years of decisions worked out again from raw events and data, and a large notice made and checked.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { compileRules } from '#core/decision/compile.ts'
import { circular } from '#core/document/circular.ts'
import { plainText } from '#core/document/plain-text.ts'
import { parseScheme } from '#core/evaluation/parse-scheme.ts'
import { readNotice } from '#core/intake/read-notice.ts'
import { Programme } from '#core/policy/programme.ts'
import { parseRules } from '#core/policy/rules.ts'
import { makeHistory, tenYears, workOutYear } from '#core/season/ten-years.fixture.ts'
import { loadWording } from '#server/render/official/wording.ts'
import { officialDocx } from '#server/render/official/docx.ts'
import { officialPdf } from '#server/render/pdf/official.ts'
import { startTypesetter } from '#server/render/pdf/typesetter.ts'
import { type Row, timed } from './measure.ts'

const folder = join(import.meta.dirname, '..', 'policies', '示例-茶镇')
const read = (file: string): unknown => parse(readFileSync(join(folder, file), 'utf8'))

export async function run(): Promise<Row[]> {
  const [file, scheme, programme, wording] = [parseRules(read('rules/2020.yaml'), 'rules'), parseScheme(read('schemes/demo.yaml')), Programme.parse(read('programme.yaml')), loadWording('示例-茶镇')]
  if (!file.ok || !scheme.ok || !wording) throw new Error('the fictional policy is broken')
  const rules = compileRules(file.value, programme)
  const rows: Row[] = []
  for (const count of [84, 2000]) {
    const { history, results } = makeHistory(programme.id, rules, scheme.value, count)
    rows.push(await timed('十年决定重算，逐字节相同', `${count} 个小镇`, 3, () => {
      for (const [i, year] of tenYears.entries()) if (workOutYear(history, year).bytes !== results[i]) throw new Error(`year ${year} differs`)
    }))
  }
  const names = Array.from({ length: 500 }, (_, i) => `云溪市演示${i}小镇`)
  const frame = { number: '云茶发〔2026〕1号', signedOn: '2026-01-14', demo: true, draft: false }
  const make = (): ReturnType<typeof circular> => circular({ kind: 'evaluation', year: 2025, fieldwork: { year: 2025, month: 11 }, lists: { excellent: names.slice(0, 50), qualified: names.slice(50, 300), basic: names.slice(300, 450), unqualified: names.slice(450) } }, { programme, wording, frame })
  const typesetter = startTypesetter()
  rows.push(await timed('拟一份公文并读回', '500 行', 9, () => readNotice(plainText(make()), programme)))
  rows.push(await timed('公文成 Word', '500 行', 9, () => officialDocx(make())))
  rows.push(await timed('公文成 PDF', '500 行', 9, () => officialPdf(make(), typesetter)))
  return rows
}
