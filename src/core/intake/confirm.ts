// A person's answers turn a proposal into facts. What was not answered is not guessed.
import { problem } from '#core/base/problem.ts'
import { ok, refused, type Result } from '#core/base/result.ts'
import { type DocumentData, documentStream } from '#core/register/document.ts'
import type { Fact } from '#core/register/event.ts'
import type { TownFact } from '#core/register/town.ts'
import type { Notice } from './notice.ts'
import type { Proposal, TownProposal } from './propose.ts'

export type Answers = {
  /** registered name for each spelling question, with the reason */
  spellings: { registered: string; printed: string[]; reason: string }[]
  /** links to record, in whatever state the person gives them; unanswered ones stay proposed */
  links: { from: string; to: string; confidence: 'likely' | 'possible'; state: 'proposed' | 'confirmed' | 'rejected'; reason: string }[]
}

export type Confirmed = { stream: string; expected: number; facts: Fact[] }[]

export function townStream(id: string): string {
  return `town/${id}`
}

/**
 * @param idFor gives a new town its identity, from its first registered name
 * @returns writes for the log; refuses with `intake.unanswered` while a spelling or an ambiguous name is open
 */
export function confirm(proposal: Proposal, answers: Answers, programme: string, idFor: (name: string) => string, documentVersion = 0): Result<Confirmed> {
  const settled = new Map<string, TownProposal>()
  for (const question of proposal.questions) {
    if (question.kind === 'ambiguous') return refused(problem('intake.unanswered', { what: `“${question.name}”与多个登记名称相近` }))
  }
  for (const town of proposal.towns) {
    const open = proposal.questions.find(question => question.kind === 'spelling' && question.key === town.key)
    const answer = answers.spellings.find(other => town.spellings.includes(other.registered))
    if (open && !answer) return refused(problem('intake.unanswered', { what: `“${town.spellings.join('”“')}”以哪个为登记名称` }))
    settled.set(town.key, open && answer ? underName(town, answer) : town)
  }
  const ids = new Map([...settled.values()].map(town => [town.key, town.known?.id ?? idFor(town.name)]))
  const facts = new Map<string, TownFact[]>([...settled.values()].map(town => [ids.get(town.key) as string, [...town.facts]]))
  for (const question of proposal.questions) if (question.kind === 'link') addLink(facts, question, ids, answers, proposal)

  const versions = new Map([...settled.values()].map(town => [ids.get(town.key) as string, town.known?.version ?? 0]))
  const towns = [...facts].map(([id, own]) => ({ stream: townStream(id), expected: versions.get(id) ?? 0, facts: own }))
  return ok([{ stream: documentStream(proposal.document.id), expected: documentVersion, facts: [documentFact(proposal.document, programme)] }, ...towns])
}

/** The proposal under the name a person chose, every other spelling recorded as printed. */
function underName(town: TownProposal, { registered, reason }: Answers['spellings'][number]): TownProposal {
  const facts = town.facts.map((fact): TownFact => (fact.type === 'town.named' ? { ...fact, data: { ...fact.data, name: registered }, basis: { ...fact.basis, printed: registered, inferred: reason } } : fact))
  const others = town.spellings.filter(name => name !== registered && !facts.some(fact => fact.type === 'town.printed' && fact.data.as === name))
  const sample = town.facts.at(-1) as TownFact
  const printed = others.map((as): TownFact => ({ type: 'town.printed', data: { as }, effective: sample.effective, basis: { ...sample.basis, printed: as } }))
  return { ...town, name: registered, facts: [...facts.filter(fact => fact.type !== 'town.printed' || fact.data.as !== registered), ...printed] }
}

function addLink(facts: Map<string, TownFact[]>, question: Extract<Proposal['questions'][number], { kind: 'link' }>, ids: ReadonlyMap<string, string>, answers: Answers, proposal: Proposal): void {
  const answer = answers.links.find(link => link.from === question.from.name && link.to === question.to.name)
  const to = ids.get(question.to.key) as string
  const { confidence, state, reason } = answer ?? { confidence: 'possible' as const, state: 'proposed' as const, reason: '同一地点，名称部分相同' }
  const effective = facts.get(question.from.id)?.[0]?.effective ?? proposal.document.notice.document.draftedOn ?? ''
  facts.get(question.from.id)?.push({ type: 'town.linked', data: { to, relation: 'possibly-same', confidence, state }, effective, basis: { document: proposal.document.id, inferred: reason } })
}

/** A notice as the register keeps it. */
export function documentFact({ id, notice }: Proposal['document'], programme: string): Fact<'document.recorded', DocumentData> {
  const { document, evaluation, batch, lists } = notice
  const effective = document.draftedOn ?? document.publishedOn ?? ''
  const data: DocumentData = { programme, ...document, batch, evaluation, lists: lists.map(({ kind, heading, statedCount, statedParts, towns }) => ({ kind, heading, statedCount, statedParts: statedParts.map(({ what, by, count }) => ({ what, by, count })), towns })) }
  return { type: 'document.recorded', data, effective, basis: { document: id } }
}

/** A stored document as the notice it was, to check it again. */
export function noticeOf(data: DocumentData): Notice {
  const { number, printedNumber, title, issuer, draftedOn, publishedOn, index, addressees, cites, batch, evaluation, lists } = data
  return {
    document: { number, printedNumber, title, issuer, draftedOn, publishedOn, index, addressees, cites },
    evaluation, batch,
    lists: lists.map(list => ({ ...list, line: 1, statedParts: list.statedParts.map(part => ({ ...part, line: 1 })) }) as Notice['lists'][number]),
  }
}
