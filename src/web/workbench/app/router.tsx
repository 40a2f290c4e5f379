// Address → page. What a page shows by choice (tab, order, filters) stands in the address.
import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router'
import { TrialPage } from '../trial/page.tsx'
import { readView } from '../trial/view.ts'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: () => <Shell><Outlet /></Shell>, notFoundComponent: () => <p className="nothing">没有这一页。</p> })
const trial = createRoute({ getParentRoute: () => root, path: '/try', validateSearch: readView, component: TrialPage })

export const router = createRouter({ routeTree: root.addChildren([trial]), defaultPreload: false, scrollRestoration: false })

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}
