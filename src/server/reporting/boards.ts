// 进度: forms with their counts, one form's board, and what waits for a person; everything within the person's reach.
import type { BoardRow, Waits } from '#contract/reporting.ts'
import { covers } from '#core/access/reach.ts'
import { boardOf, countsOf, type BoardRow as Standing } from '#core/reporting/board.ts'
import { isFilled } from '#core/reporting/content.ts'
import type { Act, Actor } from '#core/reporting/act.ts'
import { daysBetween } from '#core/base/plain-date.ts'
import { noRestDays } from '#core/reporting/day.ts'
import { dueDates } from '#core/reporting/due.ts'
import type { Reporting } from '#core/reporting/reporter.ts'
import { permissionOfAct, seatsOf } from '#core/reporting/seats.ts'
import { confirmationsOf, openComments, waitingFor } from '#core/reporting/submission.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Caller } from '../identity/caller.ts'
import { type Form, openedForms, recentForms, reportersIn } from './forms.ts'
import { presentForm, regionOf } from './present.ts'
import { remindersOf } from './remind.ts'
import { loadReports, type Report, targetOfReport } from './store.ts'

/** Periods of each data set that the list of forms goes back. */
const periods = 4

export type Board = { form: Form; reports: Report[]; standing: Standing[] }

type Looking = Pick<Caller, 'person' | 'day' | 'reach'>

async function standingIn(tx: Tx, form: Form, context: Context, { reach, person, day }: Looking): Promise<Board> {
  return standingOf(tx, form, (await reportersIn(tx, form, context)).filter(({ target }: Reporting) => covers(reach, target, person.id)), day)
}

async function standingOf(tx: Tx, form: Form, mine: readonly Reporting[], day: string): Promise<Board> {
  const reports = await loadReports(tx, form, mine)
  return { form, reports, standing: boardOf(form.dataSet, form.period, mine, new Map(reports.map(({ reporting, submission }) => [reporting.id, submission])), day, noRestDays) }
}

export async function presentBoard(tx: Tx, form: Form, context: Context, caller: Caller): Promise<{ rows: BoardRow[]; counts: ReturnType<typeof countsOf> }> {
  const board = await standingIn(tx, form, context, caller)
  const { reports, standing } = board
  const mine = Map.groupBy(waitingIn(board, context, caller), ({ submission }) => submission)
  const byReporter = new Map(reports.map(report => [report.reporting.id, report]))
  const reminded = await remindersOf(tx, reports.map(({ id }) => id))
  return {
    counts: countsOf(standing),
    rows: standing.map(({ reporter, ...row }): BoardRow => {
      const report = byReporter.get(reporter.id) as Report
      return { ...row, submission: report.id, reporter: reporter.id, name: reporter.name, region: regionOf(report, context), towns: report.reporting.towns.length, ...filledIn(report), comments: openComments(report.submission).length, digest: report.submission.digest, mine: mineOf(mine.get(report.id), form), reminded: reminded.get(`${report.id}/${row.level ?? ''}`) ?? null }
    }),
  }
}

/** Forms of the last periods in which the caller reaches anybody, with what waits for the caller in them, the latest first. */
export async function presentForms(tx: Tx, context: Context, caller: Caller): Promise<{ forms: (ReturnType<typeof presentForm> & { counts: ReturnType<typeof countsOf>; due: string })[]; waiting: Waits[]; openable: ReturnType<typeof presentForm>[] }> {
  const boards: Board[] = []
  const opened = await openedForms(tx)
  const recent = recentForms(caller.day, periods)
  for (const form of recent.filter(({ id }) => opened.has(id))) boards.push(await standingIn(tx, form, context, caller))
  const shown = boards.filter(({ reports }) => reports.length)
  const waits = shown.flatMap(board => waitingIn(board, context, caller))
  const reminded = await remindersOf(tx, waits.map(({ submission }) => submission))
  return {
    openable: await openableIn(tx, recentForms(caller.day, 1).filter(({ id }) => !opened.has(id)), context),
    forms: shown.map(({ form, standing }) => ({ ...presentForm(form, context), counts: countsOf(standing), due: dueDates(form.dataSet, form.period, noRestDays)[0]?.due ?? form.period.last })),
    waiting: waits.map(one => ({ ...one, reminded: reminded.get(`${one.submission}/${one.level}`) ?? null })).toSorted((a, b) => b.days - a.days),
  }
}

