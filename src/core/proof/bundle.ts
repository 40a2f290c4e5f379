// 年度材料包: all that is needed to work a season out again and to prove it unaltered, without the server. One JSON file.
import { z } from 'zod'
import { Quota } from '../evaluation/cut.ts'
import { ContentHash } from '../season/events.ts'
import { DecisionShape, DocumentShape, ProposalShape, TownFactsShape, UnitShape } from './shapes.ts'

const Hex = z.string().regex(/^[0-9a-f]{64}$/)
const Parsed = z.record(z.string(), z.unknown())
const Side = z.enum(['top', 'bottom'])

/** A fact exactly as its hash covers it, with the hash of the event before it in hexadecimal. */
export const LoggedEvent = z.object({
  position: z.number().int().min(1), stream: z.string(), version: z.number().int().min(1), type: z.string(), data: z.json(), effective: z.string(), dating: z.string(),
  recorded: z.string(), actor: z.string(), basis: z.json(), corrects: z.number().int().nullable(), previous: Hex,
}).strict()
export type LoggedEvent = z.infer<typeof LoggedEvent>

/** What an evaluation came to, unit by unit, with the weights it used by category and indicator. */
export const Evaluated = z.object({
  units: z.array(z.object({ id: z.string(), published: z.number().nullable(), rank: z.number().nullable(), grade: z.string().nullable(), inside: z.array(Side) }).strict()),
  cuts: z.array(z.object({
    group: z.string(), quota: Quota, units: z.array(z.string()),
    cut: z.object({ base: z.number(), nominal: z.number(), least: z.number(), most: z.number(), candidates: z.array(z.object({ count: z.number(), gap: z.number() }).strict()), count: z.number(), because: z.string() }).strict(),
  }).strict()),
  weights: z.record(z.string(), z.record(z.string(), z.number())),
}).strict()
export type Evaluated = z.infer<typeof Evaluated>

export const Bundle = z.object({
  format: z.literal('zhenpu-bundle/1'),
  season: z.object({ /** PROGRAMME/YEAR */ id: z.string(), programme: z.string(), year: z.number().int() }).strict(),
  /** other spellings under which the notice prints a town, as the register knows them: information, shown where it is used */
  names: z.array(z.object({ town: z.string(), name: z.string() }).strict()),
  /** when and by which version of the program the file was made: information, not evidence */
  made: z.object({ at: z.string(), version: z.string() }).strict(),
  /** files as parsed: the programme (null: a pack without one), its rules, every setting, the scheme with its weights filled in */
  policy: z.object({ programme: Parsed.nullable(), rules: Parsed, settings: z.record(z.string(), z.union([z.string(), z.number()])), scheme: Parsed.nullable() }).strict(),
  /** `units`: null where grades were taken from a document and not computed */
  snapshot: z.object({ units: z.array(UnitShape).nullable(), grades: z.array(z.object({ town: z.string(), grade: z.string(), source: z.string() }).strict()), towns: z.array(TownFactsShape) }).strict(),
  /** `decisions`: empty before anything was decided */
  results: z.object({ evaluation: Evaluated.nullable(), proposals: z.array(ProposalShape), decisions: z.array(DecisionShape) }).strict(),
  /** `document`: null where only the text is known */
  notice: z.object({ document: DocumentShape.nullable(), text: z.string() }).strict().nullable(),
  log: z.object({
    events: z.array(LoggedEvent),
    /** for each event, in the same order: its audit path in the checkpoint's tree (RFC 6962 §2.1.1) */
    proofs: z.array(z.object({ position: z.number().int().min(1), path: z.array(Hex) }).strict()),
    /** signed note (C2SP tlog-checkpoint) */
    checkpoint: z.string(),
    /** verifier key of that note: `name+id+base64` */
    publicKey: z.string(),
  }).strict(),
  hashes: z.object({
    /** format, season, names and made */
    frame: ContentHash,
    policy: ContentHash, snapshot: ContentHash, results: ContentHash, notice: ContentHash, log: ContentHash,
    /** by town: everything said about it, so that a change is named and not only noticed */
    towns: z.record(z.string(), ContentHash),
  }).strict(),
}).strict()
export type Bundle = z.infer<typeof Bundle>
