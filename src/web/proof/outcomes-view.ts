// 结果: every town with its score, grade, proposal and decision; each row opens the reasons.
import { printExplanation } from '#core/decision/explanation.ts'
import type { Bundle } from '#core/proof/bundle.ts'
import type { Difference } from '#core/proof/difference.ts'
import { type Policy, policyOf } from '#core/proof/policy-of.ts'
import { h, put } from './dom.ts'

type Row = { id: string; name: string; category: string; score: string; rank: string; grade: { code: string; word: string }; proposed: string; decided: { code: string; word: string }; departs: boolean; wrong: boolean; element: HTMLElement[] }

export function outcomesView(bundle: Bundle, differences: readonly Difference[]): HTMLElement {
  const policy = policyOf(bundle)
  const rows = rowsOf(bundle, policy.ok ? policy.value : null, differences)
  const body = h('tbody')
  const status = h('p', { class: 'quiet', role: 'status' })
  const filter = { text: '', outcome: '' }
  const show = (): void => {
    const chosen = rows.filter(row => row.name.includes(filter.text) && (filter.outcome === '' || (filter.outcome === '不符' ? row.wrong : filter.outcome === '另作处理' ? row.departs : row.decided.word === filter.outcome)))
    body.replaceChildren(...chosen.flatMap(row => row.element))
    status.textContent = chosen.length === rows.length ? `共 ${rows.length} 个小镇` : `${chosen.length} 个，共 ${rows.length} 个小镇`
  }
  const search = h('input', { type: 'search', placeholder: '找小镇', 'aria-label': '找小镇', input: event => {
    filter.text = (event.target as HTMLInputElement).value.trim()
    show()
  } })
  const chips = chipsOf(rows).map(([word, count]) => h('button', { type: 'button', 'aria-pressed': word === '' ? 'true' : 'false', click: event => {
    filter.outcome = word
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip === event.currentTarget))
    show()
  } }, word || '全部', h('small', {}, String(count))))
  show()
  const scored = rows.some(row => row.score)
  return h('section', { class: scored ? 'outcomes' : 'outcomes unscored' }, h('h3', {}, bundle.results.decisions.length ? '决定' : '拟办'),
    h('div', { class: 'tools' }, h('div', { class: 'chips', role: 'group', 'aria-label': '按结果筛选' }, chips), search), status,
    h('table', {}, h('thead', {}, h('tr', {}, ['小镇', '类别', '得分', '名次', '等级', '拟办', '决定'].map((title, i) => h('th', { scope: 'col', class: columns[i] as string }, title)))), body))
}

const columns = ['name', 'category', 'score', 'rank', 'grade', 'proposed', 'decided'] as const

function chipsOf(rows: readonly Row[]): [string, number][] {
  const words = [...new Set(rows.map(row => row.decided.word))]
  const count = (of: (row: Row) => boolean): number => rows.filter(of).length
  const extra: [string, number][] = [['另作处理', count(row => row.departs)], ['不符', count(row => row.wrong)]]
  return [['', rows.length], ...words.map((word): [string, number] => [word, count(row => row.decided.word === word)]), ...extra.filter(([, n]) => n > 0)]
}

/** With the decimals the scheme publishes. */
function printScore(score: number | null | undefined, precision: number): string {
  return score == null ? '' : Number.isInteger(precision) && precision >= 0 && precision <= 6 ? score.toFixed(precision) : String(score)
}

function rowsOf({ policy: { scheme }, snapshot, results }: Bundle, policy: Policy | null, differences: readonly Difference[]): Row[] {
  const [scores, decisions] = [new Map(results.evaluation?.units.map(unit => [unit.id, unit])), new Map(results.decisions.map(decision => [decision.town, decision]))]
  const [towns, grades] = [new Map(snapshot.towns.map(town => [town.id, town])), new Map(snapshot.grades.map(({ town, grade }) => [town, grade]))]
  const kinds = policy?.rules.file.facts.find(fact => fact.from === 'categories')?.id
  const outcomeOf = (code: string): { code: string; word: string } => {
    const outcome = policy?.rules.file.outcomes.find(other => other.id === code)
    return { code: outcome?.list ?? '', word: outcome?.label ?? code }
  }
  const precision = scheme?.['precision'] ?? Number.NaN
  return results.proposals.map((proposal): Row => {
    const { id, name } = proposal.town
    const [scored, decision, town, code] = [scores.get(id), decisions.get(id), towns.get(id), grades.get(id) ?? '']
    const grade = policy?.programme?.grades.find(other => other.id === code)
    const row: Row = {
      id, name, category: (kinds && town?.facts[kinds]?.value) ?? '', score: printScore(scored?.published ?? town?.score, Number(precision)), rank: String(scored?.rank ?? ''), grade: { code, word: grade ? `${grade.mark} ${grade.label}` : code },
      proposed: proposal.label, decided: decision ? outcomeOf(decision.decided) : { code: '', word: proposal.label }, departs: Boolean(decision?.departure),
      wrong: differences.some(({ where, message }) => message.includes(name) || where.split(' ').includes(id)), element: [],
    }
    const reasons = h('tr', { class: 'reasons', hidden: true }, h('td', { colspan: '7' },
      decision?.departure ? h('p', { class: 'departure' }, h('b', {}, `另作处理：拟办“${proposal.label}”，决定“${row.decided.word}”。`), `理由：${decision.departure.reason}${decision.departure.basis ? `（${decision.departure.basis}）` : ''}。${decision.departure.by}提出。`) : null,
      treeView(printExplanation(proposal.because))))
    row.element = [lineOf(row, reasons), reasons]
    return row
  })
}

/** A printed explanation whose long lines wrap beside their branch and not under it. */
function treeView(printed: string): HTMLElement {
  return h('div', { class: 'tree' }, printed.split('\n').map(line => {
    const [branch = ''] = /^[│├└ ]*/.exec(line) ?? []
    return h('p', {}, h('code', { 'aria-hidden': 'true' }, branch), h('span', {}, line.slice(branch.length)))
  }))
}

function lineOf(row: Row, reasons: HTMLElement): HTMLElement {
  const toggle = h('button', { type: 'button', class: 'open', 'aria-expanded': 'false', click: () => {
    reasons.hidden = !reasons.hidden
    toggle.setAttribute('aria-expanded', String(!reasons.hidden))
  } }, h('span', { class: 'arrow', 'aria-hidden': 'true' }, '›'), row.name, row.wrong ? h('span', { class: 'wrong' }, '不符') : null)
  const line = h('tr', { class: `line${row.wrong ? ' bad' : ''}${row.proposed === row.decided.word ? ' followed' : ''}` })
  const texts: Record<(typeof columns)[number], Parameters<typeof put>[1][number]> = {
    name: toggle, category: row.category, score: row.score, rank: row.rank, grade: h('span', { class: `g-${row.grade.code}` }, row.grade.word),
    proposed: row.proposed, decided: h('span', { class: `o-${row.decided.code || 'none'}` }, row.decided.word, row.departs ? h('small', { class: 'departs' }, '另作处理') : null),
  }
  put(line, columns.map(column => h('td', { class: column, 'data-title': { score: '得分', rank: '名次', proposed: '拟办' }[column as string] }, texts[column])))
  return line
}
