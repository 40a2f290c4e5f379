// 草稿: what is being written, before anybody puts their name to it. Saves meet field by field: two people in two fields
// both win; in the same field the later one is told, and keeps what they typed. A value that somebody else had written
// is never dropped without a copy.
import { canonical, type Json } from '../base/canonical.ts'
import type { Changes, Content } from './content.ts'

export type Touch = { /** the save that last changed the field */ version: number; person: string; actor: string; at: string }

export type Draft = {
  version: number
  content: Content
  /** who changed each field last; of taken-away values too */
  fields: Readonly<Record<string, Touch>>
  /** persons who wrote since the application was last submitted, in order of their first save */
  writers: readonly string[]
}

/** A field that another save changed first: theirs stands, ours was not saved. */
export type Conflict = { field: string; theirs: Json; by: string; at: string }
/** What somebody had written and somebody else replaced, seeing it. */
export type Replaced = { field: string; value: Json; touch: Touch }

export type Saved = { draft: Draft; saved: string[]; conflicts: Conflict[]; replaced: Replaced[] }

export const emptyDraft: Draft = { version: 0, content: {}, fields: {}, writers: [] }

/**
 * @param seen the version the writer's page shows: what was changed after it is a conflict, unless it says the same
 * @returns the draft after it; the same draft where nothing changed
 */
export function saveDraft(draft: Draft, changes: Changes, seen: number, who: { person: string; actor: string; at: string }): Saved {
  const differing = Object.keys(changes).filter(field => !same(draft.content[field], changes[field])).sort()
  const taken = (field: string): boolean => (draft.fields[field]?.version ?? 0) > seen
  const conflicts = differing.filter(taken).map((field): Conflict => {
    const { actor, at } = draft.fields[field] as Touch
    return { field, theirs: draft.content[field] ?? null, by: actor, at }
  })
  const saved = differing.filter(field => !taken(field))
  if (!saved.length) return { draft, saved: [], conflicts, replaced: [] }
  const version = draft.version + 1
  const content = { ...draft.content }
  const fields = { ...draft.fields }
  const replaced: Replaced[] = []
  for (const field of saved) {
    const touch = fields[field]
    if (content[field] !== undefined && touch && touch.person !== who.person) replaced.push({ field, value: content[field] as Json, touch })
    if (changes[field] === null) delete content[field]
    else content[field] = changes[field] as Json
    fields[field] = { version, ...who }
  }
  return { draft: { version, content, fields, writers: draft.writers.includes(who.person) ? draft.writers : [...draft.writers, who.person] }, saved, conflicts, replaced }
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  return canonical(a ?? null) === canonical(b ?? null)
}
