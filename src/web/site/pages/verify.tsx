// 名称核验: a plain answer in large words, what it means, and what else it might be. Whoever writes the code at the end of
// a circular learns which one it is.
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { TownSummary, verifyName } from '#contract/towns.ts'
import { readVerificationCode, type verifyDocument } from '#contract/verify-document.ts'
import { paths, withQuery } from '../address.ts'
import { printDate } from '../formats.ts'
import { asOfInput, type Page, type PageRequest } from '../request.ts'
import { AsOfChip } from '../ui/as-of.tsx'
import { Link, TownLink } from '../ui/link.tsx'
import { StatusMark } from '../ui/marks.tsx'
import { VerifyBox } from '../ui/verify-box.tsx'
import { sinceWord } from '../words.ts'

type Answer = z.infer<typeof verifyName.output>
type Paper = z.infer<typeof verifyDocument.output>

type Wording = { short: string; code: string; shape: string; meaning: string }

const words: Record<Answer['answer'], Wording> = {
  'listed': { short: '在清单上', code: 'listed', shape: 'square', meaning: '它是省级清单上的小镇。它的类别、批次、评估和依据文件都在登记页上。' },
  'formerly-listed': { short: '已不在清单上', code: 'eliminated', shape: 'cross', meaning: '它曾列入省级清单，现已退出或被淘汰，不应再以清单上的小镇自称。' },
  'unconfirmed': { short: '待确认', code: 'unconfirmed', shape: 'dashed', meaning: '它曾列入省级清单，但后来的文件没有再提到它，也没有文件说它已退出。是否仍在清单上，请向主管部门查询。' },
  'similar': { short: '没有完全相同的名称', code: 'inferred', shape: 'guess', meaning: '请核对下面的名称是不是您要找的，并用全称再查一次。' },
  'not-found': { short: '不在清单上', code: 'withdrawn', shape: 'ring', meaning: '清单上也没有相近的名称。请核对写法，或查看小镇清单。' },
}

/** Near enough to one registered name to be it. */
const writtenOtherwise: Wording = { short: '在清单上，写法不同', code: 'listed', shape: 'square', meaning: '您问的写法与登记名不完全相同，登记簿认为是同一个小镇，请以登记名为准。' }

export async function verifyPage({ client, query, time }: PageRequest): Promise<Page> {
  const name = (query.get('name') ?? '').trim().slice(0, 100)
  const code = readVerificationCode(name)
  if (code) return { status: 200, kind: 'verify-page', title: `核验码 ${code}`, main: <Verify name={name}><PaperPanel code={code} paper={await client.verifyDocument({ code })} /></Verify> }
  const answer = name ? await withParts(client, await client.verifyName({ name, ...asOfInput(time) }), time) : null
  return { status: 200, kind: 'verify-page', title: name ? `“${name}”在清单上吗` : '名称核验', description: '核对一个小镇名称是否在省级清单上。', main: <Verify name={name}>{answer ? <><AnswerPanel answer={answer} />{answer.answer === 'listed' ? null : <ReportHint name={name} />}</> : <p className="quiet hint">小镇的全称或几个字都可以，容许漏字和异体字；也可以写公文末尾的核验码，如 093F-6856。</p>}</Verify> }
}

/** A part of a name is not a name, but whoever asks with a part should see what it may be. */
async function withParts(client: PageRequest['client'], answer: Answer, time: PageRequest['time']): Promise<Answer> {
  if (answer.answer !== 'not-found') return answer
  const { towns } = await client.townList({ q: answer.asked, size: 8, ...asOfInput(time) })
  if (towns.length === 0) return answer
  return { ...answer, answer: 'similar', similar: towns, sentence: `没有哪个小镇就叫“${answer.asked}”，但有 ${towns.length === 8 ? '多' : towns.length} 个小镇的名称与它相近。` }
}

function Verify({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="frame narrow">
      <header className="page-head"><h1>名称核验</h1><AsOfChip /></header>
      <VerifyBox name={name} large />
      {children}
    </div>
  )
}

function ReportHint({ name }: { name: string }) {
  return <p className="quiet hint">有人以没有列入清单的名称自称，可以<a href={withQuery(paths.report, { name })}>举报</a>，不必登录。</p>
}

function PaperPanel({ code, paper: { document } }: { code: string; paper: Paper }) {
  return (
    <section className="answer" aria-labelledby="answer-title">
      <p className="asked">核验码 {code}</p>
      <h2 id="answer-title"><svg className={`m m-${document ? 'listed' : 'withdrawn'}`} aria-hidden="true"><use href={document ? '#square' : '#ring'} /></svg>{document ? '登记簿有这份公文' : '没有这个核验码'}</h2>
      <p className="sentence">{document ? `它属于${document.issuer ?? '发文机关'}${document.draftedOn ? `${printDate(document.draftedOn)}` : ''}的公文。请与手中的公文逐项对照：文号、日期和名单应当完全相同。` : '登记簿里没有带这个核验码的公文。请核对八位字符；仍不符的，手中的公文不是经本系统印发的。'}</p>
      {document ? <div className="card"><p><Link to={paths.notice(document.id)}>{document.title ?? document.number ?? document.id}</Link></p><p><span className="quiet">{[document.number, document.publishedOn && `${printDate(document.publishedOn)}发布`].filter(Boolean).join(' · ')}</span></p></div> : null}
    </section>
  )
}

function AnswerPanel({ answer }: { answer: Answer }) {
  const { short, code, meaning, shape } = answer.answer === 'similar' && answer.town ? writtenOtherwise : words[answer.answer]
  return (
    <>
      <section className={`answer a-${answer.answer}`} aria-labelledby="answer-title">
        <p className="asked">“{answer.asked}”</p>
        <h2 id="answer-title"><svg className={`m m-${code}`} aria-hidden="true"><use href={`#${shape}`} /></svg>{short}</h2>
        <p className="sentence">{answer.sentence}</p>
        <p className="quiet">{meaning}</p>
        {answer.town ? <TownCard town={answer.town} /> : null}
      </section>
      {answer.similar.length > 0 ? (
        <section aria-labelledby="similar-title">
          <h2 id="similar-title">相近的名称</h2>
          <ul className="cards">{answer.similar.map(town => <li key={town.id}><TownCard town={town} /></li>)}</ul>
        </section>
      ) : null}
    </>
  )
}

function TownCard({ town }: { town: TownSummary }) {
  return (
    <div className="card">
      <p><TownLink id={town.id}>{town.name}</TownLink></p>
      <p><StatusMark status={town.status} /><span className="quiet">{[town.prefecture, town.category, sinceWord(town.sinceDating, printDate(town.since))].filter(Boolean).join(' · ')}</span></p>
    </div>
  )
}
