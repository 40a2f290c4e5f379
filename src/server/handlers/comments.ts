// 留言, the same for every kind of case. Permissions and reach have been seen to before these run.
import type { CommentEndpoints } from '#contract/comments.ts'
import { type SubjectKind, subjectKinds } from '#core/comment/comment.ts'
import { commentFile, makeComment, presentComments, type Subject, withdrawComment } from '../comment/comments.ts'
import type { Tx } from '../db/connect.ts'
import type { Context } from '../http/context.ts'
import type { Handlers } from '../http/handlers.ts'
import { targetOf } from '../http/targets.ts'
import type { Caller } from '../identity/caller.ts'
import { loadCall, loadCase as loadApplication } from '../application/load.ts'
import { loadReport } from '../reporting/store.ts'
import { loadSeason } from '../season/load.ts'
import { loadCase, type Noun } from '../supervision/cases.ts'
import { townsToShow } from '../supervision/visible.ts'

/** @throws Refusal where there is no such case, in the words of its own page */
const find: { [Kind in SubjectKind]: (tx: Tx, id: string, context: Context) => Promise<unknown> } = {
  season: loadSeason, call: loadCall, application: loadApplication, submission: loadReport,
  ...Object.fromEntries((['round', 'rectification', 'misuse', 'report', 'appeal', 'support'] as const).map(noun => [noun, (tx: Tx, id: string) => loadCase(tx, noun, id)])) as Record<Noun, (tx: Tx, id: string) => Promise<unknown>>,
}

type CommentHandlers = Pick<Handlers, keyof CommentEndpoints>

function handlersOf(kind: SubjectKind): [string, unknown][] {
  const subject = async (tx: Tx, id: string, context: Context, caller: Caller): Promise<Subject> => {
    await find[kind](tx, id, context)
    // As on its own page: a round is there for whoever has a town in it.
    if (kind === 'round') await townsToShow(tx, await loadCase(tx, 'round', id), caller)
    return { kind, id, target: kind === 'round' ? null : await targetOf(tx, { [kind]: 'id' } as never, { id }, caller.day, context) }
  }
  const made: Pick<CommentHandlers, 'seasonComments' | 'seasonCommentMake' | 'seasonCommentWithdraw' | 'seasonCommentFile'> = {
    seasonComments: async (tx, { id }, context, caller) => presentComments(tx, await subject(tx, id, context, caller), context, caller),
    seasonCommentMake: async (tx, { id, ...said }, context, caller) => ({ comment: await makeComment(tx, await subject(tx, id, context, caller), said, context, caller) }),
    seasonCommentWithdraw: async (tx, { id, comment }, context, caller) => {
      await withdrawComment(tx, await subject(tx, id, context, caller), comment, context, caller)
      return {}
    },
    seasonCommentFile: async (tx, { id, hash }, context, caller) => commentFile(tx, await subject(tx, id, context, caller), hash, context, caller),
  }
  return Object.entries(made).map(([name, handler]) => [name.replace('season', kind), handler])
}

export const commentHandlers = Object.fromEntries(subjectKinds.flatMap(handlersOf)) as CommentHandlers
