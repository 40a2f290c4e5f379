// The state of a trial: scheme, data, weights under the hand, and what the desk answered. Nothing leaves the browser.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Scheme } from '#core/evaluation/scheme.ts'
import { readGiven } from '../app/given.ts'
import { createDeskClient, type DeskClient, type Drawn, sentenceOf } from '../engine/client.ts'
import type { Comparison, Doing, FileFormat, LastYear, Margins, Opened, Outcome, RobustInput, RobustView, Source } from '../engine/protocol.ts'
import { sameWeights, weightsOf, type Weights, withWeights } from './reweigh.ts'
import { readChoice, type SchemeChoice } from './schemes.ts'
import { saveFile } from '../ui/save-file.ts'

/** `left`: seconds, null while unknown */
export type Drawing = { doing: Doing; done: number; total: number; left: number | null; begun: number; finishing: boolean }

export type TrialState = {
  choices: SchemeChoice[]
  chosen: SchemeChoice | null
  source: Source | null
  /** the desk reads and evaluates */
  opening: boolean
  error: string | null
  opened: Opened | null
  weights: Weights | null
  changed: boolean
  /** under the weights under the hand */
  outcome: Outcome | null
  margins: Margins | null
  robustness: RobustView | null
  /** what was asked when it was drawn */
  drawnBy: RobustInput | null
  /** the year before, for decisions that need two */
  last: LastYear | null
  drawing: Drawing | null
  comparison: Comparison | null
}

export type Trial = TrialState & {
  client: DeskClient
  choose: (file: string) => void
  addScheme: (file: File) => Promise<void>
  load: (source: Source) => void
  loadFile: (file: File) => Promise<void>
  setWeights: (weights: Weights) => void
  reset: () => void
  draw: (input: RobustInput) => void
  /** where the movement comes from, under what was drawn last */
  explore: () => void
  loadLast: (file: File | 'demo' | null) => Promise<void>
  cancel: () => void
  compare: (choice: SchemeChoice | null) => void
  save: (format: FileFormat) => Promise<void>
  dismiss: () => void
}

const idle = { opened: null, weights: null, changed: false, outcome: null, margins: null, robustness: null, drawnBy: null, last: null, drawing: null, comparison: null } as const

