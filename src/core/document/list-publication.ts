// 公布名单: a list as an annex, numbered under its prefectures or as a table, after a sentence that states its counts.
import type { Programme } from '../policy/programme.ts'
import type { Parts, Setting } from './circular.ts'
import { type Block, ordinal, type Table } from './official.ts'
import { fill } from './wording.ts'

export type PublishedTown = { name: string; prefecture?: string; category?: string; townType?: string }

/** `towns` in the order to be printed: those of one prefecture one after the other. */
export type PublicationContent = { kind: 'publication'; batch: number; towns: readonly PublishedTown[]; as: 'numbered' | 'table' }

export function publicationParts({ batch, towns, as }: PublicationContent, { programme, wording }: Setting): Parts {
  const { title, opening, annex, closing } = wording.publication
  const values = { issuer: wording.issuer.short, batch: `第${ordinal(batch)}批`, count: towns.length }
  return {
    form: 'document', copied: true,
    title: fill(title, values),
    body: [...opening.map(text => fill(text, values)), ...closing].map((text): Block => ({ kind: 'paragraph', text })),
    annexes: [{ title: fill(annex, values), blocks: [{ kind: 'paragraph', text: countSentence(towns, programme) }, ...(as === 'table' ? [tableOf(towns, programme)] : numberedBlocks(towns))] }],
  }
}

/** 共计55个，其中：成长类13个，培育类27个；建制镇24个，非建制镇31个。 */
function countSentence(towns: readonly PublishedTown[], { categories, townTypes }: Programme): string {
  const count = (labels: readonly string[], of: (town: PublishedTown) => string | undefined): string[] => {
    const counted = labels.map(label => ({ label, count: towns.filter(town => of(town) === label).length })).filter(({ count }) => count)
    return counted.length ? [counted.map(({ label, count }) => `${label}${count}个`).join('，')] : []
  }
  const parts = [...count(categories, town => town.category), ...count(townTypes, town => town.townType)]
  return `共计${towns.length}个${parts.length ? `，其中：${parts.join('；')}` : ''}。`
}

function numberedBlocks(towns: readonly PublishedTown[]): Block[] {
  const runs: PublishedTown[][] = []
  for (const town of towns) {
    const run = runs.at(-1)
    if (run && run[0]?.prefecture === town.prefecture) run.push(town)
    else runs.push([town])
  }
  let from = 1
  return runs.flatMap((run): Block[] => {
    const prefecture = run[0]?.prefecture
    const numbered: Block = { kind: 'numbered', from, items: run.map(remarked) }
    from += run.length
    return prefecture ? [{ kind: 'heading', level: 3, text: `${prefecture}（${run.length}个）` }, numbered] : [numbered]
  })
}

function remarked({ name, category, townType }: PublishedTown): string {
  const remarks = [category, townType].filter(Boolean)
  return remarks.length ? `${name}（${remarks.join('，')}）` : name
}

function tableOf(towns: readonly PublishedTown[], { suffix }: Programme): Block {
  const columns: { column: Table['columns'][number]; cell: (town: PublishedTown, i: number) => string }[] = [
    { column: { title: '序号', width: 8, align: 'center' }, cell: (_, i) => String(i + 1) },
    { column: { title: '地区', width: 20, align: 'center' }, cell: town => town.prefecture ?? '' },
    { column: { title: `${suffix}名称`, width: 44 }, cell: town => town.name },
    { column: { title: '类别', width: 14, align: 'center' }, cell: town => town.category ?? '' },
    { column: { title: '类型', width: 14, align: 'center' }, cell: town => town.townType ?? '' },
  ]
  const used = columns.filter(({ cell }) => towns.some((town, i) => cell(town, i)))
  return { kind: 'table', columns: used.map(({ column }) => column), rows: towns.map((town, i) => used.map(({ cell }) => cell(town, i))), unruled: numberedBlocks(towns) }
}
