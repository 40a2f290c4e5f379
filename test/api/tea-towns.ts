// Towns of the fictional programme in a test's register: thirty, from one list, all graded the year after; the second
// was unqualified then.
import { names } from '#core/intake/notice.fixture.ts'
import type { Notice } from '#core/intake/notice.ts'
import type { TownFact } from '#core/register/town.ts'
import { readStream } from '#server/log/read.ts'
import { recordNotice } from '#server/notice-intake.ts'
import { getProgramme } from '#server/policies.ts'
import { record } from '#server/record.ts'
import { registeredNames } from '#server/views/towns.ts'
import type { Application } from './application.ts'

export const teaProgramme = '示例-茶镇'
export const teaTowns = names.slice(0, 30)

export const listTeaTowns = (application: Application): Promise<void> => listTowns(application, { programme: teaProgramme, categories: ['芽类', '叶类'], number: '云茶发〔2023〕2号' })

/** The same towns for any programme that has these categories. */
export async function listTowns({ database, context }: Application, { programme, categories, number }: { programme: string; categories: readonly string[]; number: string }): Promise<void> {
  const towns = teaTowns.map((name, i) => ({ printed: name, name, category: categories[i % categories.length] as string, townType: '山镇', number: i + 1 }))
  const notice: Notice = {
    document: { number, printedNumber: number, title: '云溪省茶业委员会关于公布茶小镇名单的通知', issuer: '云溪省茶业委员会', draftedOn: '2023-02-01', publishedOn: '2023-02-01', index: null, addressees: [], cites: [] },
    evaluation: null, batch: 1, lists: [{ kind: 'listed', heading: '名单', line: 1, statedCount: towns.length, statedParts: [], towns }],
  }
  await database.transaction(async tx => {
    await recordNotice(tx, notice, getProgramme(context.programmes, programme), { spellings: [], links: [] }, { actor: '测试', now: context.now() })
    const ids = new Map((await registeredNames(tx, null, programme)).flatMap(({ town, names: own }) => own.map((name): [string, string] => [name, town])))
    const writes = await Promise.all(teaTowns.map(async (name, i) => {
      const stream = `town/${ids.get(name)}`
      const graded: TownFact = { type: 'town.graded', data: { programme, year: 2024, grade: i === 1 ? 'unqualified' : 'qualified' }, effective: '2024-12-20', basis: { document: '云茶发-2024-9' } }
      return { stream, expected: (await readStream(tx, stream)).length, facts: [graded] }
    }))
    await record(tx, { actor: '测试', now: context.now(), writes })
  })
}
