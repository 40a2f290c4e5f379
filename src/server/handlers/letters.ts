// 函件. Lists show what the caller may read; before a letter is sent that is only those who write and sign it.
import type { letterEndpoints } from '#contract/letters.ts'
import type { Context } from '../http/context.ts'
import type { Handlers } from '../http/handlers.ts'
import type { Caller } from '../identity/caller.ts'
import type { Tx } from '../db/connect.ts'
import { fileOf } from '../attachment/use.ts'
import { answerLetter, approveLetter, checkedLetter, draftLetters, dropLetter, editLetter, sendLetter, tryLetter } from '../notice/letter-act.ts'
import { presentChecked, presentLetter, presentLetterRow } from '../notice/present-letter.ts'
import { loadSeason } from '../season/load.ts'
import { presentRow } from '../season/present.ts'
import { noticeFile } from '../season/notice-file.ts'
import { type Cases, loadCase, streamOf, type Who } from '../supervision/cases.ts'
import { namesOf } from '../supervision/towns.ts'
import { visibleCases } from '../supervision/visible.ts'
import { zipOf } from '../tasks/letters.ts'
import { beginTask } from '../tasks/store.ts'

type Letter = Cases['letter']

export const letterHandlers: Pick<Handlers, keyof typeof letterEndpoints> = {
  async letterList(tx, { season }, context, caller) {
    const letters = await seen(tx, season, context, caller)
    const nameOf = await namesOf(tx, letters.flatMap(letter => letter.town ?? []), caller.day)
    return { letters: await Promise.all(letters.map(letter => presentLetterRow(tx, letter, nameOf, context, caller))) }
  },
  async letterDetail(tx, { id }, context, caller) {
    const letter = await loadCase(tx, 'letter', id)
    return presentLetter(tx, letter, await checkedLetter(tx, letter), await namesOf(tx, letter.town ? [letter.town] : [], caller.day), context, caller)
  },
  async letterFile(tx, { id, format }, context) {
    return paper(tx, await loadCase(tx, 'letter', id), format, context)
  },
  async letterAttachment(tx, { id, hash }) { return fileOf(tx, streamOf('letter', id), hash) },
  async letterZip(tx, { season }, context, caller) {
    const letters = (await seen(tx, season, context, caller)).filter(letter => letter.stage !== 'dropped')
    const { title, year } = presentRow(await loadSeason(tx, season))
    return { task: await beginTask(tx, 'letters', zipOf(season, letters), `${title} ${year}年度函件 ${letters.length} 封`, context, caller) }
  },

  async letterDraft(tx, { season, ...wanted }, context, caller) { return { ids: await draftLetters(tx, season, wanted, whoOf(caller, context)) } },
  async letterTry(tx, { id, ...edit }) { return presentChecked(await tryLetter(tx, id, edit as Parameters<typeof tryLetter>[2])) },
  async letterEdit(tx, { id, ...edit }, context, caller) {
    const checked = await editLetter(tx, id, edit as Parameters<typeof editLetter>[2], whoOf(caller, context))
    return { stage: (await loadCase(tx, 'letter', id)).stage, ...presentChecked(checked) }
  },
  async letterApprove(tx, { id }, context, caller) { return after(tx, id, approveLetter(tx, id, whoOf(caller, context))) },
  async letterSend(tx, { id }, context, caller) { return after(tx, id, sendLetter(tx, id, whoOf(caller, context))) },
  async letterAnswer(tx, { id, ...answer }, context, caller) { return after(tx, id, answerLetter(tx, id, answer, whoOf(caller, context))) },
  async letterDrop(tx, { id, reason }, context, caller) { return after(tx, id, dropLetter(tx, id, reason, whoOf(caller, context))) },
}

async function seen(tx: Tx, season: string | undefined, context: Context, caller: Caller): Promise<Letter[]> {
  const letters = await visibleCases(tx, 'letter', 'letter.read', {}, context, caller)
  return letters.filter(letter => season === undefined || letter.season === season).toReversed()
}

async function paper(tx: Tx, letter: Letter, format: 'docx' | 'pdf', { fonts }: Context): Promise<Awaited<ReturnType<typeof noticeFile>>> {
  return noticeFile((await checkedLetter(tx, letter)).content.document, format, { draft: !letter.sent, fonts: fonts ?? null })
}

function whoOf({ actor, person, day, behalf }: Caller, { now, demo = false }: Context): Who {
  return { actor, person: person.id, behalf, today: day, now: now(), demo }
}

async function after(tx: Tx, id: string, step: Promise<void>): Promise<{ stage: string }> {
  await step
  return { stage: (await loadCase(tx, 'letter', id)).stage }
}
