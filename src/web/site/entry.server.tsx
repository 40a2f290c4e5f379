// The public site as one function: a request and a typed client in, a whole HTML document out.
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { Client } from '#contract/client.ts'
import { parsePlainDate } from '#core/base/plain-date.ts'
import { Refusal } from '#core/base/problem.ts'
import { dayInChina } from './formats.ts'
import { notFoundPage, problemPage } from './pages/problem.tsx'
import { asOfInput, type Assets, type Overview, type Page, type SiteRequest, type Time } from './request.ts'
import { refusalOf } from './refusal.ts'
import { routeOf } from './routes.ts'
import { Shell } from './ui/shell.tsx'

export type { Assets, SiteRequest } from './request.ts'
export type Rendered = { status: number; html: string }

/** Renders the page of a path. Refusals become pages; what is a bug is thrown, for the caller to log and number. */
export async function render(request: SiteRequest, client: Client, assets: Assets): Promise<Rendered> {
  const page = routeOf(request.path)
  if (!page) return document(notFoundPage(request.path), request, noTime, null, assets)
  try {
    const time = timeOf(request.query)
    const overview = await client.overview(asOfInput(time))
    return document(await page({ client, query: request.query, form: request.form, time, today: dayInChina(request.now), overview }), request, time, overview, assets)
  } catch (error) {
    const refused = refusalOf(error)
    if (!refused) throw error
    return document(problemPage(refused), request, noTime, null, assets)
  }
}

/** The page for what went wrong outside a page: `reference` is what the log calls it. */
export function renderProblem(problem: { status: number; message: string; reference?: string }, request: SiteRequest, assets: Assets): Rendered {
  return document(problemPage(problem), request, noTime, null, assets)
}

/** A day may be written as people write it: 2024年12月16日. */
function timeOf(query: URLSearchParams): Time {
  const valid = query.get('valid')
  const day = valid ? parsePlainDate(valid) : null
  if (day && !day.ok) throw new Refusal(day.problem)
  return { valid: day ? day.value : null, known: query.get('known') || null }
}

const noTime: Time = { valid: null, known: null }

function document(page: Page, request: SiteRequest, time: Time, overview: Overview | null, assets: Assets): Rendered {
  const site = { path: request.path, query: request.query, time, today: dayInChina(request.now), demo: request.demo, overview }
  const tree: ReactElement = <Shell page={page} site={site} assets={assets} />
  return { status: page.status, html: `<!doctype html>${renderToStaticMarkup(tree)}` }
}
