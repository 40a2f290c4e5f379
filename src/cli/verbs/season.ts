// zhenpu evaluate, decide, explain: the yearly cycle without the pages. Nothing is written but by `decide --confirm`.
import { problem, Refusal } from '#core/base/problem.ts'
import { printExplanation } from '#core/decision/explanation.ts'
import { whyNot } from '#core/decision/decide.ts'
import { modelOf } from '#core/evaluation/robustness/model.ts'
import { robustnessOf } from '#core/evaluation/robustness/robustness.ts'
import { actions, refusalOf, stageLabels } from '#core/season/season.ts'
import { messageOf } from '#core/base/problem.ts'
import { dayInChina } from '#server/http/as-of.ts'
import { asAccount } from '#server/season/account.ts'
import { confirmDecisions, decideSeason, proposeDecisions } from '#server/season/act.ts'
import { loadSeason, seasonIds } from '#server/season/load.ts'
import { decisionsOf, type Worked, workOut } from '#server/season/propose.ts'
import { drawAll } from '#server/evaluation/draw.ts'
import { withRegister } from '../open.ts'
import { printJson, printTable } from '../print.ts'

type Json = { json?: boolean }

/** Where the seasons stand, or one season and what may be done next. */
export async function season(id: string | undefined, { json }: Json): Promise<number> {
  return withRegister(async ({ database, context }) => database.read(async tx => {
    const today = dayInChina(context.now())
    if (!id) {
      const all = await Promise.all((await seasonIds(tx)).map(other => loadSeason(tx, other)))
      if (json) printJson(all.map(({ id: own, stage, programme, year, scores, demo }) => ({ id: own, stage, programme, year, scores, demo })))
      else printTable(['年度', '状态', '得分', ''], all.map(state => [state.id, stageLabels[state.stage], state.scores === 'published' ? '照录等级（得分未公布）' : '按指标体系计算', state.demo ? '演示数据' : '']))
      return 0
    }
    const state = await loadSeason(tx, id)
    const next = actions.map(action => ({ action: action.id, label: action.label, permission: action.permission, refusal: refusalOf(state, action.id, today) }))
    if (json) printJson({ ...state, actions: next.map(({ refusal, ...action }) => ({ ...action, allowed: !refusal, why: refusal && messageOf(refusal) })) })
    else {
      process.stdout.write(`${state.id}  ${stageLabels[state.stage]}${state.demo ? '  演示数据' : ''}\n\n`)
      printTable(['步骤', '经办', '时间', '内容'], state.steps.map(step => [step.action, step.actor, step.at, Object.values(step.hashes).map(hash => hash.slice(0, 19)).join(' ')]))
      process.stdout.write('\n')
      printTable(['可办', '须有权限', '现在不能的原因'], next.map(({ label, permission, refusal }) => [label, permission, refusal ? messageOf(refusal) : '']))
    }
    return 0
  }))
}

/** Scores, ranks and robustness of a season's data; for a season that follows a document, its printed grades. */
export async function evaluateSeason(id: string, { json, draws }: Json & { draws: string }): Promise<number> {
  return withRegister(async ({ database, context }) => {
    const worked = await database.read(async tx => workOut(tx, await loadSeason(tx, id), dayInChina(context.now())))
    const { evaluation, scheme, snapshot, state } = worked
    if (!evaluation || !scheme || !snapshot.units) {
      const rows = snapshot.towns.map(town => ({ town: town.id, name: town.name, grade: town.facts['grade']?.value ?? null, source: town.facts['grade']?.source ?? '' }))
      if (json) printJson({ season: id, scores: state.scores, units: rows })
      else {
        printTable(['小镇', '等级', '出处'], rows.map(row => [row.name, labelOfGrade(worked, row.grade), row.source]))
        console.error('本年度的得分没有公布，只有等级。')
      }
      return 0
    }
    const model = modelOf(scheme, evaluation, snapshot.units)
    const tally = await drawAll(model, { seed: state.year, draws: Number(draws) })
    const robustness = robustnessOf(scheme, snapshot.units, evaluation, { draws: tally.draws, seed: state.year }, tally)
    if (json) printJson({ season: id, scores: state.scores, scheme: evaluation.scheme, units: evaluation.units, cuts: evaluation.cuts, robustness })
    else printTable(['名次', '小镇', '得分', '等级', '支持度', '名次 5–95%'], evaluation.units.toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity)).map(unit => {
      const own = robustness.units.find(other => other.id === unit.id)
      return [unit.rank, unit.name, unit.published, labelOfGrade(worked, unit.grade), own ? `${(own.support * 100).toFixed(1)}%` : '', own?.rank ? `${own.rank.p5}–${own.rank.p95}` : '']
    }))
    return 0
  })
}

