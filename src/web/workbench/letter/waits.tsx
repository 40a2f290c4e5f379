// On the desk: letters that came and may be answered; letters that wait to be signed or sent, by season.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../session/gate.tsx'
import { dayWord } from '../ui/days.ts'
import { seasonAt } from '../season/view.ts'
import { letterAt, lettersQuery } from './data.ts'

export function LetterWaits() {
  const { data } = useQuery({ ...lettersQuery(), enabled: useMay('letter.read') })
  const [approve, release] = [useMay('notice.approve'), useMay('notice.release')]
  const letters = data?.letters ?? []
  const mine = letters.filter(({ mayAnswer, answers }) => mayAnswer && answers === 0)
  const bySeason = (stage: string) => [...Map.groupBy(letters.filter(letter => letter.stage === stage), letter => letter.season)]
  const groups = [...(approve ? bySeason('drafted').map(([season, own]) => ({ season, count: own.length, word: '签发函件' })) : []), ...(release ? bySeason('approved').map(([season, own]) => ({ season, count: own.length, word: '发出函件' })) : [])]
  if (!mine.length && !groups.length) return null
  return (
    <ul className="tasks">
      {groups.map(({ season, count, word }) => <li key={`${season} ${word}`}><Link {...seasonAt(season)} search={{ tab: 'letters' }}><b>{word}</b><span>{season.slice(season.lastIndexOf('/') + 1)}年度</span><small>{count} 封</small></Link></li>)}
      {mine.map(letter => <li key={letter.id}><Link {...letterAt(letter.id)}><b>{letter.kindLabel}</b><span>{letter.name}{letter.demo ? <em className="demo-word">演示数据</em> : null}</span><small>{letter.until ? `${dayWord(letter.until)}以前可以答复` : '可以答复'}</small></Link></li>)}
    </ul>
  )
}
