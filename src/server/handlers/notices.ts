// 文件: what the register rests on, each beside what its check finds.
import type { z } from 'zod'
import type { NoticeSummary } from '#contract/notices.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import { checkNotice } from '#core/intake/check-notice.ts'
import { noticeOf } from '#core/intake/confirm.ts'
import { entriesOf } from '#core/intake/entries.ts'
import type { Finding } from '#core/intake/notice.ts'
import type { Programme } from '#core/policy/programme.ts'
import { documentId } from '#core/register/document.ts'
import type { Tx } from '../db/connect.ts'
import type { Handlers } from '../http/handlers.ts'
import { dayInChina } from '../http/as-of.ts'
import { publicCorrections } from '../notice/public-corrections.ts'
import { viewFor } from '../notice-intake.ts'
import { getProgramme } from '../policies.ts'
import { type DocumentRow, factsOf, findDocument, listDocuments } from '../views/documents.ts'

const factNames: Readonly<Record<string, string>> = {
  'town.named': '登记名称', 'town.printed': '登记异写', 'town.placed': '登记所在地', 'town.listed': '列入清单', 'town.unconfirmed': '未再提及', 'town.graded': '评估等级',
  'town.recategorised': '类别变更', 'town.warned': '警告', 'town.warning-cleared': '警告解除', 'town.withdrew': '自愿退出', 'town.eliminated': '淘汰', 'town.accredited': '验收命名', 'town.linked': '疑为同一小镇', 'town.annulled': '撤销原登记',
}

export const noticeHandlers: Pick<Handlers, 'noticeList' | 'noticeDetail'> = {
  async noticeList(tx, input, { programmes }) {
    const rows = await listDocuments(tx, input.programme)
    const notices = []
    for (const row of rows) notices.push(summaryOf(row, await findingsOf(tx, row, getProgramme(programmes, row.data.programme))))
    return { notices }
  },

  async noticeDetail(tx, input, { programmes, now }) {
    const row = await findDocument(tx, input.id)
    if (!row) throw new Refusal(problem('document.unknown', { document: input.id.slice(0, 80) }))
    const programme = getProgramme(programmes, row.data.programme)
    const notice = noticeOf(row.data)
    const view = await viewFor(tx, notice, programme)
    const entries = entriesOf(notice, view, programme.suffix)
    const documents = await listDocuments(tx)
    const { lists: _, findings: __, ...summary } = summaryOf(row, [])
    return {
      ...summary,
      addressees: row.data.addressees,
      cites: row.data.cites.map(number => ({ number, id: documents.find(other => other.id === documentId(number, null))?.id ?? null })),
      lists: notice.lists.map((list, index) => ({
        kind: list.kind, heading: list.heading, statedCount: list.statedCount,
        towns: entries.filter(entry => entry.list === index).map(({ town, known }) => ({ printed: town.name, town: known?.id ?? null, registered: known?.name ?? null, category: town.category ?? null, townType: town.townType ?? null, prefecture: town.prefecture ?? null })),
      })),
      findings: checkNotice(notice, view, programme),
      ...await publicCorrections(tx, row.id, row.data, programme, dayInChina(now())),
      acts: (await factsOf(tx, row.id)).map(({ type, inferred, count }) => ({ type, title: `${factNames[type] ?? type}${inferred ? '（推断）' : ''}`, count })),
    }
  },
}

async function findingsOf(tx: Tx, row: DocumentRow, programme: Programme): Promise<Finding[]> {
  const notice = noticeOf(row.data)
  return checkNotice(notice, await viewFor(tx, notice, programme), programme)
}

function summaryOf({ id, data }: DocumentRow, findings: readonly Finding[]): z.infer<typeof NoticeSummary> {
  const { number, title, issuer, draftedOn, publishedOn, index, lists } = data
  const count = (severity: string): number => findings.filter(finding => finding.severity === severity).length
  return {
    id, number, title, issuer, draftedOn, publishedOn, index,
    lists: lists.map(({ kind, heading, towns }) => ({ kind, heading, count: towns.length })),
    findings: { error: count('error'), warning: count('warning'), note: count('note') },
  }
}
