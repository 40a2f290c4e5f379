// The frame of every step's dialog: what it shows or asks, and the button that says what it does.
import { Button } from 'antd'
import type { FormEvent, ReactNode } from 'react'
import type { Task } from '../session/act.tsx'

/** A step being taken: `take` does the work, says so and closes, or leaves everything as it was typed. */
export type Taking = { task: Task; take: (work: () => Promise<unknown>) => Promise<void>; label: string; allowed: boolean; onClose: () => void }

export function StepForm({ taking: { task, label, allowed, onClose }, ready, onSubmit, children }: { taking: Taking; ready: boolean; onSubmit: () => Promise<void>; children?: ReactNode }) {
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void onSubmit()
  }
  return (
    <form className="stack" onSubmit={submit}>
      {children}
      <p className="buttons"><Button type="primary" htmlType="submit" loading={task.busy} disabled={!allowed || !ready}>{label}</Button><Button onClick={onClose}>取消</Button></p>
    </form>
  )
}
