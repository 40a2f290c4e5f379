// How benchmarks measure: several runs, medians, and the machine they ran on. Never part of a test.
import { cpus, totalmem } from 'node:os'

export type Row = { name: string; size: string; median: number; p95: number; unit: 'ms' | 'MB' | 'KB' | 's' | '×' | 't'; runs: number }

/** Runs `work` a few times and gives median and 95th percentile in milliseconds. */
export async function timed(name: string, size: string, runs: number, work: (run: number) => unknown): Promise<Row> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const begun = performance.now()
    await work(run)
    times.push(performance.now() - begun)
  }
  return { name, size, unit: 'ms', runs, ...spread(times) }
}

export function spread(values: readonly number[]): { median: number; p95: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
  return { median: round(at(0.5)), p95: round(at(0.95)) }
}

export function machine(): object {
  return { cpu: cpus()[0]?.model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, platform: `${process.platform}-${process.arch}` }
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}
