// While it is being worked out how sure the proposals are: begun for whoever looks first, kept for everybody.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect } from 'react'
import { client, queries } from '../session/client.ts'
import { isRunning, tasksChanged, tasksQuery } from '../tasks/data.ts'

/** @param wanted it has not been worked out yet @returns a line that says how far it is; null once it is there */
export function useRobustness(season: string, wanted: boolean): ReactNode {
  const { data } = useQuery({ ...tasksQuery, enabled: wanted })
  useEffect(() => {
    if (!wanted) return
    let gone = false
    void client.seasonRobustness({ season }).then(async ({ task }) => {
      await tasksChanged()
      if (task === null && !gone) await queries.invalidateQueries({ queryKey: ['season', season, 'proposals'] })
    }).catch(() => null)
    return () => { gone = true }
  }, [season, wanted])
  const task = data?.tasks.find(one => one.kind === '计算稳健性' && isRunning(one))
  const ended = wanted && data !== undefined && !task
  useEffect(() => {
    if (!ended) return
    const timer = setTimeout(() => void queries.invalidateQueries({ queryKey: ['season', season, 'proposals'] }), 1000)
    return () => clearTimeout(timer)
  }, [ended, season])
  if (!wanted) return null
  return <p className="notice-line robust-wait" role="status"><i className="turning" aria-hidden="true" /><span>正在计算每个拟办有多稳{task?.of ? `（${Math.round((100 * task.done) / task.of)}%）` : ''}，算好后自动列出；不影响办理。</span></p>
}
