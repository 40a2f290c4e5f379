// zhenpu register list | show
import { townList } from '#contract/towns.ts'
import { handlers } from '#server/handlers/index.ts'
import { withRegister } from '../open.ts'
import { printJson, printTable } from '../print.ts'

type ListOptions = { programme?: string; valid?: string; known?: string; status?: string; json?: boolean }

const everything = 100_000

/** In force unless another status is asked for. */
export async function list({ programme, valid, known, status = 'listed,named', json }: ListOptions): Promise<number> {
  return withRegister(async ({ database, context }) => {
    const input = { ...townList.input.parse({ programme, valid, known, status }), size: everything }
    const { towns, asOf, total } = await database.read(tx => handlers.townList(tx, input, context))
    if (json) printJson(towns.map(({ id, name, names, prefecture, division, category, townType, status: standing, batch, since, sinceDating, grade, warned }) => ({ id, name, names, prefecture, division, category, townType, status: standing, batch, since, sinceDating, grade, warned })))
    else {
      printTable(['名称', '地区', '类别', '类型', '状态', '批次', '列入'], towns.map(town => [town.name, town.prefecture, town.category, town.townType, town.status, town.batch, `${town.sinceDating === 'exact' ? '' : '不晚于'}${town.since}`]))
      console.error(`截至 ${asOf.valid}${asOf.known ? `，按 ${asOf.known} 所知` : ''}：${total} 个`)
    }
    return 0
  })
}

export async function show(town: string, { valid, known, json }: { valid?: string; known?: string; json?: boolean }): Promise<number> {
  return withRegister(async ({ database, context }) => {
    const detail = await database.read(tx => handlers.townDetail(tx, { id: town, valid, known }, context))
    if (json) printJson(detail)
    else {
      process.stdout.write(`${detail.name}（${detail.id}）\n${[detail.prefecture, detail.category, detail.townType, detail.status].filter(Boolean).join(' · ')}\n\n`)
      printTable(['生效', '事实', '依据', '位置'], detail.acts.map(act => [`${act.dating === 'exact' ? '' : '≤'}${act.effective}`, act.corrects ? `${act.title}（更正：原为“${act.corrects.title}”）` : act.title, act.basis.documentNumber ?? act.basis.document, act.basis.place ?? act.basis.inferred]))
    }
    return 0
  })
}
