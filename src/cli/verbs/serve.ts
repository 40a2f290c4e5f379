// zhenpu serve: database, register, pages, HTTP; and an orderly end.
import { existsSync, readFileSync } from 'node:fs'
import { problem, Refusal } from '#core/base/problem.ts'
import { createApp, type Pages, webFolders } from '#server/http/app.ts'
import { demoLabel } from '#server/identity/demo.ts'
import { firstInvitation } from '#server/identity/first.ts'
import { startJobs } from '#server/jobs/queue.ts'
import { mailerFrom } from '#server/notification/mailer.ts'
import { isDemo, openRegister, type Register } from '../open.ts'

const host = '127.0.0.1'

export async function serve({ demo = false }: { demo?: boolean } = {}): Promise<number> {
  if (demo) process.env['ZHENPU_DEMO'] = '1'
  const begun = Date.now()
  const progress = (what: string): void => console.error(`${((Date.now() - begun) / 1000).toFixed(1)} 秒  ${what}`)
  const port = Number(process.env['PORT'] ?? 8080)
  const mailer = mailerFrom(process.env)
  const register = await openRegister({ share: false, progress })
  const log = (line: string): void => console.error(line)
  try {
    const app = await createApp({ ...register, pages: await loadPages(), log })
    // Asked to end while it is still starting, it ends in good order as soon as it has started.
    const end = ended()
    await app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new Refusal(problem('port.in-use', { port })) : error
    })
    const { port: actual } = app.server.address() as { port: number }
    progress(`网站就绪：http://${host}:${actual}`)
    console.error(`数据在 ${register.folder}。公开网站无需登录。按 Ctrl-C 停止。`)
    await sayHowToSignIn(register, `http://${host}:${actual}`)
    const jobs = await startJobs({ database: register.database, context: register.context, mailer, log })
    register.context.jobs = jobs
    const endSigning = startSigning(register)
    const signal = await end
    console.error(`收到 ${signal}，正在停止…`)
    await endSigning()
    // Requests end first, for they may still put jobs into the queue.
    await app.close()
    await jobs.stop()
    await register.checkpoint()
    return 0
  } finally {
    await register.close()
  }
}

/** Signs the log as it grows, so that what leaves the house as proof is covered. @returns how to end it */
function startSigning({ checkpoint }: Register): () => Promise<void> {
  let under: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => { under = checkpoint().catch((error: Error) => console.error(`检查点没有签上：${error.message}`)) }, 60_000)
  return async () => {
    clearInterval(timer)
    await under
  }
}

/** Made-up accounts in a demonstration; until the first administrator has come, a one-time link; nothing after that. */
async function sayHowToSignIn({ database, context }: Register, origin: string): Promise<void> {
  if (isDemo()) return console.error(`【${demoLabel}】演示账户与口令见登录页 ${origin}/sign-in ；与正式登记互不相干。`)
  const first = await database.transaction(tx => firstInvitation(tx, context))
  if (first) console.error(`还没有管理员。请系统管理员打开一次性链接设口令（${first.hours} 小时内有效，只能用一次）：\n  ${context.identity.origin ?? origin}${first.path}\n安全、审计管理员须是另外两个人：./zhenpu account invite 姓名 --role security-administrator（或 auditor）。`)
}

/** Resolves at the first request to end; the second ends at once. */
function ended(): Promise<string> {
  return new Promise(done => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => done(signal))
    }
  })
}

/** The built pages; undefined, with a word on standard error, where they were not built. */
export async function loadPages(): Promise<Pages | undefined> {
  if (!existsSync(webFolders.renderer)) {
    console.error('没有找到网页构建结果（dist/），只提供接口。用 npm start 会自动构建。')
    return undefined
  }
  type Renderer = { render: (request: unknown, client: unknown, assets: unknown) => Promise<{ status: number; html: string }>; renderProblem: (problem: unknown, request: unknown, assets: unknown) => { status: number; html: string } }
  const { render, renderProblem } = await import(webFolders.renderer) as Renderer
  const manifest = JSON.parse(readFileSync(webFolders.manifest, 'utf8')) as Manifest
  const assets = assetsOf(manifest, 'src/web/site/app/enhance.ts')
  return {
    assets: webFolders.assets,
    workbench: assetsOf(manifest, 'src/web/workbench/entry.tsx'),
    render: (request, client) => render(request, client, assets),
    problem: (refused, request) => renderProblem(refused, request, assets),
  }
}

type Manifest = Record<string, { file: string; css?: string[] }>

function assetsOf(manifest: Manifest, entry: string): { js: string; css: string } {
  const chunk = manifest[entry]
  return { js: `/${chunk?.file ?? ''}`, css: `/${chunk?.css?.[0] ?? ''}` }
}
