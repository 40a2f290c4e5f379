// 一份文件: its lists as printed, beside what the check found.
import type { NoticeDetail } from '#contract/notices.ts'
import { paths } from '../address.ts'
import { printCount, printDate } from '../formats.ts'
import type { Page, PageRequest } from '../request.ts'
import { AsOfChip } from '../ui/as-of.tsx'
import { Findings } from '../ui/findings.tsx'
import { Link, TownLink } from '../ui/link.tsx'
import { Mark } from '../ui/marks.tsx'

type List = NoticeDetail['lists'][number]

export async function noticePage({ client }: PageRequest, id: string): Promise<Page> {
  const notice = await client.noticeDetail({ id })
  return { status: 200, kind: 'notice', title: notice.title ?? notice.number ?? '文件', main: <Notice notice={notice} /> }
}

function Notice({ notice }: { notice: NoticeDetail }) {
  return (
    <article className="frame">
      <header className="red-head">
        <p className="issuer">{notice.issuer ?? '发文机关未载'}</p>
        {notice.number ? <p className="number">{notice.number}</p> : null}
        <hr />
        <h1>{notice.title ?? notice.number ?? notice.id}</h1>
        <AsOfChip />
      </header>
      <Particulars notice={notice} />
      <Amendments notice={notice} />
      <div className="two-columns notice-columns">
        <section aria-labelledby="lists-title">
          <h2 id="lists-title">所列名单</h2>
          {notice.lists.length ? null : <p className="quiet">{notice.corrects ? '这份文件更正另一份文件，自身没有名单。' : '这份文件没有名单。'}</p>}
          {notice.lists.map((list, index) => <PrintedList key={index} list={list} />)}
        </section>
        <aside>
          <Findings findings={notice.findings} />
          <Entered acts={notice.acts} />
        </aside>
      </div>
    </article>
  )
}

function Particulars({ notice }: { notice: NoticeDetail }) {
  const facts: [string, string | null][] = [
    ['成文日期', notice.draftedOn && printDate(notice.draftedOn)], ['发布日期', notice.publishedOn && printDate(notice.publishedOn)],
    ['索引号', notice.index], ['主送', notice.addressees.join('、') || null],
  ]
  return (
    <dl className="particulars">
      {facts.map(([word, value]) => <div key={word}><dt>{word}</dt><dd>{value ?? <span className="unknown">未载</span>}</dd></div>)}
      {notice.cites.length > 0 ? <div><dt>援引</dt><dd>{notice.cites.map(({ number, id }) => id ? <Link key={number} to={paths.notice(id)}>{number}</Link> : <span key={number}>{number}</span>)}</dd></div> : null}
    </dl>
  )
}

/** Both ways: what this document corrects, and what has corrected it. What was printed stays as it was printed. */
function Amendments({ notice: { corrects, correctedBy } }: { notice: NoticeDetail }) {
  if (!corrects && !correctedBy.length) return null
  return (
    <section className="amendments" aria-labelledby="amendments-title">
      <h2 id="amendments-title">更正</h2>
      {corrects ? <div><p>本文件更正<Link to={paths.notice(corrects.id)}>《{corrects.title}》</Link>{corrects.number ? `（${corrects.number}）` : ''}：</p><Corrected items={corrects.items} /></div> : null}
      {correctedBy.map(({ id, number, title, draftedOn, items, changes }) => (
        <div key={id}>
          <p><b><Mark code="warning" />已由</b><Link to={paths.notice(id)}>《{title}》</Link>{number ? `（${number}${draftedOn ? `，${printDate(draftedOn)}` : ''}）` : ''}<b>更正</b>：</p>
          <Corrected items={items} />
          {changes.length ? <ul className="changed">{changes.map(({ town, name, was, now }, index) => <li key={index}><TownLink id={town}>{name}</TownLink>{was ? <del>{was}</del> : null}{now ? <ins>{now}</ins> : <span>不再成立</span>}</li>)}</ul> : <p className="quiet">只更正文字，登记不变。</p>}
        </div>
      ))}
      <p className="quiet">下面的名单照原文件印出。查某日所知的情况，请用“截至何时所知”。</p>
    </section>
  )
}

function Corrected({ items }: { items: NonNullable<NoticeDetail['corrects']>['items'] }) {
  return <ul className="changed">{items.map(({ where, printed, correct, count }, index) => <li key={index}><span>{where}{count ? '的数目' : ''}</span>{printed === null ? null : <del>{printed}</del>}{correct === null ? <span>删去</span> : <ins>{correct}</ins>}</li>)}</ul>
}

function PrintedList({ list }: { list: List }) {
  const differs = list.statedCount !== null && list.statedCount !== list.towns.length
  return (
    <section className="printed-list">
      <h3><Mark code={list.kind} />{headingOf(list)} <span className={differs ? 'stated differs' : 'stated'}>{list.statedCount === null ? `列 ${printCount(list.towns.length)} 个` : differs ? `称 ${list.statedCount} 个，实列 ${list.towns.length} 个` : `${printCount(list.towns.length)} 个`}</span></h3>
      <ol className="listed-name">{list.towns.map((town, index) => <li key={index}><PrintedTown town={town} /></li>)}</ol>
    </section>
  )
}

/** A heading that ends in its count is printed without: the count stands beside it. */
function headingOf({ heading, statedCount }: List): string {
  return statedCount === null ? heading : heading.replace(new RegExp(`${statedCount}个$`), '')
}

function PrintedTown({ town }: { town: List['towns'][number] }) {
  const printed = town.printed.replaceAll(/\s/g, '')
  const detail = [town.category, town.townType].filter(Boolean).join('，')
  if (!town.town) return <><span className="unmatched">{printed}</span><small>登记簿中没有</small></>
  return (
    <>
      <TownLink id={town.town}>{printed}</TownLink>
      {town.registered && town.registered !== printed ? <small className="variant"><Mark code="warning" />登记名：{town.registered}</small> : null}
      {detail ? <small>{detail}</small> : null}
    </>
  )
}

function Entered({ acts }: { acts: NoticeDetail['acts'] }) {
  if (acts.length === 0) return null
  return (
    <section aria-labelledby="entered-title">
      <h2 id="entered-title">据此登记</h2>
      <ul className="entered">{acts.map(({ type, title, count }) => <li key={type}><span>{title}</span><b>{printCount(count)}</b></li>)}</ul>
    </section>
  )
}
