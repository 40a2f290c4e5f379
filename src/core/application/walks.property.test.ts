// Random people take random steps in one case. Whatever they try, no stage is skipped, no duty broken, nothing lost.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { access, day } from '../access/access.fixture.ts'
import type { Permission } from '../access/permission.ts'
import type { Person } from '../access/person.ts'
import type { Target } from '../access/target.ts'
import { type ActionId, type ApplicationState, actionOf, applicationOf, type Desk, type Stage } from './application.ts'
import { holder, place, policy, recorder } from './application.fixture.ts'
import { type Command, take } from './act.ts'
import { type CallActionId, callActionOf, callOf, callRefusal, type CallState } from './call.ts'
import type { CallFact, CallFactType } from './call-events.ts'
import { type Draft, emptyDraft, saveDraft } from './draft.ts'
import type { ApplicationFact } from './events.ts'
import { applicationHistory, callHistory, reviewHistory } from './history.ts'
import { concludeRefusal, reviewOf, takeReview, type ReviewCommand } from './review.ts'
import type { ReviewFact } from './review-events.ts'
import { drawOrder } from './panel.ts'

/** What may follow what, written down again: action → from → to (null: wherever it is returned to). */
const table: Record<ActionId, readonly [readonly Stage[], Stage | null]> = {
  submit: [['draft'], 'submitted'], admit: [['draft'], 'draft'], recommend: [['submitted'], 'recommended'], check: [['recommended'], 'checked'], refuse: [['recommended', 'checked', 'reviewed'], 'refused'],
  conclude: [['checked'], 'reviewed'], join: [['reviewed'], 'reviewed'], return: [['submitted', 'recommended', 'checked', 'reviewed'], null], withdraw: [['draft', 'submitted', 'recommended', 'checked', 'reviewed'], 'withdrawn'],
}
const order: readonly Stage[] = ['draft', 'submitted', 'recommended', 'checked', 'reviewed']
/** Pairs of steps that no one person may take in one case. */
const apart: readonly (readonly [string, string])[] = [
  ['application.write', 'application.recommend'], ['application.write', 'application.check'], ['application.write', 'decision.confirm'], ['application.write', 'score.sign'], ['application.submit', 'application.recommend'], ['application.submit', 'application.return'],
  ['application.recommend', 'application.check'], ['application.recommend', 'decision.confirm'], ['application.recommend', 'score.sign'], ['application.check', 'decision.confirm'], ['application.check', 'score.sign'],
  ['decision.propose', 'decision.confirm'], ['expert.draw', 'expert.witness'],
]

type World = { application: ReturnType<typeof recorder<ApplicationFact>>; call: ReturnType<typeof recorder<CallFact>>; review: ReturnType<typeof recorder<ReviewFact>>; draft: Draft; contents: Map<string, Draft['content']>; remarks: number; done: { step: string; person: string }[] }

function newWorld(): World {
  const world: World = { application: recorder(), call: recorder(), review: recorder(), draft: emptyDraft, contents: new Map(), remarks: 0, done: [] }
  const by = { person: 'starter', behalf: null }
  const made = { effective: day, basis: { document: 'c' } }
  world.call.add({ type: 'call.planned', ...made, data: { ...by, programme: 'p', batch: 1, title: 't', milestones: { submit: '2031-01-01', recommend: '2031-01-01', review: '2031-01-01' }, demo: true, hashes: { policy: hash('policy') } } })
  world.call.add({ type: 'call.opened', ...made, data: by })
  world.application.add({ type: 'application.started', ...made, data: { ...by, call: 'c', programme: 'p', division: 'A1', name: 'n' } })
  return world
}

function hash(text: string): string {
  return `sha256:${text}`
}

const states = (world: World): { application: ApplicationState; call: CallState; review: ReturnType<typeof reviewOf> } => {
  const application = applicationOf('case', world.application.events) as ApplicationState
  return { application, call: callOf('c', world.call.events) as CallState, review: reviewOf('case', application.round, world.review.events) }
}

const deskOf = (person: Person): Desk => (person.posts.some(post => post.role.startsWith('province')) ? 'province' : person.posts.some(post => post.role === 'prefecture') ? 'prefecture' : 'county')

