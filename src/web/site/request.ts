// What a page is asked, and what it answers. Pages know nothing of HTTP beyond this.
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Client } from '#contract/client.ts'
import type { overview } from '#contract/overview.ts'

/** `form`: what was posted; null where the page is only asked for. `demo`: a demonstration, whose every page says so. */
export type SiteRequest = { path: string; query: URLSearchParams; now: string; form: URLSearchParams | null; demo: boolean }

/** Addresses of the style sheet and the enhancement script. */
export type Assets = { css: string; js: string }

export type Overview = z.infer<typeof overview.output>

/** The time machine's setting as the address carries it; null: today, all we know. */
export type Time = { valid: string | null; known: string | null }

export type PageRequest = { client: Client; query: URLSearchParams; form: URLSearchParams | null; time: Time; today: string; overview: Overview }

export type Page = {
  status: number
  title: string
  /** one line for search engines and link previews */
  description?: string
  /** sets the page's own styles */
  kind: string
  main: ReactNode
}

/** `time` as the members of an endpoint's input. */
export function asOfInput(time: Time): { valid?: string; known?: string } {
  return { ...(time.valid ? { valid: time.valid } : {}), ...(time.known ? { known: time.known } : {}) }
}
