// The list as a table; on a phone each row becomes a card with the three facts that matter.
import type { TownSummary } from '#contract/towns.ts'
import { paths } from '../address.ts'
import { printDate } from '../formats.ts'
import { columns, type Sort, type TownsView, townsParams } from '../pages/towns-view.ts'
import { batchWord, unknownWords } from '../words.ts'
import { Link, TownLink } from './link.tsx'
import { GradeMark, StatusMark, WarnedMark } from './marks.tsx'

export function TownTable({ towns, view, first }: { towns: TownSummary[]; view: TownsView; first: number }) {
  return (
    <table className="towns" data-hide={view.hidden.join(' ')} data-table>
      <caption className="unseen">小镇清单</caption>
      <thead>
        <tr>
          <th scope="col" className="c-no">序号</th>
          <SortHead name="name" word="名称" view={view} />
          {columns.map(([name, word]) => name === 'category' || name === 'type'
            ? <th key={name} scope="col" className={`c-${name}`}>{word}</th>
            : <SortHead key={name} name={name} word={word} view={view} />)}
        </tr>
      </thead>
      <tbody>{towns.map((town, index) => <Row key={town.id} town={town} no={first + index} />)}</tbody>
    </table>
  )
}

function SortHead({ name, word, view }: { name: Exclude<Sort, `-${string}`>; word: string; view: TownsView }) {
  const order = view.sort === name ? 'ascending' : view.sort === `-${name}` ? 'descending' : undefined
  return (
    <th scope="col" className={`c-${name}`} aria-sort={order}>
      <Link to={paths.towns} params={townsParams(view, { sort: order === 'ascending' ? `-${name}` : name, page: 1 })}>{word}</Link>
    </th>
  )
}

function Row({ town, no }: { town: TownSummary; no: number }) {
  return (
    <tr>
      <td className="c-no">{no}</td>
      <th scope="row" className="c-name listed-name"><TownLink id={town.id}>{town.name}</TownLink></th>
      <td className="c-place">{town.prefecture ?? '未载'}</td>
      <td className="c-category">{town.category ?? <Unknown why={unknownWords.category} />}</td>
      <td className="c-type">{town.townType ?? <Unknown why={unknownWords.townType} />}</td>
      <td className="c-batch">{town.batch === null ? <Unknown why={unknownWords.batch} /> : batchWord(town.batch)}</td>
      <td className="c-status"><StatusMark status={town.status} />{town.warned ? <WarnedMark /> : null}</td>
      <td className="c-grade">{town.grade ? <><GradeMark grade={town.grade.grade} inferred={town.grade.inferred} /><small>{town.grade.year}</small></> : <span className="quiet">无评估</span>}</td>
      <td className="c-since"><time dateTime={town.since}>{printDate(town.since)}</time>{town.sinceDating === 'no-later-than' ? <small>或更早</small> : null}</td>
    </tr>
  )
}

function Unknown({ why }: { why: string }) {
  return <span className="unknown" title={why}>未载明</span>
}
