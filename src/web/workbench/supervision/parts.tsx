// What the bodies of cases are made of: a part with its head, facts in pairs, somebody's words with their files.
import type { ReactNode } from 'react'
import type { Attachment } from '#core/attachment/attachment.ts'
import { FileInput } from '../application/file-input.tsx'
import { nameOf } from '../ui/names.ts'
import { dayWord } from '../ui/days.ts'

export function Part({ id, title, more, children }: { id: string; title: string; more?: ReactNode; children: ReactNode }) {
  return <section className="case-part" aria-labelledby={id}><h2 id={id}>{title}{more ? <small>{more}</small> : null}</h2>{children}</section>
}

export function Facts({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  return <dl className="facts-of">{of.map(([term, value]) => <div key={term} className="wide-dt"><dt>{term}</dt><dd>{value}</dd></div>)}</dl>
}

type Words = { text: string; by?: string; on?: string; files?: readonly Attachment[] }

export function Words({ of: { text, by, on, files = [] }, at, label, head }: { of: Words; at?: string; label: string; head?: ReactNode }) {
  return (
    <div className="words">
      <p className="by-line"><b>{head ?? label}</b>{by ? <span>{nameOf(by)}</span> : null}{on ? <time dateTime={on}>{dayWord(on)}</time> : null}</p>
      <p className="long">{text}</p>
      {files.length && at ? <FileInput files={files} label={label} at={at} onChange={null} /> : null}
    </div>
  )
}