/** What the rules propose. `--confirm --as` records the next of three steps: 拟办, 复核, 审定. */
export async function decide(id: string, { json, confirm, as }: Json & { confirm?: boolean; as?: string }): Promise<number> {
  if (confirm) {
    if (!as) throw new Refusal(problem('request.invalid', { why: '--confirm 要用 --as 写明由哪个账户办理；拟办、复核、审定须是不同的人' }))
    await recordNext(id, as)
  }
  return withRegister(async ({ database, context }) => database.read(async tx => {
    const worked = await workOut(tx, await loadSeason(tx, id), dayInChina(context.now()))
    const { rules, proposals, state } = worked
    const labels = new Map(rules.file.outcomes.map(outcome => [outcome.id, outcome]))
    const departures = new Map(state.departures.map(departure => [departure.town, departure]))
    const outcomes = proposals.map(proposal => {
      const departure = departures.get(proposal.town.id)
      const outcome = departure?.outcome ?? proposal.outcome
      return { town: proposal.town.id, name: proposal.town.name, outcome: kindOf(worked, outcome), label: labels.get(outcome ?? '')?.label ?? proposal.label, because: printExplanation(proposal.because), article: proposal.article, open: proposal.open, ...(departure ? { departure: departure.reason } : {}) }
    })
    if (json) printJson({ season: id, stage: state.stage, rules: rules.id, settings: state.settings, outcomes })
    else {
      const notable = outcomes.filter(outcome => outcome.outcome !== 'kept')
      printTable(['小镇', '结果', '依据'], notable.map(outcome => [outcome.name, outcome.open ? `${outcome.label}：${outcome.open.reason}` : outcome.label, outcome.article]))
      const counts = Map.groupBy(outcomes, outcome => outcome.label)
      console.error([...counts].map(([label, own]) => `${label} ${own.length}`).join('，'))
    }
    return outcomes.some(outcome => outcome.open) ? 1 : 0
  }))
}

/** One town's tree, and why it did not get what others got. */
export async function explain(id: string, town: string, { json, whyNot: other }: Json & { whyNot?: string }): Promise<number> {
  return withRegister(async ({ database, context }) => database.read(async tx => {
    const worked = await workOut(tx, await loadSeason(tx, id), dayInChina(context.now()))
    const { proposals, rules, state, snapshot, evaluation } = worked
    const proposal = proposals.find(one => [one.town.id, one.town.name].includes(town)) ?? proposals.find(one => one.town.name.includes(town))
    if (!proposal) throw new Refusal(problem('season.town', { town }))
    const facts = snapshot.towns.find(one => one.id === proposal.town.id)
    const scored = evaluation?.units.find(unit => unit.id === proposal.town.id) ?? null
    const why = other && facts ? whyNot(rules, state.settings, facts, other) : null
    if (json) printJson({ season: id, ...proposal, facts: facts?.facts, scored, ...(why ? { whyNot: why } : {}) })
    else {
      process.stdout.write(`${printExplanation(proposal.because)}\n`)
      for (const { title, failing } of why ?? []) process.stdout.write(`没有适用“${title}”：${failing.map(({ name, is, asked }) => `${name}是${is}，须是${asked.join('或')}`).join('；')}\n`)
    }
    return 0
  }))
}

async function recordNext(id: string, as: string): Promise<void> {
  await withRegister(async ({ database, context, checkpoint }) => {
    await database.transaction(async tx => {
      const state = await loadSeason(tx, id)
      const action = state.stage === 'frozen' ? 'propose' : state.stage === 'confirmed' ? 'decide' : 'confirm'
      const who = await asAccount(tx, context, as, action, state)
      if (action === 'propose') await proposeDecisions(tx, id, who)
      else if (action === 'confirm') {
        decisionsOf(await workOut(tx, state, who.today))
        await confirmDecisions(tx, id, who)
      } else await decideSeason(tx, id, who)
    })
    await checkpoint()
  })
}

/** The word of the register for an outcome, where it has one: promoted, warned, eliminated, withdrawn, kept. */
function kindOf({ rules }: Worked, outcome: string | null): string {
  if (outcome === null) return 'open'
  const found = rules.file.outcomes.find(other => other.id === outcome)
  return found?.leaves === 'withdrawn' ? 'withdrawn' : found?.list ?? outcome
}

function labelOfGrade({ programme }: Worked, grade: string | null): string {
  return programme.grades.find(other => other.id === grade)?.label ?? grade ?? ''
}
