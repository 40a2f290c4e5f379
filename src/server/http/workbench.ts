// The pages of the workbench: one document whose program draws them in the browser. Those for signed-in people may speak
// with us alone; 试算 computes in the browser and nowhere else, so its document forbids every connection.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { loadSchemeFiles } from '../scheme-files.ts'

export type WorkbenchAssets = { js: string; css: string }

/** Pages that speak with the server, each known by its first step; whatever they are refused, the interface refuses. */
const spoken = ['/sign-in', '/sign-in/oidc', '/invitation', '/desk', '/account', '/accounts', '/audit', '/seasons', '/seasons/*', '/calls', '/calls/*', '/applications/*', '/corrections/*', '/letters/*', '/messages', '/reporting', '/reporting/*', '/supervision', '/supervision/*', '/find', '/print/*'] as const

export function serveWorkbench(app: FastifyInstance, assets: WorkbenchAssets): void {
  for (const path of spoken) {
    app.get(path, async (_, reply) => {
      const nonce = randomBytes(18).toString('base64')
      const policy = `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`
      return reply.header('content-security-policy', policy).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(documentOf({ title: '工作台', nonce, assets, data: {} }))
    })
  }
  app.get('/try', async (_, reply) => {
    const nonce = randomBytes(18).toString('base64')
    // 'self' in worker-src: the scripts of the workers; style nonce: the component library writes its styles at run time.
    const policy = `default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; connect-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
    return reply.header('content-security-policy', policy).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(documentOf({ title: '试算', nonce, assets, data: { schemes: loadSchemeFiles() } }))
  })
}

type Document = { title: string; nonce: string; assets: WorkbenchAssets; data: object }

/** `data` is for the program to read; it never runs. */
function documentOf({ title, nonce, assets, data }: Document): string {
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="csp-nonce" content="${nonce}">
<title>${title} · 镇谱</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${assets.css}">
<script type="application/json" id="given">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
<script type="module" src="${assets.js}"></script>
</head>
<body><div id="workbench"></div><noscript><p class="noscript">工作台须开启 JavaScript。公开网站不需要：<a href="/">首页</a>。命令行也可以试算：./zhenpu score 指标体系.yaml 数据.xlsx</p></noscript></body>
</html>`
}

const icon = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1c5d99"/><path d="M8 10h16M8 15h16M8 20h10" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>')}`
