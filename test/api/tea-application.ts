// A whole application of the fictional programme, as a county fills it in. 演示数据.
import type { Json } from '#core/base/canonical.ts'
import type { Application } from './application.ts'

const file = (name: string, digit: string): Json => [{ hash: `sha256:${digit.repeat(64)}`, name: `${name}.pdf`, type: 'application/pdf', size: 12_345 }]

/** Every field that must be there; 62 % of the investment in tea. */
export function wholeContent(name: string, builder = '云溪茶业公司'): Record<string, Json> {
  return {
    name, category: '芽类', 'town-type': '山镇', 'lead-industry': '茶', 'name-use': 'none',
    'part.plan': '依山建园，五年成镇。', 'files.plan': file('创建方案', 'a'), 'files.investor': file('投资主体', 'b'), 'files.investment': file('投资规模', 'c'), 'files.schedule': file('建设计划', 'd'), 'files.industry': file('产业规划', 'e'),
    'investor.i1': { name: builder, ownership: 'private', note: '' },
    'project.p1': { name: '茶园', kind: 'lead', investment: 6200, builder, from: null, until: null },
    'project.p2': { name: '住宅', kind: 'housing', investment: 3000, builder, from: null, until: null },
    'project.p3': { name: '道路', kind: 'other', investment: 800, builder: '', from: null, until: null },
    ...Object.fromEntries(['one-industry', 'new-plan', 'builder', 'funded', 'management', 'water'].map(id => [`check.${id}`, { answer: 'yes', note: '' }])),
    'figure.area': 3.5,
  }
}

/** The files that `wholeContent` names, as if everybody had uploaded each; how uploads are checked is tested by itself. */
export async function uploadedByAll({ database, context }: Pick<Application, 'database' | 'context'>, more: readonly string[] = []): Promise<void> {
  const hashes = [...'abcde'].map(digit => `sha256:${digit.repeat(64)}`)
  await database.transaction(async tx => {
    const people = new Set([...(await tx.selectFrom('account').select('person').execute()).map(row => row.person), ...more])
    await tx.insertInto('attachment').values(hashes.map(hash => ({ hash, size: 12_345, type: 'application/pdf', checked: context.now() }))).execute()
    await tx.insertInto('attachment_upload').values([...people].flatMap(person => hashes.map(hash => ({ hash, name: '试.pdf', person, at: context.now() })))).execute()
  })
}
