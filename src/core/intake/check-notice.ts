// Is a notice right? Against itself, against the register as it stood the day before, against the programme's rules.
// Every finding says what, where and how to mend it. Codes are public API.
import type { Programme } from '#core/policy/programme.ts'
import { checkConsequences } from './check-consequences.ts'
import { checkCounts } from './check-counts.ts'
import { checkForm } from './check-form.ts'
import { checkNames } from './check-names.ts'
import { type Entry, entriesOf } from './entries.ts'
import type { Finding, Notice } from './notice.ts'
import type { RegisterView } from './register-view.ts'

const order = { error: 0, warning: 1, note: 2 } as const

/** All findings, gravest first. Without a register only the notice itself and the rules within it are checked. */
export function checkNotice(notice: Notice, register: RegisterView, programme: Programme): Finding[] {
  const entries: Entry[] = entriesOf(notice, register, programme.suffix)
  return [
    ...checkForm(notice),
    ...checkCounts(notice, programme),
    ...checkNames(notice, entries, register, programme),
    ...checkConsequences(notice, entries, register, programme),
  ].sort((a, b) => order[a.severity] - order[b.severity])
}
