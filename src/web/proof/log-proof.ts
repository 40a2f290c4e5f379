// The proof of the log, written a second time from the published descriptions (RFC 8785 canonical JSON, RFC 6962 trees,
// C2SP signed notes and checkpoints) and sharing no code with the program that made the bundle: an error, or a back door,
// in one of the two is found by the other. Only types are shared.
import type { Bundle, LoggedEvent } from '#core/proof/bundle.ts'
import type { Check, Difference, DifferenceCode } from '#core/proof/difference.ts'
import { stepWords } from '#core/proof/step-words.ts'
import { checkSignature, sha256, type SignedBy } from './cryptography.ts'

export type LogProof = { checks: Check[]; signedBy: SignedBy | null }

type Bytes = Uint8Array<ArrayBuffer>
type Head = { size: number; root: string }

const parts = {
  policy: { label: '规则与设定', types: ['season.locked', 'season.frozen'] }, snapshot: { label: '冻结的数据', types: ['season.frozen'] }, proposals: { label: '拟办', types: ['season.proposed'] },
  decisions: { label: '决定', types: ['season.confirmed', 'season.decided'] }, notice: { label: '公文', types: ['season.drafted', 'season.approved', 'season.issued'] },
} as const
type Part = keyof typeof parts
const sections = { frame: '材料说明', policy: '规则与设定', snapshot: '冻结的数据', results: '结果', notice: '公文', log: '日志' } as const

/** @param publicKey the log's key as published; without it the bundle's own is believed */
export async function proveLog(bundle: Bundle, publicKey?: string): Promise<LogProof> {
  const { head, signedBy, differences } = await readHead(bundle.log, publicKey)
  return {
    signedBy,
    checks: [
      await checkSections(bundle), await checkTowns(bundle),
      { what: '检查点签名', count: 1, differences },
      { what: '日志事件', count: bundle.log.events.length, differences: [...await checkEvents(bundle.log, head), ...checkOrder(bundle)] },
      await checkCarried(bundle),
    ],
  }
}

async function checkSections({ format, season, names, made, policy, snapshot, results, notice, log, hashes }: Bundle): Promise<Check> {
  const content = { frame: { format, season, names, made }, policy, snapshot, results, notice, log }
  const differences: Difference[] = season.id === `${season.programme}/${season.year}` ? [] : [difference('season-id', 'season', `年度编号“${season.id}”与项目、年份不一致`)]
  for (const section of Object.keys(sections) as (keyof typeof sections)[]) if (await hashOf(content[section]) !== hashes[section]) differences.push(difference('section-hash', section, `“${sections[section]}”部分与其摘要不符：制作之后有改动`))
  return { what: '各部分摘要', count: Object.keys(sections).length, differences }
}

async function checkTowns({ snapshot, results, hashes }: Bundle): Promise<Check> {
  const lists: [unknown, string][][] = [
    snapshot.towns.map(item => [item, item.id]), (snapshot.units ?? []).map(item => [item, item.id]), snapshot.grades.map(item => [item, item.town]),
    (results.evaluation?.units ?? []).map(item => [item, item.id]), results.proposals.map(item => [item, item.town.id]), results.decisions.map(item => [item, item.town]),
  ]
  const names = new Map(results.proposals.map(({ town }) => [town.id, town.name]))
  for (const { id, name } of snapshot.towns) names.set(id, name)
  const ids = new Set([...Object.keys(hashes.towns), ...lists.flatMap(list => list.map(([, id]) => id))])
  const differences: Difference[] = []
  for (const id of ids) {
    const said = lists.map(list => list.filter(([, town]) => town === id).map(([item]) => item)).map(items => (items.length ? items : null))
    const [name, here, stated] = [names.get(id) ?? id, said.some(Boolean), hashes.towns[id]]
    if (!here) differences.push(difference('town-changed', `hashes.towns ${id}`, `少了小镇 ${name}：摘要里有它，材料里没有`))
    else if (stated === undefined) differences.push(difference('town-changed', `hashes.towns ${id}`, `多了小镇 ${name}：材料里有它，摘要里没有`))
    else if (await hashOf(said) !== stated) differences.push(difference('town-changed', `hashes.towns ${id}`, `${name}的材料与其摘要不符：制作之后有改动`))
  }
  return { what: '各小镇材料摘要', count: ids.size, differences }
}

