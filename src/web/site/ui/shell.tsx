// The whole document: head, masthead, main, foot.
import { paths } from '../address.ts'
import { printDate } from '../formats.ts'
import type { Assets, Page } from '../request.ts'
import { Link } from './link.tsx'
import { MarkSprite } from './marks.tsx'
import { type Site, SiteContext, useSite } from './site-context.ts'

const places = [[paths.towns, '小镇清单'], [paths.notices, '文件'], [paths.verify, '名称核验'], [paths.openData, '开放数据'], [paths.trial, '试算']] as const

export function Shell({ page, site, assets }: { page: Page; site: Site; assets: Assets }) {
  return (
    <SiteContext value={site}>
      <html lang="zh-CN">
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${page.title} · 镇谱`}</title>
          {page.description ? <meta name="description" content={page.description} /> : null}
          <link rel="icon" href={icon} />
          <link rel="stylesheet" href={assets.css} />
          <script type="module" src={assets.js} />
        </head>
        <body className={page.kind}>
          <a className="skip" href="#main">跳到正文</a>
          <MarkSprite />
          {site.demo ? <aside className="demo-band" aria-label="演示数据"><b>演示数据</b>这是演示环境：其中的评估、公文可以是虚构的，与正式登记互不相干。</aside> : null}
          <Masthead />
          <main id="main" tabIndex={-1}>{page.main}</main>
          <Foot />
          <p id="live" className="unseen" role="status" aria-live="polite" />
        </body>
      </html>
    </SiteContext>
  )
}

function Masthead() {
  const { path, overview } = useSite()
  return (
    <header className="masthead">
      <div className="frame">
        <Link to={paths.home} className="brand" current={path === paths.home}>
          <Seal /><b>镇谱</b>{overview ? <span>{overview.programme.title}</span> : null}
        </Link>
        <nav aria-label="主要栏目">
          <ul>
            {places.map(([to, word]) => <li key={to}><Link to={to} current={path === to || path.startsWith(`${to}/`)}>{word}</Link></li>)}
          </ul>
        </nav>
      </div>
    </header>
  )
}

function Foot() {
  const site = useSite()
  return (
    <footer className="foot">
      <div className="frame">
        <p>登记事实均取自已公布的文件，逐条注明依据；未载明的不作推测，推断的另行标明。</p>
        <p className="foot-links"><Link to={paths.report}>举报冒用“小镇”名称</Link><Link to={paths.reportStatus}>查询举报</Link><a href="/desk">工作台</a></p>
        <p className="source">{sourceLine(site)}{site.path === paths.home ? null : <span className="where"> · {site.path}</span>}</p>
      </div>
    </footer>
  )
}

/** Where a printed page comes from, and of which day it speaks. */
function sourceLine({ today, time, demo, overview }: Site): string {
  const basis = overview?.asOf.basis
  const parts = [demo ? '演示数据' : '', '镇谱', `截至 ${printDate(time.valid ?? overview?.asOf.valid ?? today)}`, basis ? `依据 ${basis.documentNumber ?? basis.documentTitle ?? basis.document}` : '', `${printDate(today)}查询`]
  return parts.filter(Boolean).join(' · ')
}

/** A register's open page, as a seal. */
function Seal() {
  return (
    <svg className="seal" viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1" y="1" width="30" height="30" rx="3" />
      <path d="M8 9h16M8 14h16M8 19h10M8 24h6" />
      <path d="M22 18v7M18.5 21.5h7" className="seal-mark" />
    </svg>
  )
}

const icon = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1c5d99"/><path d="M8 10h16M8 15h16M8 20h10" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>')}`
