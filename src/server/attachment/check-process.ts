// The process that looks at one file. It is given the file as an open descriptor and its name as an argument; it may read
// the program's own source and nothing else, write nothing, start nothing. It answers with one line of JSON.
import { readSync } from 'node:fs'
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

const [name = '', size = '0'] = process.argv.slice(2)
process.stdout.write(JSON.stringify(await checkFile(readAll(Number(size)), name)))
