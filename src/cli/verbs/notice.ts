// zhenpu notice read | check: `read` needs no register, `check` compares with it.
import { Refusal } from '#core/base/problem.ts'
import type { Notice } from '#core/intake/notice.ts'
import { readNotice } from '#core/intake/read-notice.ts'
import type { Programme } from '#core/policy/programme.ts'
import { readDocument } from '#server/intake/read-document.ts'
import { checkAgainstRegister } from '#server/notice-intake.ts'
import { getProgramme, loadProgrammes } from '#server/policies.ts'
import { withRegister } from '../open.ts'
import { printJson, printTable } from '../print.ts'

type Options = { json?: boolean; programme?: string }

export async function noticeFrom(file: string, programmeId: string | undefined): Promise<{ notice: Notice; programme: Programme }> {
  const programme = getProgramme(loadProgrammes(), programmeId)
  const notice = readNotice(await readDocument(file), programme, file)
  if (!notice.ok) throw new Refusal(notice.problem)
  return { notice: notice.value, programme }
}

export async function read(file: string, { json, programme }: Options): Promise<number> {
  const { notice } = await noticeFrom(file, programme)
  if (json) printJson(notice)
  else printNotice(notice)
  return 0
}

export async function check(file: string, { json, programme: id }: Options): Promise<number> {
  const { notice, programme } = await noticeFrom(file, id)
  return withRegister(async ({ database }) => {
    const findings = await database.read(tx => checkAgainstRegister(tx, notice, programme))
    if (json) printJson({ ...notice, findings })
    else {
      printNotice(notice)
      process.stdout.write('\n')
      const words = { error: '错误', warning: '警示', note: '说明' }
      for (const { severity, code, message, basis } of findings) process.stdout.write(`${words[severity]} ${code}  ${message}（${basis}）\n`)
      if (!findings.length) process.stdout.write('没有发现问题。\n')
    }
    return findings.some(finding => finding.severity === 'error') ? 1 : 0
  })
}

export function printNotice({ document, evaluation, lists }: Notice): void {
  process.stdout.write(`${document.title ?? '（无标题）'}\n${[document.number, document.issuer, document.draftedOn && `成文 ${document.draftedOn}`, document.publishedOn && `发布 ${document.publishedOn}`].filter(Boolean).join(' · ')}\n`)
  if (evaluation) process.stdout.write(`${evaluation.year ?? '?'}年度评估，共 ${evaluation.population ?? '?'} 个\n`)
  printTable(['清单', '写明', '实有', '行'], lists.map(list => [list.heading, list.statedCount, list.towns.length, list.line]))
}

