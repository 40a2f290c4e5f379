// Doing something on the server: where it asks who one is once more, a dialog asks, and the act is repeated. What was
// typed stays where it is, whatever happens.
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { codeOf, messageOf } from './client.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

type Act = <T>(work: () => Promise<T>) => Promise<T>
type Asked = { message: string; done: () => void; cancel: () => void }

/** The person closed the dialog instead of confirming. */
class Cancelled extends Error {}

const ActContext = createContext<Act>(work => work())

export function ActProvider({ children }: { children: ReactNode }) {
  const [asked, ask] = useState<Asked | null>(null)
  const act = useCallback<Act>(async work => {
    try {
      return await work()
    } catch (error) {
      if (codeOf(error) !== 'access.confirm') throw error
      await new Promise<void>((resolve, reject) => ask({ message: messageOf(error), done: resolve, cancel: () => reject(new Cancelled()) }))
      return await work()
    }
  }, [])
  const settle = (how: 'done' | 'cancel'): void => {
    asked?.[how]()
    ask(null)
  }
  return (
    <ActContext value={act}>
      {children}
      {asked ? <ConfirmDialog message={asked.message} onDone={() => settle('done')} onCancel={() => settle('cancel')} /> : null}
    </ActContext>
  )
}

/** Does something on the server, asking once more who one is where that is needed. */
export function useAct(): Act {
  return useContext(ActContext)
}

export type Task = {
  /** does the work; undefined where it was refused or called off, and then `error` says why */
  run: <T>(work: () => Promise<T>) => Promise<T | undefined>
  busy: boolean
  error: ReactNode
  code: string | null
  clear: () => void
}

/** One thing being done: whether it is under way, and why it was refused. */
export function useTask(): Task {
  const act = useAct()
  const [{ busy, error, code }, set] = useState<{ busy: boolean; error: ReactNode; code: string | null }>({ busy: false, error: null, code: null })
  const run = useCallback(async <T,>(work: () => Promise<T>): Promise<T | undefined> => {
    set({ busy: true, error: null, code: null })
    try {
      const done = await act(work)
      set({ busy: false, error: null, code: null })
      return done
    } catch (failed) {
      const why = codeOf(failed)
      set({ busy: false, code: why, error: failed instanceof Cancelled ? null : why === 'access.signed-out' ? <>登录已结束。请在<a href="/sign-in" target="_blank">新标签页登录</a>后再办，您填写的内容仍在。</> : messageOf(failed) })
      return undefined
    }
  }, [act])
  return useMemo(() => ({ run, busy, error, code, clear: () => set({ busy: false, error: null, code: null }) }), [run, busy, error, code])
}
