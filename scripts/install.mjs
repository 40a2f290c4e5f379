// What a fresh clone lacks, brought in once: npm packages (the pinned Node among them).
// Plain JavaScript for Node ≥ 20, because nothing else is there yet.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')

/** Runs `npm ci` when node_modules does not match package-lock.json. Output goes to stderr. */
export function installPackages() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  const stamp = join(root, 'node_modules', '.zhenpu-lock')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.error('镇谱：正在安装依赖（npm ci）…')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32',
  })
  if (done.status !== 0) {
    console.error('镇谱：依赖安装失败。请检查网络与 npm 配置后重试；上面是 npm 的原话。')
    process.exit(1)
  }
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(stamp, lock)
}

/** The Node the project pins; the system's own where no package exists for this platform and it is new enough. */
export function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const folder = process.platform === 'win32' ? 'win' : process.platform
  const pinned = join(root, 'node_modules', `node-${folder}-${process.arch}`, 'bin', name)
  if (existsSync(pinned)) return pinned
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  console.error(`镇谱需要 Node 22.18 或更新（本机是 ${process.version}），且没有适合 ${process.platform}-${process.arch} 的内置版本。请安装 Node 24 后重试。`)
  process.exit(1)
}
