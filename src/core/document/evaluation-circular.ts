// 评估通报: the lists of a year in running text, each kind with its count, as such notices are written.
import { partsOf } from '../base/plain-date.ts'
import type { Programme } from '../policy/programme.ts'
import type { Parts, Setting } from './circular.ts'
import { type Block, ordinal } from './official.ts'
import { fill, type Wording } from './wording.ts'

export type ListKind = Programme['lists'][number]['kind']

/** `lists`: names in the order to be printed. An empty kind is left out, as notices do; a section without lists too. */
export type EvaluationContent = { kind: 'evaluation'; year: number; fieldwork: { year: number; month: number }; lists: Partial<Record<ListKind, readonly string[]>> }

type Section = Wording['evaluation']['sections'][number]

export function evaluationParts({ year, fieldwork, lists }: EvaluationContent, { programme, wording, frame }: Setting): Parts {
  const { title, opening, sections, closing } = wording.evaluation
  const population = programme.population.reduce((sum, kind) => sum + (lists[kind as ListKind]?.length ?? 0), 0)
  const when = fieldwork.year === partsOf(frame.signedOn)[0] ? `今年${fieldwork.month}月` : `${fieldwork.year}年${fieldwork.month}月`
  const given = sections.map(section => ({ ...section, lists: section.lists.filter(kind => lists[kind]?.length) })).filter(section => section.lists.length)
  return {
    form: 'document', annexes: [], copied: true,
    title: fill(title, { issuer: wording.issuer.short, year }),
    body: [
      ...opening.map((text): Block => ({ kind: 'paragraph', text: fill(text, { year, population, when }) })),
      ...given.flatMap((section, i): Block[] => [{ kind: 'heading', level: 1, text: `${ordinal(i + 1)}、${section.heading}` }, ...sectionBlocks(section, { lists, year, programme })]),
      ...closing.map((text): Block => ({ kind: 'paragraph', text: fill(text, { year }) })),
    ],
  }
}

/** A section with a rule states it before its one list; one without numbers its lists （一）（二）. */
function sectionBlocks(section: Section, { lists, year, programme }: Pick<EvaluationContent, 'lists' | 'year'> & { programme: Programme }): Block[] {
  const [rule, afterwards] = [section.rule ? fill(section.rule, { year }) : '', section.afterwards ?? '']
  const counted = section.lists.map(kind => {
    const names = lists[kind] ?? []
    return { heading: `${labelOf(kind, programme)}${programme.suffix}${names.length}个`, names: `${names.join('、')}${section.after}。` }
  })
  const [only] = counted
  if (only && counted.length === 1 && rule) return [{ kind: 'paragraph', text: `${rule}${only.heading}：${only.names}${afterwards}` }]
  return [
    ...(rule ? [{ kind: 'paragraph' as const, text: rule }] : []),
    ...counted.map(({ heading, names }, i): Block => ({ kind: 'paragraph', lead: `（${ordinal(i + 1)}）${heading}。`, text: names })),
    ...(afterwards ? [{ kind: 'paragraph' as const, text: afterwards }] : []),
  ]
}

export function labelOf(kind: ListKind, { lists }: Programme): string {
  return lists.find(list => list.kind === kind)?.label ?? kind
}
