// Runs the command line under the pinned Node: `node scripts/run.mjs VERB …`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installPackages, pinnedNode, root } from './install.mjs'

installPackages()
const child = spawn(pinnedNode(), ['--disable-warning=ExperimentalWarning', join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })

// The terminal sends Ctrl-C to both processes; the child decides when it has stopped cleanly.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { if (signal !== 'SIGINT') child.kill(signal) })
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 130 : 1)))
