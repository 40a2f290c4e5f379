// `npm test`: everything, on a fresh clone. `--quick` leaves out the browser journeys.
// Prints one closing line, `N passed, N failed`, over all suites.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { installPackages, pinnedNode, root } from './install.mjs'

const quick = process.argv.includes('--quick')
installPackages()

const node = pinnedNode()
const env = { ...process.env, PATH: `${dirname(node)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}` }
const modules = join(root, 'node_modules')
const reports = join(root, '.cache', 'reports')
const totals = { passed: 0, failed: 0 }
/** Where Debian puts the oldest server we support. */
const oldest = '/usr/lib/postgresql/15'
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

step('types 类型', join(modules, 'typescript/bin/tsc'), ['-b'])
step('lint 规范', join(modules, 'oxlint/bin/oxlint'), ['--deny-warnings'])
step('build 构建', join(root, 'scripts/build.mjs'), [])
await serverPostgres()
suite('tests 测试', 'vitest.config.ts')
if (existsSync(join(oldest, 'bin/postgres'))) suite('tests on PostgreSQL 15', 'vitest.config.ts', ['test/database/log', 'test/database/views', 'test/database/first-load', 'test/api/public'], { POSTGRES_HOME: oldest })
if (!quick) {
  const { chromium } = await import('./browser.mjs')
  env.CHROMIUM = await chromium()
  suite('journeys 端到端', 'vitest.e2e.config.ts')
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed`)
process.exit(totals.failed ? 1 : 0)

function step(title, script, words) {
  const begun = Date.now()
  const { status } = spawnSync(node, [script, ...words], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
  console.log(`${status === 0 ? '✔' : '✘'} ${title} ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  totals[status === 0 ? 'passed' : 'failed'] += 1
}

function suite(title, config, only = [], more = {}) {
  const report = join(reports, `${title.split(' ').join('-')}.json`)
  const begun = Date.now()
  const { status } = spawnSync(node, [join(modules, 'vitest/vitest.mjs'), 'run', '--config', config, ...only, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, env: { ...env, ...more }, stdio: ['ignore', 'inherit', 'inherit'] })
  const seen = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 }
  totals.passed += seen.numPassedTests
  // A suite that broke before its tests ran has failed too.
  totals.failed += seen.numFailedTests || (status === 0 ? 0 : 1)
  console.log(`${status === 0 ? '✔' : '✘'} ${title} ${((Date.now() - begun) / 1000).toFixed(1)} s`)
}

/** CI also runs the database tests on PostgreSQL 15, the oldest server we support; Debian packages it. */
async function serverPostgres() {
  if (!process.env.CI || process.platform !== 'linux' || process.getuid?.() !== 0 || existsSync(join(oldest, 'bin/postgres'))) return
  const { apt } = await import('./browser.mjs')
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'postgresql-15')
}
