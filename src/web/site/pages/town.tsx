// 一个小镇: its life, names, grades, links and neighbours, each fact with its document.
import type { TownDetail } from '#contract/towns.ts'
import { paths } from '../address.ts'
import { printDate, printInstant } from '../formats.ts'
import { asOfInput, type Page, type PageRequest } from '../request.ts'
import { AsOfChip } from '../ui/as-of.tsx'
import { BasisLine } from '../ui/basis.tsx'
import { LifeChart } from '../ui/life-chart.tsx'
import { TownLink } from '../ui/link.tsx'
import { GradeMark, InferredMark, Mark, StatusMark, WarnedMark } from '../ui/marks.tsx'
import { useAddress, useGradeWord, useSite } from '../ui/site-context.ts'
import { batchWord, spellingWords, statusMeanings, statusWords, unknownWords } from '../words.ts'
import { lifeOf } from './town-life.ts'

export async function townPage({ client, time }: PageRequest, id: string): Promise<Page> {
  const town = await client.townDetail({ id, ...asOfInput(time) })
  return { status: 200, kind: 'town', title: town.name, description: `${town.name}：${statusWords[town.status]}，${statusMeanings[town.status]}。历次登记事实与依据文件。`, main: <Town town={town} /> }
}

function Town({ town }: { town: TownDetail }) {
  return (
    <article className="frame">
      <header className="page-head">
        <p className="crumb">{[town.prefecture, town.division === town.prefecture ? null : town.division].filter(Boolean).join(' · ') || '所在地未载'}</p>
        <h1>{town.name}</h1>
        <AsOfChip />
      </header>
      <Summary town={town} />
      <Life town={town} />
      <div className="two-columns">
        <section aria-labelledby="acts-title">
          <h2 id="acts-title">登记事实</h2>
          <Acts town={town} />
        </section>
        <aside>
          <Names town={town} />
          <Links town={town} />
          <Neighbours town={town} />
          <TakeAway town={town} />
        </aside>
      </div>
    </article>
  )
}

function Summary({ town }: { town: TownDetail }) {
  return (
    <dl className="summary">
      <div className="lead-fact"><dt>状态</dt><dd><StatusMark status={town.status} />{town.warned ? <WarnedMark /> : null}<small>{statusMeanings[town.status]}</small></dd></div>
      <div><dt>最近评估</dt><dd>{town.grade ? <><GradeMark grade={town.grade.grade} inferred={town.grade.inferred} /><small>{town.grade.year}年度</small></> : <small>尚无已公布的评估</small>}</dd></div>
      <div><dt>类别</dt><dd>{town.category ?? <span className="unknown">{unknownWords.category}</span>}</dd></div>
      <div><dt>建制</dt><dd>{town.townType ?? <span className="unknown">{unknownWords.townType}</span>}</dd></div>
      <div><dt>批次</dt><dd>{town.batch === null ? <span className="unknown">{unknownWords.batch}</span> : batchWord(town.batch)}</dd></div>
      <div><dt>{town.sinceDating === 'exact' ? '列入清单' : '列入清单不晚于'}</dt><dd>{printDate(town.since)}</dd></div>
      {town.reapplyFrom ? <div><dt>此日起可重新申报</dt><dd>{printDate(town.reapplyFrom)}<small>此前原则上不受理</small></dd></div> : null}
    </dl>
  )
}

function Life({ town }: { town: TownDetail }) {
  const { overview, today } = useSite()
  const word = useGradeWord()
  const until = overview?.asOf.valid ?? today
  const life = lifeOf(town, until, word)
  const first = town.acts.map(({ effective }) => effective).sort()[0]
  const sentence = `${first ? `自 ${printDate(first)} 至 ${printDate(until)}，` : ''}共 ${town.acts.length} 条登记事实。虚线为推断，左端渐隐为“不晚于”该日。`
  return life.lanes.length > 0 ? <section aria-labelledby="life-title"><h2 id="life-title">沿革</h2><LifeChart life={life} sentence={sentence} /></section> : null
}

function Acts({ town }: { town: TownDetail }) {
  const acts = [...town.acts].sort((a, b) => b.effective.localeCompare(a.effective) || b.position - a.position)
  return (
    <ol className="acts">
      {acts.map(act => (
        <li key={act.position} id={`f${act.position}`}>
          <p className="act-date">{act.dating === 'no-later-than' ? <small>不晚于</small> : null}<time dateTime={act.effective}>{printDate(act.effective)}</time></p>
          <div>
            <h3>{act.title.replace(/（推断）$/, '')}{act.basis.inferred ? <InferredMark reason={act.basis.inferred} /> : null}</h3>
            <BasisLine basis={act.basis} />
            {act.corrects ? <p className="replaced"><Mark code="warning" />更正：原登记为“{act.corrects.title}”（{act.corrects.basis.documentNumber ?? act.corrects.basis.document}，第 {act.corrects.position} 号），此前所知不变。</p> : null}
            <p className="recorded">{printInstant(act.recorded)} 录入，第 {act.position} 号</p>
          </div>
        </li>
      ))}
    </ol>
  )
}

function Names({ town }: { town: TownDetail }) {
  return (
    <section aria-labelledby="names-title">
      <h2 id="names-title">名称</h2>
      <ul className="names">
        {town.spellings.map(({ name, kind, since, basis }) => (
          <li key={`${name}${kind}${basis.document}`}>
            <p><b>{name}</b> <span className={`tag tag-${kind}`}>{spellingWords[kind]}</span></p>
            <p className="quiet">{printDate(since)} · {basis.documentNumber ?? basis.documentTitle ?? basis.document}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

const linkStates = { proposed: '待人确认', confirmed: '已确认', rejected: '已排除' } as const

function Links({ town }: { town: TownDetail }) {
  if (town.links.length === 0) return null
  return (
    <section aria-labelledby="links-title">
      <h2 id="links-title">疑为同一小镇</h2>
      <ul className="links">
        {town.links.map(link => (
          <li key={link.town}>
            <p><TownLink id={link.town}>{link.name}</TownLink></p>
            <p className="quiet"><Mark code="inferred" /> {link.confidence === 'likely' ? '很可能' : '有可能'}，{linkStates[link.state]}。{link.reason}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Neighbours({ town }: { town: TownDetail }) {
  const groups = [['place', '同一地方'], ['industry', '相近产业']] as const
  return groups.map(([why, word]) => {
    const towns = town.neighbours.filter(neighbour => neighbour.why === why)
    if (towns.length === 0) return null
    return (
      <section key={why} aria-labelledby={`near-${why}`}>
        <h2 id={`near-${why}`}>{word}</h2>
        <ul className="near listed-name">
          {towns.map(({ id, name, status }) => <li key={id}><TownLink id={id}>{name}</TownLink> <StatusMark status={status} /></li>)}
        </ul>
      </section>
    )
  })
}

function TakeAway({ town }: { town: TownDetail }) {
  const address = useAddress()
  return (
    <section aria-labelledby="take-title" className="take">
      <h2 id="take-title">取用</h2>
      <p><a href={address(`/api/public${paths.town(town.id)}`)}>本页数据（JSON）</a></p>
      <p className="quiet">编号 {town.id}，更名后不变。</p>
    </section>
  )
}
