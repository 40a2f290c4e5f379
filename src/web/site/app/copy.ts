// Copying a selection of rows gives tab-separated text with its heading, so that it lands in a sheet's cells.

export function copyRows(): void {
  document.addEventListener('copy', event => {
    const table = document.querySelector<HTMLTableElement>('[data-table]')
    const selection = getSelection()
    const body = table?.tBodies[0]
    if (!table || !body || !selection || selection.isCollapsed) return
    const rows = [...body.rows].filter(row => selection.containsNode(row, true))
    if (rows.length < 2) return
    const lines = [table.tHead?.rows[0], ...rows].map(row => [...(row?.cells ?? [])].filter(isShown).map(cell => cell.innerText.replaceAll(/\s+/g, ' ').trim()).join('\t'))
    event.clipboardData?.setData('text/plain', lines.join('\r\n'))
    event.preventDefault()
    const live = document.getElementById('live')
    if (live) live.textContent = `已复制 ${rows.length} 行`
  })
}

function isShown(cell: HTMLElement): boolean {
  return cell.offsetParent !== null
}
