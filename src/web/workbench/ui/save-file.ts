// Hands a file to the browser's downloads.

export function saveFile(name: string, type: string, bytes: Uint8Array | string): void {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A file as the interface sends it. */
export function saveBase64({ name, type, base64 }: { name: string; type: string; base64: string }): void {
  saveFile(name, type, Uint8Array.from(atob(base64), character => character.charCodeAt(0)))
}