/** The tree head that the key signed. */
async function readHead({ checkpoint, publicKey: own }: Bundle['log'], published: string | undefined): Promise<{ head: Head | null; signedBy: SignedBy | null; differences: Difference[] }> {
  const none = (code: DifferenceCode, where: string, message: string): { head: null; signedBy: null; differences: Difference[] } => ({ head: null, signedBy: null, differences: [difference(code, where, message)] })
  if (published !== undefined && published.trim() !== own) return none('key', 'log.publicKey', '材料所带的公钥不是公布的公钥')
  const plus = own.indexOf('+')
  const [name, id, typed] = [own.slice(0, plus), own.slice(plus + 1, plus + 9), base64(own.slice(plus + 10))]
  const wellFormed = plus > 0 && !/\s/.test(name) && own[plus + 9] === '+' && typed?.length === 33 && typed[0] === 1
  if (!wellFormed || hex(await sha256(joined(utf8(`${name}\n`), typed))).slice(0, 8) !== id) return none('key', 'log.publicKey', '公钥写法不对，或与其编号不符')

  const [body, tail] = halves(checkpoint)
  let signedBy: SignedBy | null = null
  for (const line of tail) {
    const signature = line.startsWith(`— ${name} `) ? base64(line.slice(name.length + 3)) : null
    if (signature?.length !== 68 || hex(signature.slice(0, 4)) !== id) continue
    const { valid, by } = await checkSignature(typed.slice(1), utf8(body), signature.slice(4))
    if (valid) signedBy = by
  }
  if (signedBy === null) return none('signature', 'log.checkpoint', `检查点的签名不是 ${name} 的：签名、正文或公钥有改动`)
  const [origin, size = '', root = ''] = body.split('\n')
  const bytes = base64(root)
  if (origin !== name || String(Number(size)) !== size || bytes?.length !== 32) return { ...none('checkpoint', 'log.checkpoint', '签名有效，但所签的不是这份日志的检查点'), signedBy }
  return { head: { size: Number(size), root: hex(bytes) }, signedBy, differences: [] }
}

/** A note's text and its signature lines: an empty line stands between, every line ends. */
function halves(note: string): [string, string[]] {
  const lines = note.split('\n')
  const empty = lines.lastIndexOf('', lines.length - 2)
  return lines.at(-1) === '' && empty > 0 ? [`${lines.slice(0, empty).join('\n')}\n`, lines.slice(empty + 1, -1)] : ['', []]
}

async function checkEvents({ events, proofs }: Bundle['log'], head: Head | null): Promise<Difference[]> {
  const differences: Difference[] = []
  const hashes = await Promise.all(events.map(linkOf))
  for (const [i, event] of events.entries()) {
    const [where, proof, next] = [`log.events ${event.position}`, proofs[i], events[i + 1]]
    if (next?.position === event.position + 1 && next.previous !== hex(hashes[i] as Bytes)) differences.push(difference('event-not-in-log', where, `${titleOf(event)}的内容与后一条所记的摘要不符：这两条之一有改动`))
    else if (proof?.position !== event.position) differences.push(difference('event-not-in-log', where, `${titleOf(event)}没有对应的证明路径`))
    else if (head && await rootBy(await sha256(joined(Uint8Array.of(0), hashes[i] as Bytes)), event.position - 1, head.size, proof.path.map(unhex)) !== head.root) differences.push(difference('event-not-in-log', where, `${titleOf(event)}推不出检查点的树根：事件或证明路径有改动`))
  }
  if (proofs.length > events.length) differences.push(difference('event-not-in-log', 'log.proofs', `证明路径有 ${proofs.length} 条，事件只有 ${events.length} 条：少了事件`))
  return differences
}

/** The link of the chain that an event is: its leaf in the tree is made of it. */
async function linkOf({ previous, ...fields }: LoggedEvent): Promise<Bytes> {
  return sha256(joined(unhex(previous), utf8(canonical({ algorithm: 'sha256', ...fields }))))
}

