// The process that looks at one file: whether it may be kept, or what it says. It is given the file as an open descriptor and
// its name as an argument; it may read the program's own source and nothing else, write nothing, start nothing. It answers
// with one line of JSON.
import { readSync } from 'node:fs'
import { ok } from '#core/base/result.ts'
import { checkFile } from './check.ts'

/** @param size of the file on descriptor 3, in bytes */
function readAll(size: number): Buffer {
  const bytes = Buffer.alloc(size)
  let at = 0
  while (at < size) {
    const read = readSync(3, bytes, at, size - at, at)
    if (!read) break
    at += read
  }
  return bytes.subarray(0, at)
}

/** `type`: of a file that has been checked, whose preview is wanted */
const [name = '', size = '0', type] = process.argv.slice(2)
const bytes = readAll(Number(size))
// Its readers are loaded where they are used: a check starts sooner without them.
const answer = type === undefined ? await checkFile(bytes, name) : ok(await (await import('./read-preview.ts')).readPreview(bytes, { name, type }))
process.stdout.write(JSON.stringify(answer))
