// What the page and its worker say to each other. Results of many towns travel as columns; town i is at i.
import type { Scored } from '#core/evaluation/evaluate.ts'
import type { Change } from '#core/evaluation/robustness/change.ts'
import type { Robustness } from '#core/evaluation/robustness/robustness.ts'
import type { Sensitivity } from '#core/evaluation/robustness/sensitivity.ts'
import type { Variation } from '#core/evaluation/robustness/vary.ts'
import type { Candidate, Cut, Quota } from '#core/evaluation/cut.ts'
import type { Scheme } from '#core/evaluation/scheme.ts'
import type { Issue } from '#core/evaluation/table.ts'
import type { WeightReport } from '#core/evaluation/weighting.ts'
import type { Problem } from '#core/base/problem.ts'

/** Where the data come from: a file that was dropped, or made up on the spot. */
export type Source = { kind: 'file'; name: string; bytes: Uint8Array } | { kind: 'demo'; towns: number }

export type Town = { id: string; name: string; category: string | null }

export const states = ['scored', 'insufficient', 'withdrawn', 'vetoed'] as const

export type Standing = {
  /** NaN: none */
  published: Float64Array
  /** 0: not ranked */
  rank: Int32Array
  /** place in the scheme's bands; −1: none */
  grade: Int8Array
  /** 1: in the top set, 2: in the bottom set */
  inside: Uint8Array
  /** place in `states` */
  state: Uint8Array
  /** values that were missing, refused or filled in */
  gaps: Uint8Array
  /** dimension d of town i at i × dimensions + d; NaN: none */
  dimensions: Float64Array
}

/** A quota's cut in one group, with the scores on both sides of every candidate. */
export type CutView = { group: string; quota: Quota; cut: Cut; edges: (Candidate & { inner: number; outer: number })[]; inner: number; outer: number }

export type Outcome = { hash: string; standing: Standing; cuts: CutView[]; took: number }

/** δ* of each town (NaN: none) and the town it is reached with (−1: none). */
export type Margins = { margin: Float64Array; against: Int32Array }

export type Opened = { scheme: Scheme; hash: string; weighting: WeightReport | null; towns: Town[]; issues: Issue[]; notes: string[]; official: Outcome; label: string; demo: boolean }

export type Explained = { scored: Scored; change: Change | null }

export type ComparedRow = { name: string; category: string | null; rank: [number, number]; published: [number, number]; grade: [string | null, string | null]; inside: [string, string] }
export type Comparison = {
  title: string
  hash: string
  rows: ComparedRow[]
  groups: { group: string; towns: number; spearman: number; kendall: number }[]
  issues: Issue[]
}

export type RobustView = Robustness & { hash: string; seconds: number }
export type RobustInput = { draws: number | 'enough'; seed: number; variation: Variation }

/** Another year's data of the same towns, read by the same scheme. */
export type LastYear = { label: string; towns: number; matched: number; errors: number }

export type FileFormat = 'xlsx' | 'csv' | 'json'
export type MadeFile = { name: string; type: string; bytes: Uint8Array }

/** What the page may ask of the desk: name → [question, answer]. */
export type Calls = {
  open: [{ scheme: unknown; source: Source }, Opened]
  weigh: [{ scheme: Scheme }, Outcome]
  margins: [null, Margins | null]
  /** `hash`: of the scheme one means; another one under the hand meanwhile is explained all the same */
  explain: [{ unit: number; hash: string }, Explained]
  compare: [{ scheme: unknown; own: boolean }, Comparison]
  setRobustness: [{ view: RobustView | null }, null]
  export: [{ format: FileFormat; now: string }, MadeFile]
  lastYear: [{ source: Source | null }, LastYear | null]
  robustnessInput: [null, { scheme: Scheme; units: unknown; last: unknown }]
}
export type Question = { id: number; call: keyof Calls; input: unknown }
export type Answer = { id: number; value: unknown } | { id: number; problem: Problem | null; message: string }

/** To and from the worker that draws. */
export type DrawOrder = { scheme: Scheme; units: unknown; last: unknown; want: 'support' | 'sensitivity' } & RobustInput
export type DrawMessage = { kind: 'progress'; doing: Doing; done: number; total: number } | { kind: 'finishing'; draws: number } | { kind: 'done'; view: RobustView } | { kind: 'explored'; sensitivity: Sensitivity } | { kind: 'cancelled' } | { kind: 'failed'; problem: Problem | null; message: string }
/** What is under way: draws, both years together, where the movement comes from. */
export type Doing = 'draws' | 'joint' | 'sensitivity'
