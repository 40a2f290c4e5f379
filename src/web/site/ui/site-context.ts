// What every part of a page may need: where we are, when we are, and the programme's vocabulary.
import { createContext, useContext } from 'react'
import { address, type Params } from '../address.ts'
import type { Overview, Time } from '../request.ts'

export type Site = { path: string; query: URLSearchParams; time: Time; today: string; demo: boolean; overview: Overview | null }

export const SiteContext = createContext<Site | null>(null)

export function useSite(): Site {
  const site = useContext(SiteContext)
  if (!site) throw new Error('a page part was rendered outside the shell')
  return site
}

/** Makes addresses that keep the time machine's setting. */
export function useAddress(): (path: string, params?: Params) => string {
  const { time } = useSite()
  return (path, params) => address(path, time, params)
}

/** A grade's label in the programme's own words. */
export function useGradeWord(): (grade: string) => string {
  const grades = useSite().overview?.programme.grades ?? []
  return grade => grades.find(({ id }) => id === grade)?.label ?? grade
}
