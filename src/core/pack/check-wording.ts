// The words of circulars against what the rules decide: every list that can come out is printed, once, in words that are
// read back as that list.
import { type PolicyFinding } from '../decision/finding.ts'
import type { Pack } from './read-pack.ts'
import { repeated } from './references.ts'

export function checkWording({ programme, rules, wording }: Pack): PolicyFinding[] {
  if (!wording) return []
  const { source: { finding }, value: { evaluation, publication } } = wording
  if (!programme) return [finding('reference', [], '有行文用语而没有 programme.yaml，不知道有哪些清单。')]
  const { lists, population } = programme.value
  const kinds = lists.map(list => list.kind as string)
  const printed = evaluation.sections.flatMap(section => section.lists as string[])
  const due = new Set([...population, ...rules.flatMap(({ value }) => value.file.outcomes.flatMap(({ list }) => (list === undefined ? [] : [list])))])
  const listed = lists.find(list => list.kind === 'listed')
  return [
    ...evaluation.sections.flatMap((section, i) => section.lists.filter(kind => !kinds.includes(kind)).map(kind => finding('unknown-list', ['evaluation', 'sections', i, 'lists'], `programme.yaml 的 lists 里没有“${kind}”这种清单。现有：${kinds.join('、')}。`))),
    ...repeated(printed).map(([kind]) => finding('duplicate-id', ['evaluation', 'sections', evaluation.sections.findLastIndex(section => (section.lists as string[]).includes(kind)), 'lists'], `“${kind}”的清单印了两次。请只留一处。`)),
    ...[...due].filter(kind => kinds.includes(kind) && !printed.includes(kind)).map(kind => finding('unknown-list', ['evaluation', 'sections'], `规则会得出“${kind}”的清单，而没有一节印它。请在 sections 里补上。`)),
    ...(!listed || listed.words.some(word => publication.annex.endsWith(word)) ? [] : [finding('unknown-list', ['publication', 'annex'], `名单的标题须以 ${listed.words.join('、')} 之一结尾，读回时才认得是名单。请改标题。`)]),
  ]
}
