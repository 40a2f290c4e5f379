// Copying files and folders while somebody may still be writing them: each with its size and hash as it was copied.
import { spawnSync } from 'node:child_process'
import { createHash, type Hash } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export type Copied = { path: string; size: number; sha256: string }

const piece = 256 * 1024

/** Null where the file is gone meanwhile. What is read is what is hashed and written. */
export async function copyFile(from: string, home: string, path: string): Promise<Copied | null> {
  const to = join(home, path)
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  const source = await open(from).catch(missing)
  if (!source) return null
  const target = await open(to, 'wx', 0o600)
  try {
    const hash = createHash('sha256')
    return { path, size: await read(source, hash, target), sha256: hash.digest('hex') }
  } finally {
    await Promise.all([source.close(), target.close()])
  }
}

/** A folder with all below it; `skip` names what is left out, by its path in the folder. Empty folders stay. */
export async function copyFolder(from: string, home: string, under: string, skip: (path: string, isFolder: boolean) => boolean = () => false, inside = ''): Promise<Copied[]> {
  await mkdir(join(home, under, inside), { recursive: true, mode: 0o700 })
  const copied: Copied[] = []
  for (const entry of (await readdir(join(from, inside), { withFileTypes: true }).catch(missing)) ?? []) {
    const path = inside ? `${inside}/${entry.name}` : entry.name
    if (skip(path, entry.isDirectory())) continue
    if (entry.isDirectory()) copied.push(...await copyFolder(from, home, under, skip, path))
    else if (entry.isFile()) {
      const one = await copyFile(join(from, path), home, `${under}/${path}`)
      if (one) copied.push(one)
    }
  }
  return copied
}

export async function hashOfFile(path: string): Promise<string> {
  const source = await open(path)
  try {
    const hash = createHash('sha256')
    await read(source, hash)
    return hash.digest('hex')
  } finally {
    await source.close()
  }
}

/** Everything in a folder is on the disk when this returns: all at once where the system can, else file by file. */
export async function settle(folder: string): Promise<void> {
  if (process.platform === 'linux' && spawnSync('sync', ['-f', folder]).status === 0) return
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = await open(join(entry.parentPath, entry.name), 'r+')
    await file.sync().finally(() => file.close())
  }
}

async function read(source: FileHandle, hash: Hash, target?: FileHandle): Promise<number> {
  const buffer = Buffer.allocUnsafe(piece)
  for (let size = 0; ;) {
    const { bytesRead } = await source.read(buffer, 0, piece)
    if (!bytesRead) return size
    const part = buffer.subarray(0, bytesRead)
    hash.update(part)
    if (target) await target.writeFile(part)
    size += bytesRead
  }
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
