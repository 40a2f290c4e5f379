// Was it recorded, and is it the log's? Every fact leads by its audit path to a tree head that the log's key signed, and
// the hashes that facts carry are those of the content at hand.
import { hexToBytes } from '@noble/hashes/utils.js'
import type { Json } from '../base/canonical.ts'
import { chainHash } from '../base/hash-chain.ts'
import { equal, leafHash, verifyInclusion } from '../base/merkle.ts'
import type { Bundle, LoggedEvent } from './bundle.ts'
import { contentHash } from '../base/content-hash.ts'
import type { Check, Difference } from './difference.ts'
import { CarriedHashes, fixedBy, fixedContent, type FixedPart, partLabels, startsAnew } from './season-hashes.ts'
import { stepWords } from './step-words.ts'
import { type CheckSignature, openSignedNote, readCheckpointText, readVerifierKey } from './signed-note.ts'

type Head = { size: number; root: Uint8Array }

/** @param publicKey the log's verifier key as known from elsewhere; without it the bundle's own is believed */
export function checkLog(bundle: Bundle, { publicKey, checkSignature }: { publicKey?: string | undefined; checkSignature: CheckSignature }): Check[] {
  const { head, differences } = checkSigned(bundle.log, publicKey, checkSignature)
  return [
    { what: '检查点签名', count: 1, differences },
    { what: '日志事件', count: bundle.log.events.length, differences: [...checkEvents(bundle.log, head), ...checkStream(bundle)] },
    checkCarried(bundle),
  ]
}

function checkSigned({ checkpoint, publicKey: own }: Bundle['log'], published: string | undefined, check: CheckSignature): { head: Head | null; differences: Difference[] } {
  const fault = (code: Difference['code'], where: string, message: string): { head: null; differences: Difference[] } => ({ head: null, differences: [{ code, where, message }] })
  if (published !== undefined && published.trim() !== own) return fault('key', 'log.publicKey', `材料所带的公钥“${own}”不是公布的公钥“${published.trim()}”`)
  const key = readVerifierKey(own)
  if (!key) return fault('key', 'log.publicKey', '公钥写法不对，或与其编号不符')
  const text = openSignedNote(checkpoint, key, check)
  if (text === null) return fault('signature', 'log.checkpoint', `检查点的签名不是 ${key.name} 的：签名、正文或公钥有改动`)
  const read = readCheckpointText(text)
  if (!read || read.origin !== key.name) return fault('checkpoint', 'log.checkpoint', '签名有效，但所签的不是这份日志的检查点')
  return { head: read, differences: [] }
}

/** Without a head that is signed nothing can be in it; that is said once, by the signature. */
function checkEvents({ events, proofs }: Bundle['log'], head: Head | null): Difference[] {
  const hashes = events.map(hashOf)
  return events.flatMap((event, i): Difference[] => {
    const proof = proofs[i]
    const where = `log.events ${event.position}`
    const next = events[i + 1]
    const chained = next?.position !== event.position + 1 || equal(hexToBytes(next.previous), hashes[i] as Uint8Array)
    if (!chained) return [{ code: 'event-not-in-log', where, message: `${nameOf(event)}的内容与后一条所记的摘要不符：这两条之一有改动` }]
    if (proof?.position !== event.position) return [{ code: 'event-not-in-log', where, message: `${nameOf(event)}没有对应的证明路径` }]
    const inside = !head || verifyInclusion(leafHash(hashes[i] as Uint8Array), event.position - 1, head.size, proof.path.map(hexToBytes), head.root)
    return inside ? [] : [{ code: 'event-not-in-log', where, message: `${nameOf(event)}推不出检查点的树根：事件或证明路径有改动` }]
  }).concat(proofs.length > events.length ? [{ code: 'event-not-in-log', where: 'log.proofs', message: `证明路径有 ${proofs.length} 条，事件只有 ${events.length} 条：少了事件` }] : [])
}

/** The season's stream is whole: versions 1, 2, 3 … in the order of the log. */
function checkStream({ season, log }: Bundle): Difference[] {
  const own = log.events.filter(event => event.stream === `season/${season.id}`)
  const gaps = own.flatMap((event, i): Difference[] => (event.version === i + 1 ? [] : [{ code: 'event-gap', where: `log.events ${event.position}`, message: `${nameOf(event)}是该年度的第 ${event.version} 步，前面却有 ${i} 步：缺了事件` }]))
  const order = log.events.flatMap((event, i): Difference[] => (i > 0 && event.position <= (log.events[i - 1] as LoggedEvent).position ? [{ code: 'event-gap', where: `log.events ${event.position}`, message: `${nameOf(event)}没有按日志的次序排列` }] : []))
  return [...gaps.slice(0, 1), ...order]
}

function checkCarried(bundle: Bundle): Check {
  const carried = carriedHashes(bundle)
  const content = fixedContent(bundle)
  const parts = (Object.keys(fixedBy) as FixedPart[]).filter(part => content[part] !== null || carried.has(part))
  const differences = parts.flatMap((part): Difference[] => {
    const [here, logged] = [content[part], carried.get(part)]
    const label = partLabels[part]
    if (!logged) return [{ code: 'event-missing', where: part, message: `日志里没有记下“${label}”的摘要：少了“${fixedBy[part].map(type => stepWords[type] ?? type).join('”或“')}”这一步` }]
    if (here === null) return [{ code: 'event-hash', where: part, message: `${nameOf(logged.event)}记有“${label}”，材料里却没有` }]
    return contentHash(here) === logged.hash ? [] : [{ code: 'event-hash', where: part, message: `“${label}”不是${nameOf(logged.event)}所记的那一份：记录之后有改动` }]
  })
  return { what: '日志所记的摘要', count: parts.length, differences }
}

/** For each part the newest fact that fixed it. */
function carriedHashes({ season, log }: Bundle): Map<FixedPart, { hash: string; event: LoggedEvent }> {
  const carried = new Map<FixedPart, { hash: string; event: LoggedEvent }>()
  for (const event of log.events) {
    if (event.stream !== `season/${season.id}`) continue
    if (startsAnew.includes(event.type)) for (const part of ['decisions', 'notice'] as const) carried.delete(part)
    const data = CarriedHashes.safeParse(event.data)
    if (!data.success) continue
    for (const part of Object.keys(fixedBy) as FixedPart[]) {
      const hash = data.data.hashes[part]
      if (hash !== undefined && (fixedBy[part] as readonly string[]).includes(event.type)) carried.set(part, { hash, event })
    }
  }
  return carried
}

/** What its leaf in the tree is made of. */
function hashOf({ previous, ...event }: LoggedEvent): Uint8Array {
  return chainHash(hexToBytes(previous), { ...event, data: event.data as Json, basis: event.basis as Json })
}

function nameOf({ position, type }: Pick<LoggedEvent, 'position' | 'type'>): string {
  return `日志第 ${position} 条（${type}）`
}

