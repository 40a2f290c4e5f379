// 职责分离: the shapes a rule may have. Each rule of access.yaml is a number, a sentence and some of these.
import { z } from 'zod'
import { permissions } from './permission.ts'

const Step = z.enum(permissions)
const Steps = z.array(Step).min(1)
const Roles = z.array(z.string()).min(1)

export const Constraint = z.discriminatedUnion('kind', [
  /** one person holds roles of one group only */
  z.object({ kind: z.literal('roles-apart'), groups: z.array(Roles).min(2) }),
  /** the roles hold no permission that changes anything, save these */
  z.object({ kind: z.literal('only-reads'), roles: Roles, except: z.array(Step) }),
  /** the roles never hold these permissions */
  z.object({ kind: z.literal('never-holds'), roles: Roles, permissions: Steps }),
  /** in one case nobody takes steps of two groups */
  z.object({ kind: z.literal('different-people'), groups: z.array(Steps).min(2) }),
  /** nobody takes these steps at two stops (`at`) of one case */
  z.object({ kind: z.literal('one-stop'), steps: Steps }),
  /** once one of `after` is done in a case, none of `steps` is */
  z.object({ kind: z.literal('not-after'), steps: Steps, after: Steps }),
  /** nobody of these roles acts where they have a tie: own prefecture, or an organisation within `years` */
  z.object({ kind: z.literal('no-tie'), roles: Roles, steps: Steps, years: z.number() }),
  /** people of these roles take a step only after having taken their own `first` */
  z.object({ kind: z.literal('own-first'), roles: Roles, steps: Steps, first: Step }),
  /** nobody acts on what is about themselves; `hidden`: it does not exist for them */
  z.object({ kind: z.literal('not-about-self'), steps: Steps, hidden: z.boolean().default(false) }),
  /** a step is taken on exactly the state in which `since` was taken */
  z.object({ kind: z.literal('unchanged'), step: Step, since: Step }),
  /** once `when` is done, each of `steps` needs all of `needs` after it; acting uses them up */
  z.object({ kind: z.literal('needs'), when: Step, steps: Steps, needs: Steps }),
  /** a step needs `people` different persons who took one of `of` within `days` */
  z.object({ kind: z.literal('quorum'), step: Step, of: Steps, people: z.number(), days: z.number().nullable() }),
  /** delegated posts end within so many days */
  z.object({ kind: z.literal('delegation-ends'), days: z.number() }),
])
export type Constraint = z.infer<typeof Constraint>

export const Duty = z.object({
  rule: z.number().int(),
  /** said to whoever meets it; completes “…：” */
  text: z.string(),
  constraints: z.array(Constraint).min(1),
})
export type Duty = z.infer<typeof Duty>
