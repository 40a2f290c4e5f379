// Cases of supervision played step by step without a server: facts made of actions, as the server would record them. 演示数据.
import { loadSupervision } from '#server/supervision/policies.ts'
import type { Fact, Recorded } from '../register/event.ts'
import { appealFlow, appealOf } from './appeal.ts'
import type { Action, Case, Flow } from './flow.ts'
import { misuseFlow, misuseOf } from './misuse.ts'
import { rectificationFlow, rectificationOf } from './rectification.ts'
import { reportFlow, reportOf } from './report.ts'
import { roundFlow, roundOf } from './round.ts'
import { supportFlow, supportOf } from './support.ts'
import type { SupervisionPolicy } from './policy.ts'

export const policy = loadSupervision().get('示例-茶镇') as SupervisionPolicy

export type Noun = { flow: Flow; of: (id: string, events: readonly Recorded<never>[]) => Case | null }
export const nouns: Record<string, Noun> = {
  round: { flow: roundFlow, of: roundOf }, rectification: { flow: rectificationFlow, of: rectificationOf }, misuse: { flow: misuseFlow, of: misuseOf },
  report: { flow: reportFlow, of: reportOf }, appeal: { flow: appealFlow, of: appealOf }, support: { flow: supportFlow, of: supportOf },
}

/** An event of a case; `person` took the step. */
export function recorded(events: readonly unknown[], type: string, person: string, data: object, on = '2030-06-01'): Recorded<never> {
  const fact: Fact = { type, effective: on, basis: { document: 'x' }, data: { ...data, person, behalf: null } }
  return { ...fact, position: events.length + 1, stream: 'x/1', version: events.length + 1, recorded: `${on}T04:00:00.000Z`, actor: person } as Recorded<never>
}

export const opening: Record<string, object> = {
  round: { programme: '示例-茶镇', title: '检查', from: '2030-06-01', until: '2030-07-01', towns: ['A1x', 'A1y'], items: ['tea', 'records'], checkers: ['某人'], demo: true },
  rectification: { programme: '示例-茶镇', town: 'A1x', cause: { kind: 'warning', year: 2029 }, rung: 'guidance', text: '整改', article: null, demo: true },
  misuse: { programme: '示例-茶镇', source: 'found', name: '某镇', division: 'A1', kind: 'unlisted-name', text: '冠名', files: [], about: [], demo: true },
  report: { programme: '示例-茶镇' },
  appeal: { programme: '示例-茶镇', season: 's', town: 'A1x', outcome: 'warned', label: '警告', text: '不服', files: [], hashes: { policy: 'p', snapshot: 's', decisions: 'd' }, demo: true },
  support: { programme: '示例-茶镇', town: 'A1x', project: '道路', use: 'infrastructure', amount: '100', text: '修路', files: [], eligibility: [], demo: true },
}

/** What an action's fact holds, with a number to vary it by. */
export function dataOf({ fact }: Action, n: number): object {
  const rungs = policy.ladder.map(rung => rung.id)
  const common = { reason: '理由', text: '说明', answer: '答复', files: [], summary: '小结' }
  const own: Record<string, object> = {
    'round.checked': { town: n % 2 ? 'A1x' : 'A1y', findings: n % 3 ? [{ id: `发现${n}`, item: 'tea', severity: n % 5 ? 'major' : 'note', text: '薄弱', files: [] }] : [] },
    'round.followed': { finding: `发现${n}`, rectification: 'r' },
    'rectification.measured': { rung: rungs[n % rungs.length], due: '2030-06-20', direct: rungs[n % rungs.length] === 'guidance' },
    'rectification.interviewed': { interview: { on: '2030-06-01', place: '省城', interviewers: ['甲'], attended: ['乙'], record: '谈', promises: '', files: [] } },
    'rectification.circulated': { circular: { number: '1', title: '通报', on: '2030-06-01', files: [] } },
    'rectification.extended': { due: '2030-06-25' },
    'rectification.rechecked': { passed: n % 2 === 0 },
    'warning.cleared': { document: { number: '1', title: '解除', issuer: '省', draftedOn: '2030-06-01' } },
    'misuse.proposed': { disposition: 'rename', due: '2030-06-20' }, 'misuse.executed': { newName: null },
    'report.accepted': { about: [] }, 'report.passed': { misuse: 'm' },
    'appeal.reviewed': { upheld: n % 2 === 0, opinion: '意见', rederived: { decided: 'warned', label: '警告', same: true } }, 'appeal.settled': { upheld: n % 2 === 0 }, 'appeal.corrected': { document: 'd' },
    'support.reviewed': { amount: '90', eligibility: [] }, 'support.granted': { amount: '90' }, 'support.revised': { project: '道路', amount: '95' },
  }
  return { ...common, ...own[fact] }
}
