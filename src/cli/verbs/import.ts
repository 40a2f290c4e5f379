// zhenpu import: a notice into the register. Shows what would change; writes only when a person confirms.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { problem, Refusal } from '#core/base/problem.ts'
import type { Answers } from '#core/intake/confirm.ts'
import type { Proposal, Question } from '#core/intake/propose.ts'
import { checkAgainstRegister, proposeFor, recordNotice } from '#server/notice-intake.ts'
import { withRegister } from '../open.ts'
import { printJson } from '../print.ts'
import { noticeFrom, printNotice } from './notice.ts'

type Options = { programme?: string; confirm?: boolean; by?: string; answers?: string; acceptFindings?: string; json?: boolean }

const AnswerFile = z.object({
  spellings: z.array(z.object({ registered: z.string(), printed: z.array(z.string()), reason: z.string() })).default([]),
  links: z.array(z.object({ from: z.string(), to: z.string(), confidence: z.enum(['likely', 'possible']), state: z.enum(['proposed', 'confirmed', 'rejected']), reason: z.string() })).default([]),
})

export async function importNotice(file: string, options: Options): Promise<number> {
  if (options.confirm && !options.by) throw new Refusal(problem('request.invalid', { why: '确认写入须用 --by 写明确认人' }))
  const answers: Answers = options.answers ? AnswerFile.parse(parse(readFileSync(options.answers, 'utf8'))) : { spellings: [], links: [] }
  const { notice, programme } = await noticeFrom(file, options.programme)
  return withRegister(async ({ database, context, checkpoint }) => {
    const [findings, proposal] = await database.read(async tx => [await checkAgainstRegister(tx, notice, programme), await proposeFor(tx, notice, programme)] as const)
    const errors = findings.filter(finding => finding.severity === 'error')
    const blocked = errors.length > 0 && !options.acceptFindings
    if (!options.json) {
      printNotice(notice)
      preview(proposal)
      for (const finding of findings) console.error(`${finding.severity} ${finding.code}  ${finding.message}`)
    }
    if (!options.confirm || blocked) {
      const next = blocked ? `有 ${errors.length} 个错误，没有写入。更正后再试，或用 --accept-findings 写明理由。` : '以上只是预览，没有写入。确认请加 --confirm --by 姓名。'
      if (options.json) printJson({ written: false, next, findings, changes: proposal.towns.map(town => town.sentence), questions: proposal.questions })
      else console.error(next)
      return blocked && options.confirm ? 1 : 0
    }
    const actor = options.acceptFindings ? `${options.by}（仍予登记的理由：${options.acceptFindings}）` : options.by as string
    const written = await database.transaction(tx => recordNotice(tx, notice, programme, answers, { actor, now: context.now() }))
    await checkpoint()
    if (options.json) printJson({ written: true, ...written, findings })
    else console.error(`已登记 ${written.facts} 条事实，涉及 ${written.towns} 个小镇。`)
    return 0
  })
}

function preview({ towns, questions }: Proposal): void {
  process.stdout.write(`\n将改变 ${towns.length} 个小镇：\n${towns.map(town => `  ${town.sentence}`).join('\n')}\n`)
  if (questions.length) process.stdout.write(`\n要由人回答的问题：\n${questions.map(question => `  ${ask(question)}`).join('\n')}\n`)
}

function ask(question: Question): string {
  switch (question.kind) {
    case 'spelling': return `“${question.names.join('”“')}”写法不同，应是同一小镇：以哪个为登记名称？`
    case 'link': return `“${question.to.name}”与原有的“${question.from.name}”是否同一小镇？不答则记为“待确认”。`
    case 'ambiguous': return `“${question.name}”与多个登记名称相近：${question.candidates.map(other => other.name).join('、')}`
  }
}
