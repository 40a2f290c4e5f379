// Filling in: what is typed is read at once, checked at once by the same rules as on the server, and saved a moment later.
// A cell that cannot be read stays as it was typed, marked, and is not saved.
import { useMemo, useRef, useState } from 'react'
import { checkContent, completed } from '#core/reporting/check.ts'
import { isFilled, remarkField, valueAt, withChanges } from '#core/reporting/content.ts'
import { indicatorOf } from '#core/reporting/data-set.ts'
import { wordsOf } from '#core/reporting/import-problem.ts'
import { readCell } from '#core/reporting/read-cell.ts'
import { client, codeOf, messageOf, queries } from '../session/client.ts'
import { tryAgain, useUnsaved } from '../ui/use-unsaved.ts'
import { type Change, type Content, type Finding, type ReportView, reportQuery, type Scalar } from './data.ts'

export type Wrong = { typed: string; message: string }

export type Draft = {
  /** as saved, with what has been typed on top; worked out where formulas say so */
  content: Content
  findings: readonly Finding[]
  /** cells that could not be read, by `town/indicator` */
  wrong: ReadonlyMap<string, Wrong>
  state: 'saved' | 'typed' | 'saving' | 'refused'
  /** why the last save was refused */
  message: string | null
  set(town: string, indicator: string, typed: string): void
  /** waits until everything typed is saved; false where something is not */
  settle(): Promise<boolean>
}

const pause = 500

export function useDraft(report: ReportView): Draft {
  const { id, dataSet } = report
  const { queryKey } = reportQuery(id)
  const [pending, setPending] = useState<ReadonlyMap<string, Change>>(new Map())
  const [wrong, setWrong] = useState<ReadonlyMap<string, Wrong>>(new Map())
  const [state, setState] = useState<Draft['state']>('saved')
  const [message, setMessage] = useState<string | null>(null)
  const waiting = useRef(new Map<string, Change>())
  const flight = useRef<Promise<void> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)

  const put = (key: string, change: Change | null): void => {
    if (change) waiting.current.set(key, change)
    else waiting.current.delete(key)
    setPending(new Map(waiting.current))
  }

  /** One save after another; what is typed while one is under way goes with the next. */
  function send(): Promise<void> {
    if (timer.current) clearTimeout(timer.current)
    flight.current ??= (async () => {
      let kept = false
      while (waiting.current.size && await sendOnce()) kept = true
      // Which comments are answered, which signatures have lapsed, what may be done now: all of it follows from the content.
      if (kept) await queries.invalidateQueries({ queryKey })
    })().finally(() => { flight.current = null })
    return flight.current
  }

  async function sendOnce(): Promise<boolean> {
    const sent = [...waiting.current]
    setState('saving')
    try {
      await queries.cancelQueries({ queryKey })
      const kept = await client.reportingSave({ submission: id, changes: sent.map(([, change]) => change) })
      queries.setQueryData(queryKey, before => before && { ...before, version: kept.version, digest: kept.digest, stage: kept.stage, findings: kept.findings, content: completed(dataSet, withChanges(before.content, sent.map(([, change]) => change))) as Content })
      for (const [key, change] of sent) {
        const now = waiting.current.get(key)
        // Typed again meanwhile: what was saved is now what it is typed over.
        if (now && now.after !== change.after) waiting.current.set(key, { ...now, before: change.after })
        else waiting.current.delete(key)
      }
      setMessage(null)
      setState('saved')
      return true
    } catch (error) {
      setMessage(messageOf(error))
      setState('refused')
      // Where the server refused, somebody else's values are shown; where it was not reached, what was typed waits.
      if (codeOf(error) !== null) {
        waiting.current.clear()
        void queries.invalidateQueries({ queryKey })
      } else timer.current = setTimeout(() => void send(), tryAgain)
      return false
    } finally {
      setPending(new Map(waiting.current))
    }
  }

  function set(town: string, name: string, typed: string): void {
    const key = `${town}/${name}`
    const before = valueOf(report.content, town, name)
    const read = readTyped(report, name, typed)
    if (!read.ok) {
      setWrong(all => new Map(all).set(key, { typed, message: read.message }))
      put(key, null)
      return
    }
    setWrong(all => new Map([...all].filter(([other]) => other !== key)))
    put(key, read.value === before ? null : { town, indicator: name, before, after: read.value })
    if (!waiting.current.size) return
    setState('typed')
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(() => void send(), pause)
  }

  useUnsaved(() => waiting.current.size > 0, send)
  const content = useMemo(() => completed(dataSet, withChanges(report.content, [...pending.values()])) as Content, [dataSet, report.content, pending])
  const findings = useMemo(() => {
    const around = { ...(report.last ? { last: report.last } : {}), ...(report.yearBefore ? { yearBefore: report.yearBefore } : {}) }
    // What other reporters say stays on the server, and so do the checks against them.
    const peers = new Set(dataSet.checks.filter(check => check.kind === 'peers').map(check => check.id))
    // What was typed and could not be read is said once, not also as missing.
    return [...checkContent(dataSet, content, around).map(finding => ({ ...finding, indicators: [...finding.indicators] })), ...report.findings.filter(finding => peers.has(finding.check))].filter(finding => finding.check !== 'required' || !wrong.has(`${finding.town}/${finding.indicators[0]}`))
  }, [dataSet, content, report, wrong])
  return { content, findings, wrong, state, message, set, settle: async () => { await send(); return waiting.current.size === 0 && wrong.size === 0 } }
}

function valueOf(content: Content, town: string, name: string): Scalar {
  const value = valueAt(content, town, name)
  return isFilled(value) ? value : null
}

function readTyped({ dataSet }: ReportView, name: string, typed: string): { ok: true; value: Scalar } | { ok: false; message: string } {
  if (name === remarkField) return { ok: true, value: typed.trim() || null }
  const indicator = indicatorOf(dataSet, name)
  if (!indicator) return { ok: false, message: '' }
  const read = readCell({ value: typed.trim() }, indicator)
  if (read.ok) return { ok: true, value: read.value }
  const { message, mend } = wordsOf(read.code, read.params)
  return { ok: false, message: `${message}。${mend}` }
}

