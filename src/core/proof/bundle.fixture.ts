// For tests: a whole season of the fictional programme, decided, issued and logged between other facts, signed by a key
// of its own; and ways to change one thing in it.
import { createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { chainHash, chainStart } from '#core/base/hash-chain.ts'
import { type Hash, leafHash, rootOfLeaves } from '#core/base/merkle.ts'
import type { Json } from '#core/base/canonical.ts'
import { contentHash } from '#core/base/content-hash.ts'
import { proposeSeason, accept, depart, type Decision } from '#core/decision/season.ts'
import { rules, settings, tea } from '#core/decision/tea.fixture.ts'
import type { TownFacts } from '#core/decision/facts.ts'
import { teaDocument } from '#core/document/document.fixture.ts'
import type { ListKind } from '#core/document/evaluation-circular.ts'
import { plainText } from '#core/document/plain-text.ts'
import type { Unit } from '#core/evaluation/cells.ts'
import { evaluate } from '#core/evaluation/evaluate.ts'
import { parseScheme } from '#core/evaluation/parse-scheme.ts'
import type { Recorded } from '#core/register/event.ts'
import { checkpointText } from '#server/log/checkpoint.ts'
import { openLogKey, signNote, verifierKey } from '#server/log/keys.ts'
import { auditPaths } from './audit-paths.ts'
import type { Bundle } from './bundle.ts'
import { bundleOf, type BundleParts } from './bundle-of.ts'
import { evaluatedOf } from './evaluated.ts'
import type { CheckSignature } from './signed-note.ts'

const yaml = (path: string): Record<string, unknown> => parse(readFileSync(path, 'utf8')) as Record<string, unknown>
const folder = mkdtempSync(join(tmpdir(), 'zhenpu-proof-'))
const key = openLogKey(folder, 'zhenpu.example/log')
rmSync(folder, { recursive: true })
export const publicKey: string = verifierKey(key)
/** The key of another log. */
export const strangeKey: string = (() => {
  const other = mkdtempSync(join(tmpdir(), 'zhenpu-proof-'))
  const made = verifierKey(openLogKey(other, 'zhenpu.example/log'))
  rmSync(other, { recursive: true })
  return made
})()

export const checkSignature: CheckSignature = (raw, message, signature) => verify(null, message, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') }, format: 'jwk' }), signature)

const stems = ['白茶', '红茶手作', '高山云雾', '古道马帮', '茶器陶艺', '梯田稻香', '温泉康养', '竹海徒步', '花木盆景', '山泉酿造', '非遗织锦', '星空营地']
const places = ['云溪市', '茶山县', '雾岭县']
/** Share of income from tea, project completion: enough to spread the towns over all grades. */
const figures: [number, number][] = [[70, 100], [66, 100], [60, 100], [58, 85], [57, 85], [52, 80], [50, 80], [48, 80], [32, 40], [34, 40], [30, 40], [32, 30]]

function unitsOf(count: number): Unit[] {
  return Array.from({ length: count }, (_, i) => {
    const [share, done] = figures[i % figures.length] as [number, number]
    const values: Record<string, number | string> = { A1: share - Math.floor(i / figures.length) / 8, A2: 7, A3: 2.5, B1: '已批复', B2: 3.2, B3: done, B4: 5 }
    return { id: `town-${i + 1}`, name: nameOf(i), category: i % 4 === 3 ? '叶类' : '芽类', ...(i === 11 ? { withdrawn: true } : {}), cells: Object.fromEntries(Object.entries(values).map(([id, value], column) => [id, { state: 'value' as const, value, source: `评分表!${'DEFGHIJ'.charAt(column)}${i + 3}` }])) }
  })
}

function nameOf(i: number): string {
  return `${places[i % 3]}${stems[i % 12]}${i < 12 ? '' : ordinal(Math.floor(i / 12))}小镇`
}

const ordinal = (n: number): string => '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥'.charAt(n - 1)

/** Content of a season with this many towns: everything but the log. */
export function seasonParts(count = 12): Omit<BundleParts, 'log'> {
  const scheme = parseScheme(yaml('policies/示例-茶镇/schemes/demo.yaml'))
  if (!scheme.ok) throw new Error(JSON.stringify(scheme.problem))
  const units = unitsOf(count)
  const evaluation = evaluate(scheme.value, units)
  const grades = evaluation.units.flatMap(({ id, grade, published }) => (grade === null ? [] : [{ town: id, grade, source: `2023年度评估，得分 ${published}` }]))
  const towns = units.map(({ id, name, category, withdrawn }, i): TownFacts => {
    const scored = evaluation.units[i]
    const fact = (value: string, source: string): { value: string; source: string } => ({ value, source })
    return {
      id, name, region: places[i % 3] as string,
      facts: { category: fact(category ?? '', '云茶发〔2020〕1号'), grade: fact(scored?.grade ?? 'none', '2023年度评估'), lastYear: fact(i === 10 ? 'unqualified' : 'qualified', '云茶发〔2023〕9号'), ...(withdrawn ? { withdrawn: fact('yes', '退出申请') } : {}) },
      ...(scored?.published == null ? {} : { score: scored.published }),
    }
  })
  const proposals = proposeSeason(rules, settings, towns)
  const decisions = proposals.map((proposal): Decision => {
    const made = proposal.town.id === 'town-10' ? depart(rules, proposal, 'kept', { reason: '当年受灾，停工属不可抗力', by: '王主任', basis: '专题会议纪要〔2024〕5号' }) : accept(proposal)
    if (!made.ok) throw new Error(JSON.stringify(made.problem))
    return made.value
  })
  const outcomes = new Map(decisions.map(({ town, decided }) => [town, decided]))
  const named = (of: (town: TownFacts) => boolean): string[] => towns.filter(of).map(town => town.name)
  const left = (town: TownFacts): boolean => outcomes.get(town.id) === 'withdrawn'
  const lists: Partial<Record<ListKind, string[]>> = {
    ...Object.fromEntries(['excellent', 'qualified', 'basic', 'unqualified'].map(grade => [grade, named(town => town.facts['grade']?.value === grade && !left(town))])),
    withdrawn: named(left), promoted: named(town => outcomes.get(town.id) === 'promoted'), warned: named(town => outcomes.get(town.id) === 'warned'), eliminated: named(town => ['eliminated', 'withdrawn'].includes(outcomes.get(town.id) ?? '')),
  }
  const document = teaDocument({ kind: 'evaluation', year: 2023, fieldwork: { year: 2024, month: 7 }, lists })
  return {
    season: { programme: tea.id, year: 2023 }, names: [], made: { at: '2024-12-20T02:00:00.000Z', version: '0.1.0' },
    policy: { programme: yaml('policies/示例-茶镇/programme.yaml'), rules: yaml('policies/示例-茶镇/rules/2020.yaml'), settings, scheme: yaml('policies/示例-茶镇/schemes/demo.yaml') },
    snapshot: { units, grades, towns }, results: { evaluation: evaluatedOf(evaluation), proposals, decisions }, notice: { document, text: plainText(document) },
  }
}

type Step = { type: string; data: Json }

/** The season's steps as the log would hold them for this content. */
export function stepsOf({ policy, snapshot, results, notice }: Omit<BundleParts, 'log'>): Step[] {
  return [
    { type: 'season.opened', data: { programme: tea.id, year: 2023 } },
    { type: 'season.locked', data: { hashes: { policy: contentHash(policy) } } },
    { type: 'season.frozen', data: { hashes: { policy: contentHash(policy), snapshot: contentHash(snapshot) } } },
    { type: 'season.proposed', data: { hashes: { proposals: contentHash(results.proposals) } } },
    { type: 'season.confirmed', data: { hashes: { decisions: contentHash(results.decisions) } } },
    { type: 'season.decided', data: { hashes: { decisions: contentHash(results.decisions) } } },
    ...(notice ? [{ type: 'season.issued', data: { document: 'T9', hashes: { notice: contentHash(notice) } } }] : []),
  ]
}

/** A log in which these steps stand among facts of other streams, and its signed checkpoint, of the whole or of its beginning. */
export function logOf(steps: readonly Step[], size?: number): BundleParts['log'] {
  const events: { event: Recorded; previous: Uint8Array }[] = []
  const leaves: Hash[] = []
  let previous: Uint8Array = chainStart
  const add = (stream: string, version: number, { type, data }: Step): void => {
    const event: Recorded = { position: leaves.length + 1, stream, version, type, data, effective: '2024-12-16', dating: 'exact', recorded: `2024-12-16T02:00:${String(leaves.length).padStart(2, '0')}.000Z`, actor: '李处长', basis: { document: 'T1', place: '四' } }
    const hash = chainHash(previous, { ...event, data, basis: event.basis, dating: 'exact', corrects: null })
    events.push({ event, previous })
    leaves.push(leafHash(hash))
    previous = hash
  }
  for (const [i, step] of steps.entries()) {
    add(`season/${tea.id}/2023`, i + 1, step)
    for (let k = 0; k < i % 3; k += 1) add(`town/${i}-${k}`, 1, { type: 'town.listed', data: { name: '别的小镇' } })
  }
  const own = events.filter(({ event }) => event.stream.startsWith('season/'))
  const paths = auditPaths(leaves, own.map(({ event }) => event.position - 1))
  return { events: own.map((one, i) => ({ ...one, path: paths[i] as Hash[] })), checkpoint: signNote(checkpointText(key.name, size ?? leaves.length, rootOfLeaves(leaves.slice(0, size))), key), publicKey }
}

export function seasonBundle(count = 12): Bundle {
  const parts = seasonParts(count)
  return bundleOf({ ...parts, log: logOf(stepsOf(parts)) })
}

/** A copy with one thing changed. */
export function changed(bundle: Bundle, change: (copy: Bundle) => void): Bundle {
  const copy = structuredClone(bundle)
  change(copy)
  return copy
}
