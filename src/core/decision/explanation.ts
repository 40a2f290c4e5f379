// 依据: why an outcome is what it is, as a tree that every face of the product prints alike: outcome → article → rule →
// facts with their sources → figures.

export type Figure = {
  name: string
  value: number | string
  unit?: string
  /** how it was computed, as a person would write it */
  formula?: string
}

export type Explanation = {
  label: string
  article?: { cite: string; document: string; text: string }
  fact?: { name: string; value: string; source: string; inferred?: string }
  /** an answer to what the documents leave open */
  setting?: { id: string; name: string; value: string; reason: string; changedBy: string; isDefault: boolean }
  figure?: Figure
  children: readonly Explanation[]
}

/** A leaf or branch of the tree. */
export function because(label: string, children: readonly Explanation[] = [], more: Omit<Explanation, 'label' | 'children'> = {}): Explanation {
  return { label, ...more, children }
}

/** A figure as a leaf: `得分 81.25分（…）`. */
export function becauseFigure(figure: Figure): Explanation {
  return because(`${figure.name} ${figure.value}${figure.unit ?? ''}${figure.formula ? `（${figure.formula}）` : ''}`, [], { figure })
}

/** The tree as indented Chinese text, one node a line. */
export function printExplanation(explanation: Explanation): string {
  return linesOf(explanation, '', '').join('\n')
}

/** Every node, parents first. */
export function nodesOf(explanation: Explanation): Explanation[] {
  return [explanation, ...explanation.children.flatMap(nodesOf)]
}

function linesOf({ label, fact, children }: Explanation, first: string, rest: string): string[] {
  const source = fact ? `（${fact.inferred ? `推断：${fact.inferred}` : fact.source}）` : ''
  return [`${first}${label}${source}`, ...children.flatMap((child, i) => {
    const last = i === children.length - 1
    return linesOf(child, `${rest}${last ? '└ ' : '├ '}`, `${rest}${last ? '  ' : '│ '}`)
  })]
}
