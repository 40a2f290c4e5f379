// Where the programmes' files lie: those that ship, or a folder of the operator's own (`ZHENPU_POLICIES`), so that a
// programme can be added without touching the installation.
import { join, resolve } from 'node:path'

const shipped = join(import.meta.dirname, '..', '..', 'policies')
let chosen: string | null = null

export function policyFolder(): string {
  const named = process.env['ZHENPU_POLICIES']
  return chosen ?? (named ? resolve(named) : shipped)
}

/** Another folder from now on; null: the usual one. */
export function choosePolicyFolder(folder: string | null): void {
  chosen = folder
}

/** Reads once from the folder, and again only when there is another one. */
export function readOnce<T>(read: (folder: string) => T): () => T {
  let known: { folder: string; value: T } | null = null
  return () => {
    const folder = policyFolder()
    if (known?.folder !== folder) known = { folder, value: read(folder) }
    return known.value
  }
}
