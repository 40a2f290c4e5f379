// Which page answers which path.
import { homePage } from './pages/home.tsx'
import { noticePage } from './pages/notice.tsx'
import { noticesPage } from './pages/notices.tsx'
import { publicitiesPage } from './pages/publicities.tsx'
import { publicityPage } from './pages/publicity.tsx'
import { openDataPage } from './pages/open-data.tsx'
import { reportPage } from './pages/report.tsx'
import { reportStatusPage } from './pages/report-status.tsx'
import { townPage } from './pages/town.tsx'
import { townsPage } from './pages/towns.tsx'
import { verifyPage } from './pages/verify.tsx'
import type { Page, PageRequest } from './request.ts'

type Route = { pattern: RegExp; page: (request: PageRequest, id: string) => Promise<Page> }

const routes: Route[] = [
  { pattern: /^\/$/, page: homePage },
  { pattern: /^\/towns$/, page: townsPage },
  { pattern: /^\/towns\/([^/]+)$/, page: townPage },
  { pattern: /^\/notices$/, page: noticesPage },
  { pattern: /^\/notices\/([^/]+)$/, page: noticePage },
  { pattern: /^\/publicity$/, page: publicitiesPage },
  { pattern: /^\/publicity\/(.+)$/, page: publicityPage },
  { pattern: /^\/verify$/, page: verifyPage },
  { pattern: /^\/open-data$/, page: openDataPage },
  { pattern: /^\/report$/, page: reportPage },
  { pattern: /^\/report\/status$/, page: reportStatusPage },
]

export function routeOf(path: string): ((request: PageRequest) => Promise<Page>) | null {
  for (const { pattern, page } of routes) {
    const match = pattern.exec(path)
    if (match) return request => page(request, match[1] ?? '')
  }
  return null
}
