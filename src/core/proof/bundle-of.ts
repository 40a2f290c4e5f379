// Puts a season's bundle together from what the server has; says nothing that is not in the parts.
import { bytesToHex } from '@noble/hashes/utils.js'
import { canonical, type Json } from '../base/canonical.ts'
import type { Hash } from '../base/merkle.ts'
import type { Recorded } from '../register/event.ts'
import { seasonId } from '../decision/season.ts'
import type { Bundle, LoggedEvent as Logged } from './bundle.ts'
import { hashesOf, type Sections } from './sections.ts'

export type BundleParts = Pick<Bundle, 'made' | 'policy' | 'snapshot' | 'results' | 'notice'> & {
  season: { programme: string; year: number }
  /** every other spelling the register knows of these towns; those that the notice does not use are left out */
  names: readonly { town: string; name: string }[]
  log: {
    /** the season's whole stream, and any other facts it rests on, in the order of the log; `path` by `auditPaths` */
    events: readonly { event: Recorded; previous: Uint8Array; path: readonly Hash[] }[]
    /** signed note of a checkpoint that covers all of them */
    checkpoint: string
    /** verifier key, `name+id+base64` */
    publicKey: string
  }
}

export function bundleOf({ season: { programme, year }, names, made, policy, snapshot, results, notice, log }: BundleParts): Bundle {
  const sections: Sections = {
    format: 'zhenpu-bundle/1', season: { id: seasonId(programme, year), programme, year }, names: names.filter(({ name }) => notice?.text.includes(name)).map(({ town, name }) => ({ town, name })), made, policy, snapshot, results, notice,
    log: {
      events: log.events.map(({ event: { position, stream, version, type, data, effective, dating, recorded, actor, basis, corrects }, previous }) => ({
        position, stream, version, type, data: data as Logged['data'], effective, dating: dating ?? 'exact', recorded, actor, basis: basis as Logged['basis'], corrects: corrects ?? null, previous: bytesToHex(previous),
      })),
      proofs: log.events.map(({ event: { position }, path }) => ({ position, path: path.map(hash => bytesToHex(hash)) })),
      checkpoint: log.checkpoint, publicKey: log.publicKey,
    },
  }
  const written = asWritten(sections)
  return { ...written, hashes: hashesOf(written) }
}

/** The bundle as a file: canonical JSON in one line. */
export function bundleText(bundle: Bundle): string {
  return `${canonical(bundle as unknown as Json)}\n`
}

/** As it will be read: texts in NFC, nothing that JSON cannot say. */
function asWritten<T>(value: T): T {
  return JSON.parse(canonical(value as Json)) as T
}
