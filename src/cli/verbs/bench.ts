// zhenpu bench: figures measured on this machine, with its description.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { printJson, printTable } from '../print.ts'

type Row = { name: string; size: string; median: number; p95: number; unit: string; runs: number }

const folder = join(import.meta.dirname, '..', '..', '..', 'bench')
const helpers = new Set(['measure.ts', 'made-up.ts', 'limit.ts'])

/** Runs one benchmark by name, or all. */
export async function bench(name: string | undefined, { json }: { json?: boolean }): Promise<number> {
  const known = readdirSync(folder).filter(file => file.endsWith('.ts') && !helpers.has(file)).map(file => file.slice(0, -3))
  const wanted = name ? known.filter(other => other === name) : known
  if (!wanted.length) {
    console.error(`没有基准“${name}”。现有：${known.join('、')}`)
    return 2
  }
  const { machine } = await import(join(folder, 'measure.ts')) as { machine: () => object }
  const rows: (Row & { benchmark: string })[] = []
  for (const benchmark of wanted) {
    console.error(`正在测量 ${benchmark}…`)
    const { run } = await import(join(folder, `${benchmark}.ts`)) as { run: () => Promise<Row[]> }
    rows.push(...(await run()).map(row => ({ benchmark, ...row })))
  }
  if (json) printJson({ machine: machine(), rows })
  else {
    console.error(JSON.stringify(machine()))
    printTable(['基准', '工作', '规模', '中位', 'p95', '单位', '次数'], rows.map(row => [row.benchmark, row.name, row.size, row.median, Number.isNaN(row.p95) ? '' : row.p95, row.unit, row.runs]))
  }
  return 0
}
