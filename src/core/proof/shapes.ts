// Shapes of what a bundle carries from other rooms, for reading it from a file of unknown origin.
import { z } from 'zod'
import type { Explanation } from '../decision/explanation.ts'
import type { Proposal } from '../decision/decide.ts'
import type { Following } from '../decision/effect.ts'
import type { TownFacts } from '../decision/facts.ts'
import type { Decision } from '../decision/season.ts'
import type { Block, OfficialDocument } from '../document/official.ts'
import type { Unit } from '../evaluation/cells.ts'

const text = z.string()
const maybe = text.exactOptional()

const Figure = z.object({ name: text, value: z.union([z.number(), text]), unit: maybe, formula: maybe }).strict()

const ExplanationShape: z.ZodType<Explanation> = z.lazy(() => z.object({
  label: text,
  article: z.object({ cite: text, document: text, text }).strict().exactOptional(),
  fact: z.object({ name: text, value: text, source: text, inferred: maybe }).strict().exactOptional(),
  setting: z.object({ id: text, name: text, value: text, reason: text, changedBy: text, isDefault: z.boolean() }).strict().exactOptional(),
  figure: Figure.exactOptional(),
  children: z.array(ExplanationShape),
}).strict())

const FollowingShape: z.ZodType<Following> = z.object({
  kind: z.enum(['ban', 'deadline', 'duty', 'clear-warning']), label: text, article: text.nullable(), reason: text.nullable(), months: z.number().nullable(),
  from: z.enum(['drafted', 'published']).nullable(), inPrinciple: z.boolean(), who: text.nullable(), to: text.nullable(), settings: z.array(text),
}).strict()

export const ProposalShape: z.ZodType<Proposal> = z.object({
  town: z.object({ id: text, name: text }).strict(), rules: text, outcome: text.nullable(), label: text,
  open: z.object({ id: text, reason: text, decidedBy: text }).strict().nullable(), row: text.nullable(), article: text.nullable(),
  becomes: z.record(text, text), effects: z.array(FollowingShape), because: ExplanationShape,
}).strict()

export const DecisionShape: z.ZodType<Decision> = z.object({
  town: text, proposal: ProposalShape, decided: text,
  departure: z.object({ reason: text, by: text, basis: maybe }).strict().exactOptional(),
}).strict()

export const TownFactsShape: z.ZodType<TownFacts> = z.object({
  id: text, name: text, facts: z.record(text, z.object({ value: text, source: text, inferred: maybe, figures: z.array(Figure).exactOptional() }).strict()),
  score: z.number().exactOptional(), region: maybe,
}).strict()

const Value = z.union([z.number(), text, z.array(z.number())])

export const UnitShape: z.ZodType<Unit> = z.object({
  id: text, name: text, category: text.nullable(), withdrawn: z.boolean().exactOptional(),
  cells: z.record(text, z.discriminatedUnion('state', [
    z.object({ state: z.literal('value'), value: Value, source: text }).strict(),
    z.object({ state: z.enum(['missing', 'refused', 'notApplicable']), source: text, why: maybe }).strict(),
  ])),
  earlier: z.record(text, z.object({ value: Value, source: text, age: z.number() }).strict()).exactOptional(),
}).strict()

const BlockShape: z.ZodType<Block> = z.lazy(() => z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.union([z.literal(1), z.literal(2), z.literal(3)]), text }).strict(),
  z.object({ kind: z.literal('paragraph'), lead: maybe, text }).strict(),
  z.object({ kind: z.literal('numbered'), from: z.number(), items: z.array(text) }).strict(),
  z.object({
    kind: z.literal('table'), columns: z.array(z.object({ title: text, width: z.number(), align: z.enum(['left', 'center', 'right']).exactOptional() }).strict()),
    rows: z.array(z.array(text)), unruled: z.array(BlockShape).exactOptional(),
  }).strict(),
]))

export const DocumentShape: z.ZodType<OfficialDocument> = z.object({
  form: z.enum(['document', 'letter']), issuers: z.array(text), number: text.nullable(), title: z.array(text), addressees: z.array(text), body: z.array(BlockShape),
  annexes: z.array(z.object({ title: text, blocks: z.array(BlockShape) }).strict()), signedOn: text, copyTo: z.array(text),
  print: z.object({ office: text, on: text }).strict().nullable(), verification: text.nullable(), checkpoint: text.nullable(), demo: z.boolean(), draft: z.boolean(),
}).strict()
