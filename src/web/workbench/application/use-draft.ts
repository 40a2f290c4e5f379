// 随填随存. Each field remembers the version of the draft on which it was typed, so that what somebody else wrote there
// meanwhile comes back as a conflict, and is never replaced unread. One save at a time; what fails stays as it was typed.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Json } from '#core/base/canonical.ts'
import type { Content } from '#core/application/content.ts'
import { client, codeOf, messageOf, queries } from '../session/client.ts'
import { tryAgain, useUnsaved } from '../ui/use-unsaved.ts'
import { type ApplicationView, applicationQuery } from './data.ts'

export type Conflict = { theirs: Json; by: string; at: string; /** the draft in which theirs was seen */ version: number }

export type Draft = {
  /** as saved, with what has been typed on top */
  content: Content
  /** fields that are not saved yet */
  unsaved: ReadonlySet<string>
  conflicts: ReadonlyMap<string, Conflict>
  /** why the server did not take a field */
  refused: ReadonlyMap<string, string>
  state: 'saved' | 'typed' | 'saving' | 'failed'
  /** why nothing could be saved */
  message: string | null
  /** null takes a value away; `hold`: not whole yet, kept here and not sent */
  set(field: string, value: Json, hold?: boolean): void
  /** of a conflict: mine goes in after all, or theirs stays */
  resolve(field: string, mine: boolean): void
  /** saves what is typed; whether nothing is left unsaved */
  settle(): Promise<boolean>
}

const pause = 500
type Typed = { value: Json; hold: boolean }

export function useDraft({ id, content, draft }: ApplicationView): Draft {
  const typed = useRef(new Map<string, Typed>())
  /** field → version of the draft on which it was typed, or in which our own last save of it stands */
  const seen = useRef(new Map<string, number>())
  const version = useRef(0)
  const running = useRef<Promise<void> | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const [shown, show] = useState<ReadonlyMap<string, Typed>>(new Map())
  const [conflicts, setConflicts] = useState<ReadonlyMap<string, Conflict>>(new Map())
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map())
  const [state, setState] = useState<Draft['state']>('saved')
  const [message, setMessage] = useState<string | null>(null)
  const stuck = useRef(new Set<string>())
  useEffect(() => { version.current = Math.max(version.current, draft?.version ?? 0) }, [draft])

  const send = useCallback(async (fields: readonly string[], base: number): Promise<void> => {
    const values = new Map(fields.map(field => [field, typed.current.get(field)?.value ?? null]))
    const answer = await client.applicationSave({ id, seen: base, changes: Object.fromEntries(values) })
    const clashing = new Map(answer.conflicts.map(({ field, theirs, by, at }) => [field, { theirs: theirs as Json, by, at, version: answer.version }]))
    for (const [field, value] of values) {
      if (clashing.has(field)) { stuck.current.add(field); continue }
      seen.current.set(field, answer.version)
      // Typed again meanwhile: the newer words wait for the next save.
      if (typed.current.get(field)?.value === value) typed.current.delete(field)
    }
    if (clashing.size) setConflicts(before => new Map([...before, ...clashing]))
    queries.setQueryData(applicationQuery(id).queryKey, before => before && { ...before, content: merged(before.content as Content, new Map([...values].filter(([field]) => !clashing.has(field)))) })
  }, [id])

  const flush = useCallback(async function again(): Promise<void> {
    if (timer.current) clearTimeout(timer.current)
    while (running.current) await running.current
    const run = async (): Promise<void> => {
      for (let ready = due(typed.current, stuck.current); ready.length; ready = due(typed.current, stuck.current)) {
        setState('saving')
        const base = seen.current.get(ready[0] as string) ?? 0
        const group = ready.filter(field => (seen.current.get(field) ?? 0) === base)
        try {
          await send(group, base)
        } catch (error) {
          if (codeOf(error) !== 'application.field') throw error
          // One that does not fit keeps the others out: each by itself.
          for (const field of group) {
            try {
              await send([field], base)
            } catch (own) {
              if (codeOf(own) !== 'application.field') throw own
              stuck.current.add(field)
              setRefused(before => new Map(before).set(field, messageOf(own)))
            }
          }
        }
        show(new Map(typed.current))
      }
    }
    running.current = run().then(() => { setMessage(null); setState(typed.current.size ? 'typed' : 'saved') }, (error: unknown) => {
      setMessage(messageOf(error))
      setState('failed')
      if (codeOf(error) === null) timer.current = setTimeout(() => void again(), tryAgain)
    }).finally(() => { running.current = null })
    await running.current
    // What others wrote, and what the form still lacks.
    await queries.invalidateQueries({ queryKey: applicationQuery(id).queryKey, exact: true })
  }, [id, send])

  const later = useCallback((): void => {
    if (timer.current) clearTimeout(timer.current)
    timer.current = setTimeout(() => void flush(), pause)
  }, [flush])

  const set = useCallback((field: string, value: Json, hold = false): void => {
    if (!typed.current.has(field)) seen.current.set(field, Math.max(version.current, seen.current.get(field) ?? 0))
    typed.current.set(field, { value, hold })
    setRefused(before => (before.has(field) ? new Map([...before].filter(([other]) => other !== field)) : before))
    if (!conflicts.has(field)) stuck.current.delete(field)
    show(new Map(typed.current))
    setState('typed')
    later()
  }, [later, conflicts])

  const resolve = useCallback((field: string, mine: boolean): void => {
    const conflict = conflicts.get(field)
    if (!conflict) return
    setConflicts(new Map([...conflicts].filter(([other]) => other !== field)))
    stuck.current.delete(field)
    seen.current.set(field, conflict.version)
    if (!mine) typed.current.delete(field)
    show(new Map(typed.current))
    later()
  }, [conflicts, later])

  const settle = useCallback(async (): Promise<boolean> => {
    await flush()
    return typed.current.size === 0
  }, [flush])

  useUnsaved(() => typed.current.size > 0, flush)

  const whole = useMemo(() => merged(content as Content, new Map([...shown].map(([field, { value }]) => [field, value]))), [content, shown])
  return { content: whole, unsaved: useMemo(() => new Set(shown.keys()), [shown]), conflicts, refused, state, message, set, resolve, settle }
}

function due(typed: ReadonlyMap<string, Typed>, stuck: ReadonlySet<string>): string[] {
  return [...typed].filter(([field, { hold }]) => !hold && !stuck.has(field)).map(([field]) => field)
}

function merged(content: Content, values: ReadonlyMap<string, Json>): Content {
  return Object.fromEntries(Object.entries({ ...content, ...Object.fromEntries(values) }).filter(([, value]) => value !== null))
}
