// What every page of the workbench stands in: masthead, places, main.
import { ConfigProvider } from 'antd'
import type { Locale } from 'antd/es/locale/index.js'
import zhCN from 'antd/es/locale/zh_CN.js'
import type { ReactNode } from 'react'
import { MarkSprite } from '../../site/ui/marks.tsx'
import { SessionNav } from '../session/nav.tsx'
import { useTheme } from './theme.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? ''

// The compiler takes the library's module for one of the older kind, whose default is the module itself.
const chinese = zhCN as unknown as Locale

/** 试算 has a policy of its own, without connections: it is a document of its own, and its links are plain. */
const alone = location.pathname === '/try'

export function Shell({ children }: { children: ReactNode }) {
  return (
    <ConfigProvider locale={chinese} theme={useTheme()} csp={{ nonce }} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
      <a className="skip" href="#main">跳到正文</a>
      <MarkSprite />
      <header className="masthead">
        <a className="brand" href="/"><Seal /><b>镇谱</b><span>工作台</span></a>
        {alone ? (
          <>
            <nav aria-label="主要栏目"><a href="/desk">待办</a><a href="/try" aria-current="page">试算</a></nav>
            <a className="leave" href="/towns">公开网站</a>
          </>
        ) : <SessionNav />}
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
    </ConfigProvider>
  )
}

function Seal() {
  return (
    <svg className="seal" viewBox="0 0 32 32" aria-hidden="true">
      <rect x="1" y="1" width="30" height="30" rx="3" />
      <path d="M8 9h16M8 14h16M8 19h10M8 24h6" />
      <path d="M22 18v7M18.5 21.5h7" className="seal-mark" />
    </svg>
  )
}