/** One attempt. @returns whether it was let through */
function attempt(world: World, person: Person, what: string, pick: number): boolean {
  const { application, call, review } = states(world)
  const target: Target = { ...place, history: [...applicationHistory(application, application.stage === 'draft' ? world.draft.writers : [], day), ...reviewHistory(review), ...callHistory(call)] }
  const who = { person: person.id, behalf: null, desk: deskOf(person), today: day }
  const may = (permission: Parameters<typeof access.may>[1]): boolean => access.may(person, permission, target, day).allowed
  if (what === 'write') {
    if (!may('application.write') || application.stage !== 'draft') return false
    world.draft = saveDraft(world.draft, { [['a', 'b'][pick % 2] as string]: `${person.id}${pick}` }, world.draft.version, { person: person.id, actor: person.id, at: 't' }).draft
    world.done.push({ step: 'application.write', person: person.id })
    return true
  }
  if (what.startsWith('call:')) return attemptCall(world, call, what.slice(5) as CallActionId, may, who)
  const reviewing: Partial<Record<string, ReviewCommand>> = { pool: { action: 'pool', eligible: ['e1', 'e2', 'e3', 'e4'], excluded: [], refusal: null }, draw: { action: 'draw', number: String(pick), source: 's', size: 3 }, recuse: { action: 'recuse', reason: 'r' }, sign: { action: 'sign', sheet: hash(`${person.id} ${application.round}`), content: application.content ?? '' } }
  const command = reviewing[what]
  if (command) {
    const permission = ({ pool: 'expert.draw', draw: 'expert.witness', recuse: 'score.write', sign: 'score.sign' } as const)[command.action]
    const made = may(permission) ? takeReview(review, application, command, who) : null
    if (!made?.ok) return false
    world.review.add(made.value)
    world.done.push({ step: permission, person: person.id })
    return true
  }
  return attemptStep(world, application, call, commandOf(what as ActionId, world, review, pick), may, who)
}

function commandOf(action: ActionId, world: World, review: ReturnType<typeof reviewOf>, pick: number): Command | null {
  switch (action) {
    case 'submit': return { action, name: 'n', content: hash(JSON.stringify(world.draft.content)), writers: world.draft.writers, findings: [], barred: [] }
    case 'admit': return { action, ground: 'banned', grounds: ['banned'], reason: 'r' }
    case 'recommend': return { action, reason: '' }
    case 'check': return { action, reason: '', findings: [] }
    case 'refuse': return { action, ground: 'other', grounds: { other: '其他' }, reason: 'r' }
    case 'conclude': return concludeRefusal(review, policy.applications.review.panel) ? null : { action, review: hash('review') }
    case 'join': return { action, agreed: pick % 3 > 0, reason: 'r', onList: true }
    case 'return': return { action, to: (['draft', 'submitted', 'recommended', 'checked'] as const)[pick % 4] as 'draft', reason: 'r', remarks: [{ field: 'a', text: `remark ${pick}` }], until: null }
    case 'withdraw': return { action, reason: 'r' }
  }
}

function attemptStep(world: World, before: ApplicationState, call: CallState, command: Command | null, may: (permission: Parameters<typeof access.may>[1]) => boolean, who: Parameters<typeof take>[3]): boolean {
  const made = command && may(actionOf(command.action).permission) ? take(before, call, command, who) : null
  if (!made?.ok || !command) return false
  if (command.action === 'submit') {
    world.contents.set(command.content, world.draft.content)
    world.draft = { ...world.draft, writers: [] }
  }
  if (command.action === 'return') world.remarks += command.remarks.length
  world.application.add(made.value)
  world.done.push({ step: actionOf(command.action).permission, person: who.person })
  const after = states(world).application
  const [from, to] = table[command.action]
  expect([command.action, from.includes(before.stage)]).toEqual([command.action, true])
  if (to) expect([command.action, after.stage]).toEqual([command.action, to])
  else expect(order.indexOf(after.stage)).toBeLessThanOrEqual(order.indexOf(before.stage))
  if (command.action === 'return') expect(who.desk).toBe(before.stage === 'submitted' ? 'prefecture' : 'province')
  return true
}

function attemptCall(world: World, call: CallState, id: CallActionId, may: (permission: Parameters<typeof access.may>[1]) => boolean, who: { person: string }): boolean {
  const { permission, fact } = callActionOf(id)
  const data: Partial<Record<CallFactType, object>> = { 'call.selected': { hashes: { list: hash('list') } }, 'call.publicised': { from: '2030-05-01', until: '2030-05-20' }, 'call.returned': { to: 'open', reason: 'r' }, 'call.confirmed': { hashes: { list: hash('list') } } }
  if (!data[fact] || !may(permission) || callRefusal(call, id, day)) return false
  world.call.add({ type: fact, effective: day, basis: { document: 'c' }, data: { person: who.person, behalf: null, ...data[fact] } } as CallFact)
  world.done.push({ step: permission, person: who.person })
  return true
}