/** Of the last periods that are over those that have towns to report on and have not been opened. */
async function openableIn(tx: Tx, forms: readonly Form[], context: Context): Promise<ReturnType<typeof presentForm>[]> {
  const asked = await Promise.all(forms.map(async form => ({ form, reporters: await reportersIn(tx, form, context) })))
  return asked.filter(({ reporters }) => reporters.length).map(({ form }) => presentForm(form, context))
}

/** Boards of the last periods that are open, of every reporter; of one report alone where it is given. */
export async function openBoards(tx: Tx, context: Context, day: string, only: string | null): Promise<Board[]> {
  const opened = await openedForms(tx)
  const forms = recentForms(day, periods).filter(({ id }) => opened.has(id) && (only === null || only.startsWith(`${id}/`)))
  const boards: Board[] = []
  for (const form of forms) boards.push(await standingOf(tx, form, (await reportersIn(tx, form, context)).filter(({ id }) => only === null || only === `${form.id}/${id}`), day))
  return boards
}

/** A level's turn to sign, a department's own figures to confirm, a request to unlock. */
export function waitingIn({ form, reports, standing }: Board, context: Context, { person, day }: Pick<Caller, 'person' | 'day'>): Waits[] {
  const { access: { policy, may } } = context.identity
  const { dataSet } = form
  const dues = dueDates(dataSet, form.period, noRestDays)
  return standing.flatMap((row): Waits[] => {
    const report = reports.find(({ reporting }) => reporting.id === row.reporter.id) as Report
    const { submission, reporting } = report
    const seats = (act: Act): Actor[] => seatsOf(policy, person, act, dataSet, reporting, day)
    const allowed = (act: Act, level: string | null): boolean => may(person, permissionOfAct[act], targetOfReport(report, level), day).allowed
    const wait = (level: string, act: string, due: string): Waits => ({ submission: report.id, reporter: row.reporter.name, form: presentForm(form, context), stage: row.stage, level, act, due, days: daysBetween(due, day), reminded: null })
    const level = waitingFor(dataSet, submission)
    const signing: Act = level === dataSet.chain[0] ? 'submit' : 'approve'
    const confirmDue = dues.find(one => one.level.afterDepartments)?.due ?? dues.at(-1)?.due ?? form.period.last
    return [
      ...(level && row.due && seats(signing).some(seat => 'level' in seat && seat.level === level.id) && allowed(signing, level.id) ? [wait(level.id, level.act, row.due)] : []),
      // A draft is nobody's to confirm: it may still change with every cell.
      ...(row.signed > 0 && allowed('confirm', null) ? confirmationsOf(dataSet, submission).filter(one => !one.held && seats('confirm').some(seat => 'department' in seat && seat.department === one.department)).map(one => wait('', `${one.name}确认`, confirmDue)) : []),
      ...(submission.unlock?.state === 'asked' && seats('settleUnlock').some(seat => 'level' in seat && seat.level === dataSet.chain.at(-1)?.id) && allowed('settleUnlock', null) ? [wait('', '处理解锁', submission.unlock.until)] : []),
    ]
  })
}

/** A level's turn to approve is what can be done for several reports together. */
function mineOf(waits: readonly Waits[] | undefined, { dataSet }: Form): BoardRow['mine'] {
  if (!waits) return null
  return waits.some(({ level }) => level !== '' && level !== dataSet.chain[0]?.id) ? 'approve' : 'other'
}

function filledIn({ form, reporting, submission }: Report): { filled: number; cells: number } {
  const asked = form.dataSet.indicators.filter(({ formula, required }) => !formula && required)
  const filled = reporting.towns.reduce((sum, { id }) => sum + asked.filter(indicator => isFilled(submission.content[id]?.values[indicator.id])).length, 0)
  return { filled, cells: asked.length * reporting.towns.length }
}
