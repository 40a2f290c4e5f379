// What every record on paper has: what it is, where it stands, who printed it when and as known until when; parts, tables,
// files with their fingerprints, and every step in order.
import { useRouter } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Attachment } from '#core/attachment/attachment.ts'
import { sizeWord } from '../application/words.ts'
import { nameOf } from '../ui/names.ts'
import { useSession } from '../session/gate.tsx'
import { dayOfInstant, dayWord, momentWord } from '../ui/days.ts'
import { useTitle } from '../ui/use-title.ts'

type Props = {
  /** 申报案卷 */
  what: string
  title: string
  id: string
  state: string
  demo: boolean
  /** instant at which the page was told all this */
  known: number
  facts: readonly (readonly [string, ReactNode])[]
  children: ReactNode
}

export function Dossier({ what, title, id, state, demo, known, facts, children }: Props) {
  useTitle(`${title} ${what}`)
  const { person, posts } = useSession()
  const { history } = useRouter()
  const moment = momentWord(new Date(known).toISOString())
  const offices = [...new Set(posts.map(({ label }) => label))].join('、')
  return (
    <div className="page dossier-page">
      <p className="dossier-bar no-print"><Button type="primary" onClick={() => print()}>打印</Button><Button onClick={() => history.back()}>返回</Button><small>A4 纵向；只含您看得到的内容。</small></p>
      <article className={demo ? 'dossier dossier-made-up' : 'dossier'} aria-label={what}>
        <header>
          <p className="dossier-what">{what}{demo ? <b>演示数据</b> : null}</p>
          <h1>{title}</h1>
          <dl className="dossier-facts">
            {[['状态', <b key="s">{state}</b>], ...facts, ['编号', <code key="i">{id}</code>], ['截至所知', moment], ['打印', `${person.name}（${offices || '没有任职'}），${moment}`]].map(([term, value]) => <div key={term as string}><dt>{term}</dt><dd>{value}</dd></div>)}
          </dl>
        </header>
        {children}
        <p className="dossier-end">以上为截至所列时刻本系统登记日志所记、打印人有权查看的全部内容。{demo ? '演示数据，虚构，不作任何依据。' : ''}</p>
      </article>
    </div>
  )
}

/** `whole`: kept on one sheet of paper where it fits. */
export function Part({ title, note, whole = false, children }: { title: string; note?: ReactNode; whole?: boolean; children: ReactNode }) {
  return <section className={whole ? 'dossier-part dossier-whole' : 'dossier-part'}><h2>{title}{note ? <small>{note}</small> : null}</h2>{children}</section>
}

export function Pairs({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  return <dl className="dossier-pairs">{of.map(([term, value], i) => <div key={i}><dt>{term}</dt><dd>{value}</dd></div>)}</dl>
}

/** `figures`: columns of numbers. */
export function Sheet({ head, rows, figures = [], label }: { head: readonly string[]; rows: readonly (readonly ReactNode[])[]; figures?: readonly number[]; label: string }) {
  if (!rows.length) return <p className="quiet">没有。</p>
  const classOf = (column: number): string | undefined => (figures.includes(column) ? 'n' : undefined)
  return (
    <table className="dossier-sheet" aria-label={label}>
      <thead><tr>{head.map((word, i) => <th key={i} scope="col" className={classOf(i)}>{word}</th>)}</tr></thead>
      <tbody>{rows.map((row, r) => <tr key={r}>{row.map((cell, c) => <td key={c} className={classOf(c)}>{cell}</td>)}</tr>)}</tbody>
    </table>
  )
}

/** Names with the whole fingerprint, by which a file can be told from any other. */
export function FileLines({ files }: { files: readonly Attachment[] }) {
  return <ul className="dossier-files">{files.map(file => <li key={file.hash}>{file.name}<small>{sizeWord(file.size)}</small><code>{file.hash}</code></li>)}</ul>
}

/** `on`: the day it was taken on, where it was recorded on another. */
export type Step = { label: string; actor: string; at: string; on?: string; more: ReactNode }

export function Steps({ steps }: { steps: readonly Step[] }) {
  return <Sheet label="办理记录" head={['序', '步骤', '办理人', '时间', '理由与依据']} figures={[0]} rows={steps.map(({ label, actor, at, on, more }, i) => [i + 1, label, nameOf(actor), on === undefined || on === dayOfInstant(at) ? momentWord(at) : `${dayWord(on)}（${momentWord(at)}登记）`, more])} />
}
