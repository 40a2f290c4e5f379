// 进度: what is being done for me in the background, and what came of it. It goes on whatever page is open, or none.
import { useQuery } from '@tanstack/react-query'
import { Button, Popover } from 'antd'
import { useEffect, useState } from 'react'
import { useTask } from '../session/act.tsx'
import { client, queries } from '../session/client.ts'
import { sizeWord } from '../application/words.ts'
import { dayWord, dayOfInstant, momentWord } from '../ui/days.ts'
import { isRunning, type Task, tasksChanged, tasksQuery } from './data.ts'

export function Progress({ running }: { running: number }) {
  const [open, setOpen] = useState(false)
  const { data } = useQuery({ ...tasksQuery, enabled: open || running > 0 })
  const tasks = data?.tasks ?? []
  const under = data ? tasks.filter(isRunning).length : running
  // What was waited for may be on the page that is open.
  useEffect(() => { if (!under) void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'season' }) }, [under])
  if (!open && !running && !tasks.length) return null
  return (
    <Popover trigger="click" placement="bottomRight" open={open} onOpenChange={setOpen} content={<List tasks={tasks} />} title="进度">
      <button type="button" className="going-on" aria-expanded={open} aria-label={under ? `进度，${under} 件在办` : '进度'}>{under ? <i className="turning" aria-hidden="true" /> : null}进度{under ? <b>{under}</b> : null}</button>
    </Popover>
  )
}

function List({ tasks }: { tasks: readonly Task[] }) {
  if (!tasks.length) return <p className="quiet">没有后台工作。</p>
  return <ul className="going-list">{tasks.map(task => <Row key={task.id} task={task} />)}</ul>
}

function Row({ task: { id, kind, title, state, done, of, file, problem, created, expires } }: { task: Task }) {
  const task = useTask()
  const act = async (work: () => Promise<unknown>): Promise<void> => { if (await task.run(work)) await tasksChanged() }
  const hide = <Button size="small" type="text" aria-label={`不再列出：${title}`} onClick={() => void act(() => client.taskHide({ id }))}>收起</Button>
  return (
    <li>
      <p><b>{kind}</b> {title} <small>{momentWord(created)}</small></p>
      {state === 'queued' ? <p className="quiet">排队中。可以离开这一页，做好后在这里取。</p> : null}
      {state === 'running' ? <><progress value={done} max={of || 1} aria-label={`${title}的进度`} /><p className="quiet">{of ? `${done} / ${of}` : '准备中'}</p></> : null}
      {state === 'done' ? <p className="buttons">{file ? <><a href={`/api/tasks/${id}/file`} download={file.name}>下载 {file.name}</a> <small>{sizeWord(file.size)}{expires ? `，保留到 ${dayWord(dayOfInstant(expires))}` : ''}</small></> : '已完成。'}{hide}</p> : null}
      {state === 'failed' ? <><p className="going-wrong">{problem}</p><p className="buttons"><Button size="small" loading={task.busy} onClick={() => void act(() => client.taskAgain({ id }))}>再试</Button>{hide}</p></> : null}
      {task.error ? <p className="going-wrong">{task.error}</p> : null}
    </li>
  )
}
