// A YAML file as a value, with the line of everything in it, so that whoever edits it is sent to the place.
import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'

/** `line` counts from 1. */
export type YamlFault = { line: number; message: string }

export type YamlText = {
  value: unknown
  faults: YamlFault[]
  /** line of the value at a path of keys; of the nearest one above it that is there */
  lineAt: (path: readonly PropertyKey[]) => number
  /** every text that stands there as a key or a value, with its lines; `ids`: those where it is the value of an `id` */
  texts: ReadonlyMap<string, { lines: readonly number[]; ids: readonly number[] }>
}

/** Never throws: what is no YAML is in `faults`, in Chinese, with what to do about it. */
export function readYaml(text: string): YamlText {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const lineOf = (node: Node | null | undefined): number | null => (node?.range ? counter.linePos(node.range[0]).line : null)
  // What follows a first fault is mostly its doing.
  const faults = document.errors.slice(0, 1).map(({ code, pos, message }) => ({ line: counter.linePos(pos[0]).line, message: (code === 'BAD_INDENT' && message.startsWith('Flow') ? unclosed : wordsFor[code]) ?? '这里不合 YAML 的写法。请检查缩进、冒号和引号' }))
  const texts = new Map<string, { lines: number[]; ids: number[] }>()
  if (!faults.length) {
    visit(document, { Scalar: (key, node, parents) => {
      const [line, pair] = [lineOf(node), parents.at(-1)]
      if (line === null || (typeof node.value !== 'string' && typeof node.value !== 'number')) return
      const known = texts.get(String(node.value)) ?? { lines: [], ids: [] }
      known.lines.push(line)
      if (key === 'value' && isPair(pair) && isScalar(pair.key) && pair.key.value === 'id') known.ids.push(line)
      texts.set(String(node.value), known)
    } })
  }
  return {
    value: faults.length ? undefined : valueOf(() => document.toJS() as unknown, message => faults.push({ line: 1, message })),
    faults,
    lineAt: path => {
      let [node, line]: [Node | null, number] = [document.contents, lineOf(document.contents) ?? 1]
      for (const key of path) {
        const pair = isMap(node) ? node.items.find(item => isScalar(item.key) && String(item.key.value) === String(key)) : undefined
        const next: Node | null = pair ? pair.value as Node | null : isSeq(node) ? (node.items[Number(key)] as Node | undefined) ?? null : null
        if (!pair && !next) break
        line = lineOf(pair ? pair.key as Node : next) ?? line
        node = next
      }
      return line
    },
    texts,
  }
}

/** An alias to what is nowhere named shows only when the value is made. */
function valueOf(make: () => unknown, fault: (message: string) => void): unknown {
  try {
    return make()
  } catch {
    fault('引用（*名称）指向没有写过的 &名称。请改名称，或写出内容')
    return undefined
  }
}

const unclosed = '前面的方括号或花括号没有合上。请补上括号'
const indent = '缩进不对。同一层要对齐，用空格，不用制表符'
const wordsFor: Record<string, string> = {
  BAD_INDENT: indent, TAB_AS_INDENT: indent, BLOCK_AS_IMPLICIT_KEY: '冒号后面又有“名称: ”，或下一行缩进过多。文字里有冒号的请用引号括起来',
  DUPLICATE_KEY: '同一个名称写了两次。请留下一个', MISSING_CHAR: '前面少了一个符号（括号、引号、逗号或冒号）。请补上', MULTILINE_IMPLICIT_KEY: '名称后面少了冒号。请写成“名称: 内容”',
  UNEXPECTED_TOKEN: '多了一个符号（括号、引号或逗号）。请检查是否成对', BAD_SCALAR_START: '这个符号不能开头。请用引号括起来', BAD_ALIAS: '引用（*名称）写得不对', MULTIPLE_DOCS: '一个文件里写了两份（---）。请分成两个文件',
}
