// Tables as CSV for spreadsheets: UTF-8 with its mark, CRLF.

export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map(row => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** Quoted where needed; a text that a spreadsheet would take for a formula is kept a text. */
function csvCell(value: string | number): string {
  const text = String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
