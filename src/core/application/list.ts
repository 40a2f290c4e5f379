// 名单: the applications of a call that are to be listed, as content that every later step names by its hash.
import { problem, type Problem } from '../base/problem.ts'
import { type ApplicationState, stageLabels } from './application.ts'
import type { CallState } from './call.ts'

export type ListedRow = { application: string; name: string; division: string; prefecture: string; category: string; townType: string; score: number; listed: boolean; reason: string }
/** Every reviewed application, listed or not; in the order in which it would be printed. */
export type ListContent = { batch: number; rows: ListedRow[] }

/** null where every application handed in has been reviewed, refused or withdrawn. */
export function unsettled(applications: readonly ApplicationState[]): Problem | null {
  const open = applications.filter(({ stage }) => stage === 'submitted' || stage === 'recommended' || stage === 'checked')
  return open.length ? problem('call.open-applications', { count: open.length, first: open.slice(0, 3).map(({ name, stage }) => `${name}（${stageLabels[stage]}）`).join('、') }) : null
}

/** What keeps a list from going on to the next step: it names one that is no longer there, or no prefecture stands by it. */
export function listProblem({ rows }: ListContent, call: CallState, applications: readonly ApplicationState[]): Problem | null {
  const byId = new Map(applications.map(application => [application.id, application]))
  const gone = rows.filter(row => row.listed && byId.get(row.application)?.stage !== 'reviewed')
  if (gone.length) return problem('call.list-gone', { names: gone.map(({ application, name }) => `${name}（${stageLabels[byId.get(application)?.stage ?? 'withdrawn']}）`).join('、') })
  if (!rows.some(row => row.listed)) return problem('call.list-empty')
  const alone = rows.filter(row => row.listed && !joinedTo(byId.get(row.application), call))
  return alone.length ? problem('call.not-joined', { count: alone.length, names: alone.slice(0, 5).map(row => row.name).join('、') }) : null
}

/** Whether the prefecture stands by the application on the list as it is now. */
export function joinedTo(application: ApplicationState | undefined, { contents }: Pick<CallState, 'contents'>): boolean {
  return application?.joined?.agreed === true && application.joined.list === contents['list']
}
