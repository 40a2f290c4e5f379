// 批量: the same step for several cases, one after the other, each a request and a transaction of its own with its own
// result. What is refused says why and stops nothing; nothing is done twice.
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '../session/act.tsx'
import { messageOf } from '../session/client.ts'

export type Result = { id: string; name: string; refused: string | null }

/** Which rows are picked, by id. */
export function usePicked(): { picked: ReadonlySet<string>; toggle: (id: string) => void; pick: (ids: readonly string[]) => void } {
  const [picked, set] = useState<ReadonlySet<string>>(new Set())
  return {
    picked, pick: ids => set(new Set(ids)),
    toggle: id => set(before => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    }),
  }
}

/** Runs a step over rows. `results` grows row by row. */
export function useTogether(): { results: readonly Result[]; of: number; busy: boolean; run: (rows: readonly { id: string; name: string }[], step: (id: string) => Promise<unknown>) => Promise<void>; clear: () => void } {
  const act = useAct()
  const [{ results, of, busy }, set] = useState<{ results: readonly Result[]; of: number; busy: boolean }>({ results: [], of: 0, busy: false })
  const run = async (rows: readonly { id: string; name: string }[], step: (id: string) => Promise<unknown>): Promise<void> => {
    const done: Result[] = []
    set({ results: [], of: rows.length, busy: true })
    for (const { id, name } of rows) {
      const refused = await act(() => step(id)).then(() => null, (error: unknown) => messageOf(error) || '没有确认身份，没有办理')
      done.push({ id, name, refused })
      set({ results: [...done], of: rows.length, busy: done.length < rows.length })
    }
  }
  return { results, of, busy, run, clear: () => set({ results: [], of: 0, busy: false }) }
}

export function Results({ label, results, of, busy, onClose }: { label: string; results: readonly Result[]; of: number; busy: boolean; onClose: () => void }) {
  const refused = results.filter(result => result.refused !== null).length
  return (
    <>
      <p role="status"><b>{label}</b> {busy ? `正在办理 ${results.length} / ${of}` : `已办 ${results.length - refused} 件${refused ? `，${refused} 件没有办成` : ''}`}</p>
      <ul className="together-results" aria-label="逐件结果">{results.map(({ id, name, refused: why }) => <li key={id} className={why ? 'refused' : 'done'}><i aria-hidden="true">{why ? '×' : '✓'}</i><span>{name}</span><span>{why ?? '已办'}</span></li>)}</ul>
      {busy ? null : <p className="buttons"><Button size="small" onClick={onClose}>知道了</Button></p>}
    </>
  )
}
