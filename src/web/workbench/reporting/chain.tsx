// Where the report stands: the levels with who signed when, and the departments beside them. A signature that no longer
// holds is still shown, with what has changed since.
import type { ReportView } from './data.ts'
import { shortDay } from '../ui/days.ts'
import { daysWord } from './words.ts'

export function Chain({ report }: { report: ReportView }) {
  const { dues, signatures, departments, waiting } = report
  return (
    <div className="chain">
      <ol className="levels" aria-label="办理环节">
        {dues.map(({ level, label, act, due, days }) => {
          const last = signatures.findLast(signature => signature.level === level)
          const state = last?.state === 'standing' ? 'done' : waiting === level ? 'now' : last?.state === 'lapsed' ? 'lapsed' : ''
          return (
            <li key={level} className={state || undefined} aria-current={waiting === level ? 'step' : undefined}>
              <b>{label}{act}</b>
              <small>{last?.state === 'standing' ? `${last.by} ${shortDay(last.on)}` : last?.state === 'lapsed' ? `${shortDay(last.on)}签过，内容已改` : last?.state === 'withdrawn' ? `已${last.withdrawn?.reason ? '退回' : '撤回'}` : ''}</small>
              <small className={waiting === level && days > 0 ? 'late' : undefined}>{last?.state === 'standing' ? '' : `${shortDay(due)}截止${waiting === level ? `，${daysWord(days)}` : ''}`}</small>
            </li>
          )
        })}
      </ol>
      {departments.length ? <ul className="departments" aria-label="部门确认">{departments.map(({ id, name, held, changes }) => <li key={id} className={held ? 'done' : changes.length ? 'lapsed' : undefined}><b>{name}</b><small>{held ? `${held.by} ${shortDay(held.on)}确认` : changes.length ? '确认后有改动' : '待确认'}</small></li>)}</ul> : null}
    </div>
  )
}
