// 函 that go with a season: a warning letter to whoever answers for a warned town, feedback to every town that was scored,
// a notice of those that withdrew. Drafted from the decisions; a person sends them.
import { circular, type Frame } from '#core/document/circular.ts'
import type { LetterLike } from '#core/document/letter-words.ts'
import { letterLabels } from '#core/notice/letter.ts'
import type { OfficialDocument } from '#core/document/official.ts'
import type { Scored } from '#core/evaluation/evaluate.ts'
import { figure } from '#core/evaluation/rule-formula.ts'
import { problem, Refusal } from '#core/base/problem.ts'
import type { PlainDate } from '#core/base/plain-date.ts'
import { printArticle } from '#core/policy/programme.ts'
import type { DecisionsContent } from '#core/season/content.ts'
import { type SeasonState, stageLabels } from '#core/season/season.ts'
import type { Tx } from '../db/connect.ts'
import { loadWording } from '../render/official/wording.ts'
import { contentOf, loadSeason } from './load.ts'
import { workOut, type Worked } from './propose.ts'

/** `town` by its name, `id` in the register; `content`: what the document says, before anybody words it otherwise */
export type Letter = { kind: 'warning' | 'feedback' | 'withdrawal'; town: string | null; id: string | null; content: LetterLike; document: OfficialDocument }

/** How many of the indicators that lost most points a letter names. */
const named = 3

/**
 * @param deadline until when a warned town reports what it has mended @param reviewBy until when a review may be asked for
 * @throws Refusal `season.stage` before the decisions, `season.rules` where the programme has no wording
 */
export async function lettersOf(tx: Tx, id: string, { signedOn, deadline, reviewBy }: { signedOn: PlainDate; deadline: PlainDate; reviewBy: PlainDate }): Promise<Letter[]> {
  const worked = await workOut(tx, await loadSeason(tx, id), signedOn)
  const { state, programme, rules, evaluation } = worked
  decisionsNeeded(state)
  const decisions = await contentOf<DecisionsContent>(tx, state, 'decisions') ?? []
  const wording = loadWording(state.programme)
  if (!wording) throw new Refusal(problem('season.rules', { programme: state.programme, year: state.year }))
  const frame: Frame = { number: null, signedOn, demo: state.demo, draft: true }
  const letter = (id: string | null, town: string | null, content: LetterLike, addressees: string[] | null): Letter => ({ kind: content.kind, town, id, content, document: circular(content, { programme, wording, frame: addressees ? { ...frame, addressees } : frame }) })
  const scored = new Map(evaluation?.units.map(unit => [unit.id, unit]))
  const outcomes = new Map(rules.file.outcomes.map(outcome => [outcome.id, outcome]))
  const withdrawn = decisions.filter(({ decided }) => outcomes.get(decided)?.leaves === 'withdrawn').map(({ proposal }) => proposal.town.name)
  return [
    ...decisions.filter(({ decided }) => outcomes.get(decided)?.list === 'warned').map(({ town, proposal }) => letter(town, proposal.town.name, {
      kind: 'warning', town: proposal.town.name, year: state.year, grade: gradeOf(worked, town), articles: proposal.article ? [printArticle(programme, proposal.article)] : [], demands: weakest(scored.get(town)).map(part => `改进${part}`), deadline,
    }, [`${proposal.town.name}所在地发展改革部门`])),
    ...decisions.flatMap(({ town, proposal }) => {
      const unit = scored.get(town)
      return unit?.published === null || !unit ? [] : [letter(town, proposal.town.name, feedback(worked, unit, reviewBy), [proposal.town.name])]
    }),
    ...(withdrawn.length ? [letter(null, null, { kind: 'withdrawal', towns: withdrawn }, null)] : []),
  ]
}

/** @throws Refusal `season.stage` before there are decisions to write about */
function decisionsNeeded({ contents, stage }: SeasonState): void {
  if (!contents['decisions']) throw new Refusal(problem('season.stage', { action: '起草函件', stage: stageLabels[stage], needed: stageLabels.confirmed }))
}

/** Names for the files of letters, without ending; no two alike. */
export function letterNames(letters: readonly Letter[]): string[] {
  const seen = new Map<string, number>()
  return letters.map(({ kind, town }) => {
    const name = `${letterLabels[kind]}${town ? `-${town}` : ''}`.replaceAll(/[\\/:*?"<>|]/g, '_')
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? name : `${name}（${count}）`
  })
}

function feedback({ state, programme, scheme, evaluation }: Worked, unit: Scored, reviewBy: PlainDate): LetterLike {
  const ranked = evaluation?.units.filter(other => other.rank !== null && (scheme?.rankWithin === 'all' || other.category === unit.category)).length ?? 0
  return {
    kind: 'feedback', town: unit.name, year: state.year, score: (unit.published as number).toFixed(scheme?.precision ?? 2), grade: programme.grades.find(other => other.id === unit.grade)?.label ?? '', rank: unit.rank === null ? null : { place: unit.rank, of: ranked }, reviewBy,
    parts: unit.dimensions.filter(dimension => dimension.score !== null).map(({ name, weight, score }) => ({ name, full: figure(weight), score: (((score ?? 0) * weight) / 100).toFixed(scheme?.precision ?? 2) })),
    shortfalls: weakest(unit),
  }
}

/** The indicators that cost most, with what they cost. */
function weakest(unit: Scored | undefined): string[] {
  return (unit?.parts ?? []).map(part => ({ name: part.name, lost: part.weight - part.score })).filter(part => part.lost > 0).sort((a, b) => b.lost - a.lost).slice(0, named).map(({ name, lost }) => `${name}（失 ${figure(Number(lost.toFixed(2)))} 分）`)
}

function gradeOf({ programme, snapshot }: Worked, town: string): string {
  const grade = snapshot.towns.find(other => other.id === town)?.facts['grade']?.value
  return programme.grades.find(other => other.id === grade)?.label ?? grade ?? ''
}