export function useTrial(): Trial {
  const client = useMemo(() => createDeskClient(), [])
  const [state, setState] = useState<TrialState>(() => {
    const choices = readGiven().schemes.map(readChoice)
    return { choices, chosen: choices[0] ?? null, source: null, opening: false, error: null, ...idle }
  })
  const latest = useRef(state)
  useLayoutEffect(() => { latest.current = state })
  const running = useRef<(() => void) | null>(null)
  const set = (change: Partial<TrialState>): void => setState(before => ({ ...before, ...change }))
  const fail = (error: unknown): void => set({ error: sentenceOf(error), opening: false, drawing: null })

  const stop = (): void => {
    running.current?.()
    running.current = null
  }
  const findMargins = async (hash: string): Promise<void> => {
    const margins = await client.ask('margins', null)
    setState(before => (before.outcome?.hash === hash && margins ? { ...before, margins } : before))
  }
  const open = async (chosen: SchemeChoice, source: Source): Promise<void> => {
    stop()
    set({ chosen, source, opening: true, error: null })
    try {
      const opened = await client.ask('open', { scheme: chosen.scheme, source })
      if (latest.current.chosen !== chosen || latest.current.source !== source) return
      set({ ...idle, opened, opening: false, weights: weightsOf(opened.scheme), outcome: opened.official })
      await findMargins(opened.hash)
    } catch (error) {
      fail(error)
    }
  }
  const choose = (chosen: SchemeChoice): void => {
    if (latest.current.source && chosen.scheme) void open(chosen, latest.current.source)
    else set({ chosen, error: null, ...(chosen.scheme ? {} : idle) })
  }

  const setWeights = (weights: Weights): void => {
    const { opened } = latest.current
    if (!opened) return
    stop()
    const changed = !sameWeights(weights, weightsOf(opened.scheme))
    const scheme: Scheme = changed ? withWeights(opened.scheme, weights) : opened.scheme
    set({ weights, changed, robustness: null, drawing: null, comparison: null })
    client.askLatest(async () => {
      try {
        const outcome = await client.ask('weigh', { scheme })
        // Few towns get theirs in the same breath; with many, old ones would stand beside new ranks.
        set(outcome.standing.rank.length > 500 ? { outcome, margins: null } : { outcome })
        void findMargins(outcome.hash)
      } catch (error) {
        fail(error)
      }
    })
  }

  /** Draws and says how far it is, until there is an answer for the scheme under the hand. */
  const drawFor = <Want extends 'support' | 'sensitivity'>(input: RobustInput, want: Want, take: (found: Drawn[Want]) => RobustView): void => {
    stop()
    let begun = Date.now()
    const own = begun
    const doing: Doing = want === 'support' ? 'draws' : 'sensitivity'
    set({ drawing: { doing, done: 0, total: want === 'sensitivity' ? 100 : input.draws === 'enough' ? 1000 : input.draws, left: null, begun: own, finishing: false }, error: null })
    const { done, cancel } = client.draw(input, want, message => {
      setState(before => {
        if (before.drawing?.begun !== own || (message.kind !== 'progress' && message.kind !== 'finishing')) return before
        if (message.kind === 'finishing') return { ...before, drawing: { ...before.drawing, finishing: true } }
        const { doing: now, done: made, total } = message
        if (now !== before.drawing.doing) begun = Date.now()
        return { ...before, drawing: { ...before.drawing, doing: now, done: made, total, left: made ? ((Date.now() - begun) / 1000 / made) * (total - made) : null } }
      })
    })
    running.current = cancel
    const { hash } = latest.current.outcome ?? {}
    done.then(async found => {
      const view = found && hash === latest.current.outcome?.hash ? take(found) : null
      if (!view) return
      running.current = null
      await client.ask('setRobustness', { view })
      set({ robustness: view, drawing: null })
    }).catch(fail)
  }
  const draw = (input: RobustInput): void => {
    set({ robustness: null, drawnBy: input })
    drawFor(input, 'support', view => view)
  }
  const explore = (): void => {
    const { drawnBy, robustness } = latest.current
    if (drawnBy && robustness) drawFor(drawnBy, 'sensitivity', sensitivity => ({ ...robustness, sensitivity }))
  }

  useEffect(() => () => running.current?.(), [])

  return {
    ...state, client, setWeights, draw, explore,
    loadLast: async file => {
      try {
        const source: Source | null = file === null ? null : file === 'demo' ? { kind: 'demo', towns: 0 } : { kind: 'file', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
        set({ last: await client.ask('lastYear', { source }), error: null })
      } catch (error) {
        set({ last: null, error: sentenceOf(error) })
      }
    },
    choose: file => {
      const found = latest.current.choices.find(choice => choice.file === file)
      if (found) choose(found)
    },
    addScheme: async file => {
      const choice = readChoice({ file: file.name, text: await file.text() })
      setState(before => ({ ...before, choices: [...before.choices.filter(other => other.file !== choice.file), choice] }))
      choose(choice)
    },
    load: source => {
      const { chosen } = latest.current
      if (chosen?.scheme) void open(chosen, source)
    },
    loadFile: async file => {
      const { chosen } = latest.current
      if (chosen?.scheme) void open(chosen, { kind: 'file', name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    },
    reset: () => {
      if (latest.current.opened) setWeights(weightsOf(latest.current.opened.scheme))
    },
    cancel: () => {
      stop()
      set({ drawing: null })
    },
    compare: choice => {
      client.ask('compare', { scheme: choice?.scheme ?? null, own: choice === null }).then(comparison => set({ comparison, error: null }), fail)
    },
    save: async format => {
      try {
        const { name, type, bytes } = await client.ask('export', { format, now: new Date().toISOString() })
        saveFile(name, type, bytes)
      } catch (error) {
        fail(error)
      }
    },
    dismiss: () => set({ error: null }),
  }
}
