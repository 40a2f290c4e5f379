// Runs the command line under the pinned Node: `node scripts/run.mjs VERB …`.
import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { installPackages, pinnedNode, root } from './install.mjs'

installPackages()
if (process.argv[2] === 'serve') buildWeb()
const child = spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })

// The terminal sends Ctrl-C to both processes; the child decides when it has stopped cleanly.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { if (signal !== 'SIGINT') child.kill(signal) })
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)))

/** The pages are built under the pinned Node, and only where their sources changed. */
function buildWeb() {
  const { status } = spawnSync(pinnedNode(), [join(root, 'scripts/build.mjs')], { stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(1)
}
