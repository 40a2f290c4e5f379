// Finds a Chromium for the end-to-end tests, or gets one: an existing one, else Playwright's, else the system
// package manager's. If none can be had the tests fail and say so.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root } from './install.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** Path of a Chromium executable; exits with a message when none can be had. */
export async function chromium() {
  return process.env.CHROMIUM ?? onPath() ?? (await playwrights()) ?? fromPackages() ?? (await downloaded()) ?? none()
}

function onPath() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/snap/bin', '/Applications/Google Chrome.app/Contents/MacOS']
  return folders.flatMap(folder => names.map(name => join(folder, name))).find(path => existsSync(path))
}

async function playwrights() {
  const { chromium } = await import('playwright-core')
  const path = chromium.executablePath()
  return path && existsSync(path) ? path : undefined
}

function fromPackages() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  console.error('镇谱：正在用系统包管理器安装 Chromium 与中文字体…')
  apt('update')
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
  return onPath()
}

async function downloaded() {
  console.error('镇谱：正在用 Playwright 下载 Chromium…')
  spawnSync(process.execPath, [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium'], { stdio: ['ignore', 2, 2] })
  return playwrights()
}

export function apt(...words) {
  return spawnSync('apt-get', ['-qq', ...words], { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
}

function none() {
  console.error('镇谱：没有找到 Chromium，也装不上。端到端测试需要它：请安装 chromium，或用环境变量 CHROMIUM 指明路径。')
  process.exit(1)
}
