// Leading industry as a town's own name tells it (梅花鹿, 冰雪, 蓝莓). Derived from the name, not from any document;
// good enough to find neighbours, never used in a decision.

export type Industries = {
  /** the groups a town's name points to, in the table's order; none where it says nothing of an industry */
  of(name: string): string[]
}

/**
 * @param groups industry → words that mark it in a name
 * A word inside a longer one of another group does not count: 人工智能 in a name is not also 智能.
 */
export function industriesFrom(groups: Readonly<Record<string, readonly string[]>>): Industries {
  const words = Object.entries(groups).flatMap(([industry, own]) => own.map(word => ({ industry, word }))).sort((a, b) => b.word.length - a.word.length)
  return {
    of(name) {
      let rest = name
      const found = new Set<string>()
      for (const { industry, word } of words) {
        if (!rest.includes(word)) continue
        found.add(industry)
        rest = rest.replaceAll(word, '·')
      }
      return Object.keys(groups).filter(industry => found.has(industry))
    },
  }
}