/** RFC 6962 §2.1.1 read backwards: the head of a tree of `size` leaves from one leaf and its path; null where the path does not fit. */
async function rootBy(leaf: Bytes, index: number, size: number, path: readonly Bytes[]): Promise<string | null> {
  if (index >= size) return null
  if (size === 1) return path.length === 0 ? hex(leaf) : null
  const [rest, sibling] = [path.slice(0, -1), path.at(-1)]
  if (!sibling) return null
  let split = 1
  while (split * 2 < size) split *= 2
  const left = index < split
  const own = left ? await rootBy(leaf, index, split, rest) : await rootBy(leaf, index - split, size - split, rest)
  if (own === null) return null
  const node = unhex(own)
  return hex(await sha256(left ? joined(Uint8Array.of(1), node, sibling) : joined(Uint8Array.of(1), sibling, node)))
}

/** Versions of the season's stream are 1, 2, 3 …, and positions rise. */
function checkOrder({ season, log: { events } }: Bundle): Difference[] {
  const differences: Difference[] = []
  let [step, position, whole] = [0, 0, true]
  for (const event of events) {
    const where = `log.events ${event.position}`
    if (event.stream === `season/${season.id}`) {
      step += 1
      if (whole && event.version !== step) {
        whole = false
        differences.push(difference('event-gap', where, `${titleOf(event)}是该年度的第 ${event.version} 步，前面却有 ${step - 1} 步：缺了事件`))
      }
    }
    if (event.position <= position) differences.push(difference('event-gap', where, `${titleOf(event)}没有按日志的次序排列`))
    position = event.position
  }
  return differences
}

async function checkCarried({ season, policy, snapshot, results, notice, log: { events } }: Bundle): Promise<Check> {
  const content: Record<Part, unknown> = { policy, snapshot, proposals: results.proposals, decisions: results.decisions.length ? results.decisions : null, notice }
  const carried: Partial<Record<Part, { hash: string; event: LoggedEvent }>> = {}
  for (const event of events.filter(({ stream }) => stream === `season/${season.id}`)) {
    if (event.type === 'season.proposed' || event.type === 'season.returned') for (const part of ['decisions', 'notice'] as const) delete carried[part]
    const { hashes } = event.data as { hashes?: Record<string, unknown> }
    for (const part of Object.keys(parts) as Part[]) {
      const hash = hashes?.[part]
      if (typeof hash === 'string' && (parts[part].types as readonly string[]).includes(event.type)) carried[part] = { hash, event }
    }
  }
  const differences: Difference[] = []
  let count = 0
  for (const part of Object.keys(parts) as Part[]) {
    const [{ label, types }, here, logged] = [parts[part], content[part], carried[part]]
    if (here === null && !logged) continue
    count += 1
    if (!logged) differences.push(difference('event-missing', part, `日志里没有记下“${label}”的摘要：少了“${types.map(type => stepWords[type] ?? type).join('”或“')}”这一步`))
    else if (here === null) differences.push(difference('event-hash', part, `${titleOf(logged.event)}记有“${label}”，材料里却没有`))
    else if (await hashOf(here) !== logged.hash) differences.push(difference('event-hash', part, `“${label}”不是${titleOf(logged.event)}所记的那一份：记录之后有改动`))
  }
  return { what: '日志所记的摘要', count, differences }
}

async function hashOf(content: unknown): Promise<string> {
  return `sha256:${hex(await sha256(utf8(canonical(content))))}`
}

/** RFC 8785, with texts in NFC. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC'))
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = value as Record<string, unknown>
  return `{${Object.keys(members).sort().map(name => `${JSON.stringify(name.normalize('NFC'))}:${canonical(members[name])}`).join(',')}}`
}

function difference(code: DifferenceCode, where: string, message: string): Difference {
  return { code, where, message }
}

function titleOf({ position, type }: LoggedEvent): string {
  return `日志第 ${position} 条（${type}）`
}

function utf8(text: string): Bytes {
  return new TextEncoder().encode(text)
}

function joined(...all: Bytes[]): Bytes {
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of all) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function hex(bytes: Bytes): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

function unhex(text: string): Bytes {
  return Uint8Array.from(text.match(/../g) ?? [], pair => Number.parseInt(pair, 16))
}

/** Null where the text is not exactly what encoding its bytes gives. */
function base64(text: string): Bytes | null {
  try {
    const bytes = Uint8Array.from(atob(text), character => character.charCodeAt(0))
    return btoa(String.fromCharCode(...bytes)) === text ? bytes : null
  } catch {
    return null
  }
}
