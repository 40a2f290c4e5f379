// Address → page. What a page shows by choice (tab, order, filters) stands in the address.
import { QueryClientProvider } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { readAccountsView } from '../accounts/view.ts'
import { readAuditView } from '../audit/view.ts'
import { readCallView, readCaseView } from '../application/view.ts'
import { readView as readSeasonView } from '../season/view.ts'
import { readBoardView, readReportView } from '../reporting/view.ts'
import { readCaseView as readSupervisionCase, readListView } from '../supervision/places.ts'
import { readFindView } from '../search/view.ts'
import { queries } from '../session/client.ts'
import { Gate } from '../session/gate.tsx'
import { TrialPage } from '../trial/page.tsx'
import { readView } from '../trial/view.ts'
import { PageFailed } from './page-failed.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: () => <QueryClientProvider client={queries}><Shell><Outlet /></Shell></QueryClientProvider>, notFoundComponent: () => <p className="nothing">没有这一页。<a href="/desk">回到待办</a></p> })
const trial = createRoute({ getParentRoute: () => root, path: '/try', validateSearch: readView, component: TrialPage })

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', validateSearch: (raw): { next?: string } => (typeof raw['next'] === 'string' ? { next: raw['next'] } : {}), component: lazyRouteComponent(() => import('../session/sign-in.tsx'), 'SignInPage') })
const oidc = createRoute({ getParentRoute: () => root, path: '/sign-in/oidc', component: lazyRouteComponent(() => import('../session/oidc.tsx'), 'OidcPage') })
const invitation = createRoute({ getParentRoute: () => root, path: '/invitation', component: lazyRouteComponent(() => import('../session/invitation.tsx'), 'InvitationPage') })

/** Everything below asks who one is first. */
const signed = createRoute({ getParentRoute: () => root, id: 'signed', component: Gate })
const desk = createRoute({ getParentRoute: () => signed, path: '/desk', component: lazyRouteComponent(() => import('../desk/page.tsx'), 'DeskPage') })
const messages = createRoute({ getParentRoute: () => signed, path: '/messages', validateSearch: (raw): { unread?: boolean } => (raw['unread'] === true ? { unread: true } : {}), component: lazyRouteComponent(() => import('../messages/page.tsx'), 'MessagesPage') })
const account = createRoute({ getParentRoute: () => signed, path: '/account', component: lazyRouteComponent(() => import('../session/account.tsx'), 'AccountPage') })
const board = createRoute({ getParentRoute: () => signed, path: '/seasons', component: lazyRouteComponent(() => import('../season/board.tsx'), 'BoardPage') })
const season = createRoute({ getParentRoute: () => signed, path: '/seasons/$programme/$year', validateSearch: readSeasonView, component: lazyRouteComponent(() => import('../season/page.tsx'), 'SeasonPage') })
const reporting = createRoute({ getParentRoute: () => signed, path: '/reporting', component: lazyRouteComponent(() => import('../reporting/list.tsx'), 'ReportingPage') })
const reportingForm = createRoute({ getParentRoute: () => signed, path: '/reporting/$programme/$dataSet/$period', validateSearch: readBoardView, component: lazyRouteComponent(() => import('../reporting/board.tsx'), 'FormPage') })
const reportingReport = createRoute({ getParentRoute: () => signed, path: '/reporting/$programme/$dataSet/$period/$reporter', validateSearch: readReportView, component: lazyRouteComponent(() => import('../reporting/report.tsx'), 'ReportPage') })
const calls = createRoute({ getParentRoute: () => signed, path: '/calls', component: lazyRouteComponent(() => import('../application/calls.tsx'), 'CallsPage') })
const call = createRoute({ getParentRoute: () => signed, path: '/calls/$programme/$batch', validateSearch: readCallView, component: lazyRouteComponent(() => import('../application/call.tsx'), 'CallPage') })
const application = createRoute({ getParentRoute: () => signed, path: '/applications/$id', validateSearch: readCaseView, component: lazyRouteComponent(() => import('../application/case.tsx'), 'CasePage') })
const supervision = createRoute({ getParentRoute: () => signed, path: '/supervision', component: lazyRouteComponent(() => import('../supervision/page.tsx'), 'SupervisionDoor') })
const supervisionList = createRoute({ getParentRoute: () => signed, path: '/supervision/$place', validateSearch: readListView, component: lazyRouteComponent(() => import('../supervision/page.tsx'), 'SupervisionPage') })
const supervisionCase = createRoute({ getParentRoute: () => signed, path: '/supervision/$place/$id', validateSearch: readSupervisionCase, component: lazyRouteComponent(() => import('../supervision/case.tsx'), 'SupervisionCase') })
const find = createRoute({ getParentRoute: () => signed, path: '/find', validateSearch: readFindView, component: lazyRouteComponent(() => import('../search/page.tsx'), 'FindPage') })
const dossier = createRoute({ getParentRoute: () => signed, path: '/print/$kind/$', component: lazyRouteComponent(() => import('../print/page.tsx'), 'DossierPage') })
const correction = createRoute({ getParentRoute: () => signed, path: '/corrections/$id', component: lazyRouteComponent(() => import('../correction/page.tsx'), 'CorrectionPage') })
const letter = createRoute({ getParentRoute: () => signed, path: '/letters/$id', component: lazyRouteComponent(() => import('../letter/page.tsx'), 'LetterPage') })
const accounts = createRoute({ getParentRoute: () => signed, path: '/accounts', validateSearch: readAccountsView, component: lazyRouteComponent(() => import('../accounts/page.tsx'), 'AccountsPage') })
const audit = createRoute({ getParentRoute: () => signed, path: '/audit', validateSearch: readAuditView, component: lazyRouteComponent(() => import('../audit/page.tsx'), 'AuditPage') })

export const router = createRouter({ routeTree: root.addChildren([trial, signIn, oidc, invitation, signed.addChildren([desk, account, board, season, reporting, reportingForm, reportingReport, calls, call, application, correction, letter, messages, supervision, supervisionList, supervisionCase, accounts, audit, find, dossier])]), defaultErrorComponent: PageFailed, defaultPreload: false, scrollRestoration: false })

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}