const roles = ['county', 'prefecture', 'province-handler', 'province-reviewer', 'leading-group'] as const
const cast = fc.array(fc.constantFrom(...roles), { minLength: 6, maxLength: 9 }).map(own => {
  // Some have moved from one office to another, so that their past follows them.
  const people = own.map((role, i) => holder(`p${i}`, i % 3 === 2 && i > 2 ? [role, own[i - 1] as string] : [role]))
  return [...people.filter(one => !access.conflict(one.posts.map(post => post.role))), ...['e1', 'e2', 'e3', 'e4'].map(id => holder(id, ['expert']))]
})
const steps = ['write', 'write', 'submit', 'submit', 'recommend', 'recommend', 'check', 'check', 'return', 'refuse', 'withdraw', 'admit', 'pool', 'draw', 'recuse', 'sign', 'sign', 'sign', 'conclude', 'join', 'call:select', 'call:publicise', 'call:return', 'call:confirm'] as const

/** What would lead on from here; half of all attempts try it, so that walks get far and not only around. */
const due: Partial<Record<Stage, readonly string[]>> = { draft: ['write', 'submit'], submitted: ['recommend'], recommended: ['check'], checked: ['pool', 'draw', 'sign', 'sign', 'sign', 'conclude', 'conclude'], reviewed: ['call:select', 'join', 'call:publicise', 'call:confirm', 'call:return', 'return'] }

function permissionFor(what: string): Permission {
  if (what.startsWith('call:')) return callActionOf(what.slice(5) as CallActionId).permission
  const others: Record<string, Permission> = { write: 'application.write', pool: 'expert.draw', draw: 'expert.witness', recuse: 'score.write', sign: 'score.sign' }
  return others[what] ?? actionOf(what as ActionId).permission
}

describe('an application', () => {
  it('over 10,000 random walks breaks no stage rule and no duty, and loses nothing', () => {
    const reached = new Map<string, number>()
    let refusals = 0
    fc.assert(fc.property(cast, fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...steps), fc.nat(11), fc.boolean()), { minLength: 25, maxLength: 55 }), (people, attempts) => {
      const world = newWorld()
      for (const [index, any, pick, onward] of attempts) {
        const onwards = onward ? due[states(world).application.stage] : undefined
        const what = onwards ? onwards[pick % onwards.length] as string : any
        const holders = onwards ? people.filter(one => access.may(one, permissionFor(what), null, day).allowed) : people
        // Rare endings would cut most walks short.
        if ((what === 'withdraw' || what === 'refuse') && pick > 0) continue
        if (!attempt(world, (holders.length ? holders : people)[index % (holders.length || people.length)] as Person, what, pick)) refusals += 1
        const { stage } = states(world).application
        reached.set(stage, (reached.get(stage) ?? 0) + 1)
      }
      expect(apart.filter(([a, b]) => world.done.some(one => one.step === a && world.done.some(other => other.step === b && other.person === one.person)))).toEqual([])
      const { application } = states(world)
      expect(application.remarks).toHaveLength(world.remarks)
      expect(application.steps).toHaveLength(world.application.events.length)
      if (application.content) expect(world.contents.has(application.content)).toBe(true)
      for (const event of world.review.events) if (event.type === 'review.drawn') expect(event.data.order).toEqual(drawOrder(event.data.number, 'case', event.data.round, ['e1', 'e2', 'e3', 'e4']))
      const signatures = world.review.events.flatMap(event => (event.type === 'review.signed' ? [`${event.data.round} ${event.data.person}`] : []))
      expect(new Set(signatures).size).toBe(signatures.length)
    }), { numRuns: 10_000 })
    expect(refusals).toBeGreaterThan(50_000)
    for (const stage of order) expect([stage, (reached.get(stage) ?? 0) > 500]).toEqual([stage, true])
  })

  it('can be walked from beginning to end by the right people, each in turn', () => {
    const world = newWorld()
    const [county, prefecture, handler, reviewer] = ['county', 'prefecture', 'province-handler', 'province-reviewer'].map((role, i) => holder(`p${i}`, [role])) as [Person, Person, Person, Person]
    const script: [Person, string][] = [[county, 'write'], [county, 'submit'], [prefecture, 'recommend'], [handler, 'check'], [handler, 'pool'], [reviewer, 'draw']]
    for (const [person, what] of script) expect([what, attempt(world, person, what, 1)]).toEqual([what, true])
    for (const id of drawOrder('1', 'case', 1, ['e1', 'e2', 'e3', 'e4']).slice(0, 3)) expect(attempt(world, holder(id, ['expert']), 'sign', 1)).toBe(true)
    for (const [person, what] of [[handler, 'conclude'], [handler, 'call:select'], [prefecture, 'join'], [handler, 'call:publicise'], [reviewer, 'call:confirm']] as [Person, string][]) expect([what, attempt(world, person, what, 1)]).toEqual([what, true])
    expect([states(world).application.stage, states(world).call.stage]).toEqual(['reviewed', 'confirmed'])
  })
})
