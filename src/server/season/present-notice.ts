// A drafted notice as the pages show it: its parts, what the checker says, and what will follow when it goes out.
import type { z } from 'zod'
import type { seasonEndpoints } from '#contract/seasons.ts'
import type { DecisionsContent } from '#core/season/content.ts'
import { tasksOf } from '#core/season/consequences.ts'
import { printCite } from '#core/decision/explain.ts'
import type { Checked } from './notice.ts'
import type { Worked } from './propose.ts'

type NoticeView = NonNullable<z.input<typeof seasonEndpoints.seasonNotice.output>['notice']>

export function presentNotice({ content: { document, text }, findings, differences }: Checked, { rules, snapshot }: Worked, decisions: DecisionsContent): NoticeView {
  const names = new Map(snapshot.towns.map(town => [town.id, town.name]))
  const published = document.signedOn
  return {
    number: document.number, title: document.title, addressees: document.addressees, signedOn: document.signedOn, verification: document.verification, text, differences, demo: document.demo,
    body: document.body.flatMap(block => (block.kind === 'heading' || block.kind === 'paragraph' ? [block] : [])),
    findings: findings.map(({ code, severity, message, towns }) => ({ code, severity, message, towns: [...towns] })),
    tasks: tasksOf(decisions, rules, { drafted: document.signedOn, published }).map(task => ({ ...task, article: task.article && printCite(rules, task.article), name: task.town && (names.get(task.town) ?? task.town) })),
  }
}
