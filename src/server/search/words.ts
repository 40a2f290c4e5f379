// A question → the words it is made of, each as patterns that the database compares.
import { escapeLike, namePattern, plainWord, readingsOf } from '../views/words.ts'

export type Word = {
  text: string
  /** of LIKE, over names and numbers */
  pattern: string
  /** of LIKE, over how names are read; null for what is no pinyin */
  key: string | null
}

const most = 5

/** None where the question is too short: a word is one Chinese character, or two letters or figures. */
export function wordsOf(question: string): Word[] {
  return question.normalize('NFKC').split(/\s+/).map(plainWord).filter(text => /\p{Script=Han}/u.test(text) || text.length >= 2).slice(0, most).map(text => ({
    text,
    pattern: `%${/^\p{Script=Han}+$/u.test(text) ? namePattern(text.length > 2 ? text.replace(/小镇$/, '') : text) : escapeLike(text)}%`,
    key: /^[a-z][a-z0-9]*$/.test(text) ? `%\n${escapeLike(text)}%` : null,
  }))
}

/** Whether every word is found in one of the names, as it is written or as it is read. */
export function fits(words: readonly Word[], names: readonly (string | null)[]): boolean {
  return words.every(word => fitsOne(word, names))
}

export function fitsOne({ text, key }: Word, names: readonly (string | null)[]): boolean {
  return names.some(name => name !== null && (plainWord(name).includes(text) || (key !== null && readingsOf(name).some(reading => reading.startsWith(text)))))
}
