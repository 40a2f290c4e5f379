// Leading industry as a town's own name tells it (梅花鹿, 冰雪, 蓝莓). Derived from the name, not from any document;
// good enough to find neighbours, never used in a decision.

export type Industries = { of(name: string): string[] }

/** @param groups industry → words that mark it in a name */
export function industriesFrom(groups: Readonly<Record<string, readonly string[]>>): Industries {
  return { of: name => Object.entries(groups).filter(([, words]) => words.some(word => name.includes(word))).map(([industry]) => industry) }
}
