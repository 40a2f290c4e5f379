// zhenpu serve: database, register, pages, HTTP; and an orderly end.
import { existsSync, readFileSync } from 'node:fs'
import { problem, Refusal } from '#core/base/problem.ts'
import { createApp, type Pages, webFolders } from '#server/http/app.ts'
import { openRegister } from '../open.ts'

const host = '127.0.0.1'

export async function serve(): Promise<number> {
  const begun = Date.now()
  const progress = (what: string): void => console.error(`${((Date.now() - begun) / 1000).toFixed(1)} 秒  ${what}`)
  const port = Number(process.env['PORT'] ?? 8080)
  const register = await openRegister({ share: false, progress })
  try {
    const app = await createApp({ ...register, pages: await loadPages(), log: line => console.error(line) })
    await app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new Refusal(problem('port.in-use', { port })) : error
    })
    const { port: actual } = app.server.address() as { port: number }
    progress(`网站就绪：http://${host}:${actual}`)
    console.error(`数据在 ${register.folder}。公开网站无需登录；本版尚无账户，登记簿的写入用命令行 zhenpu import。按 Ctrl-C 停止。`)
    const signal = await ended()
    console.error(`收到 ${signal}，正在停止…`)
    await app.close()
    await register.checkpoint()
    return 0
  } finally {
    await register.close()
  }
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
  const assets = assetsOf(JSON.parse(readFileSync(webFolders.manifest, 'utf8')) as Manifest)
  return {
    assets: webFolders.assets,
    render: (request, client) => render(request, client, assets),
    problem: (refused, request) => renderProblem(refused, request, assets),
  }
}

type Manifest = Record<string, { file: string; isEntry?: boolean; css?: string[] }>

function assetsOf(manifest: Manifest): { js: string; css: string } {
  const entry = Object.values(manifest).find(chunk => chunk.isEntry)
  return { js: `/${entry?.file ?? ''}`, css: `/${entry?.css?.[0] ?? ''}` }
}

