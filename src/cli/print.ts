// Tables and JSON on standard output; everything else goes to standard error.

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 1)}\n`)
}

/** Columns aligned, a Chinese character counting for two. */
export function printTable(headings: readonly string[], rows: readonly (readonly (string | number | null)[])[]): void {
  const texts = [headings, ...rows].map(row => row.map(cell => String(cell ?? '')))
  const widths = headings.map((_, column) => Math.max(...texts.map(row => width(row[column] ?? ''))))
  for (const row of texts) process.stdout.write(`${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join('  ').trimEnd()}\n`)
}

function width(text: string): number {
  let total = 0
  for (const character of text) total += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(character) ? 2 : 1
  return total
}
