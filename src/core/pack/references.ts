// What the files of a pack may refer to in one another.
import { type PolicyFinding } from '../decision/finding.ts'
import type { Pack } from './read-pack.ts'
import { documentOf, type Source } from './source.ts'

/** Every article some file of the pack quotes. */
export function articlesOf({ rules, applications, supervision }: Pack): Set<string> {
  return new Set([...rules.flatMap(({ value }) => Object.keys(value.file.articles)), ...Object.keys(applications?.value.articles ?? {}), ...Object.keys(supervision?.value.articles ?? {})])
}

/** Short names of the documents the pack knows. */
export function documentsOf({ programme, rules, requirements }: Pack): Set<string> {
  return new Set([...Object.keys(programme?.value.documents ?? {}), ...rules.flatMap(({ value }) => Object.keys(value.file.documents)), ...Object.keys(requirements?.value.documents ?? {})])
}

/** Citations whose document nobody knows. */
export function checkDocuments(pack: Pack, { finding }: Source, cited: readonly (readonly [path: PropertyKey[], article: string])[]): PolicyFinding[] {
  const known = documentsOf(pack)
  return cited.filter(([, article]) => !known.has(documentOf(article))).map(([path, article]) => finding('unknown-document', path, `没有简称为“${documentOf(article)}”的文件。现有：${[...known].join('、')}。请更正简称，或在 programme.yaml 的 documents 里补上。`))
}

/** An origin 出处 is free text; where it begins like a citation (`T1 一`), the document must be known. */
export function looksCited(origin: string): boolean {
  return /^[A-Z]+\d+ /.test(origin)
}

/** Names that stand more than once, each with the place of its second time. */
export function repeated(names: readonly string[]): [name: string, at: number][] {
  return names.flatMap((name, i): [string, number][] => (names.indexOf(name) < i && names.lastIndexOf(name) === i ? [[name, i]] : []))
}
