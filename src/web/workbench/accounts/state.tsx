// How an account stands, and by which key the list of accounts is kept.
import type { AccountView } from '#contract/accounts.ts'
import { Mark } from '../../site/ui/marks.tsx'

export const accountsKey = ['accounts'] as const

export const states = { active: '在用', invited: '还没有设口令', waiting: '有角色待同意', disabled: '已停用' } as const

export function stateOf({ disabled, activated, posts }: AccountView): keyof typeof states {
  return disabled ? 'disabled' : posts.some(({ state }) => state === 'proposed') ? 'waiting' : activated ? 'active' : 'invited'
}

const marks = { active: 'qualified', invited: 'unconfirmed', waiting: 'warning', disabled: 'withdrawn' } as const

export function StateMark({ account }: { account: AccountView }) {
  const state = stateOf(account)
  return <span className="marked"><Mark code={marks[state]} />{states[state]}</span>
}
