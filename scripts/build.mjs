// Builds the web pages into dist/ when their sources are newer than what is there. Runs under the pinned Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages, pinnedNode, root } from './install.mjs'

const stamp = join(root, 'dist', '.sources')

/** Runs Vite where the sources changed since the last build. Output goes to stderr. */
export function buildWeb() {
  const hash = createHash('sha256')
  for (const file of globSync(['src/{core,contract,web}/**/*.{ts,tsx,css,html}', 'vite.*.config.ts', 'package-lock.json'], { cwd: root }).sort()) hash.update(file).update(readFileSync(join(root, file)))
  const sources = hash.digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  console.error('镇谱：正在构建网页…')
  for (const words of [['--app', '--config', 'vite.site.config.ts'], ['--config', 'vite.proof.config.ts']]) {
    const done = spawnSync(pinnedNode(), [join(root, 'node_modules/vite/bin/vite.js'), 'build', ...words], { cwd: root, stdio: ['ignore', 2, 2] })
    if (done.status !== 0) process.exit(1)
  }
  writeFileSync(stamp, sources)
}

if (process.argv[1] === import.meta.filename) {
  installPackages()
  buildWeb()
}
