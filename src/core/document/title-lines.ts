// Titles are broken where the sense allows and into lines of like length (GB/T 9704 7.3.1).

/** 2号 characters on a line of 156 mm, with a little room. */
const most = 19

/** Lines given with line ends stay; a line that is too long is broken, best before 关于 or after a closing mark. */
export function titleLines(title: string): string[] {
  return title.split('\n').flatMap(line => balanced([...line]))
}

function balanced(characters: readonly string[]): string[] {
  const count = Math.ceil(characters.length / most)
  if (count <= 1) return [characters.join('')]
  const even = characters.length / count
  // best[n][i]: cheapest way to set the first i characters in n lines, and where its last line begins
  let best = characters.map((): Way => ({ cost: Infinity, ends: [] })).concat({ cost: Infinity, ends: [] })
  best[0] = { cost: 0, ends: [] }
  for (let line = 0; line < count; line += 1) {
    best = best.map((_, end): Way => {
      let found: Way = { cost: Infinity, ends: [] }
      for (let begin = Math.max(0, end - most); begin < end; begin += 1) {
        const before = best[begin] as Way
        const cost = before.cost + (end - begin - even) ** 2 + breakCost(characters, end)
        if (cost < found.cost) found = { cost, ends: [...before.ends, end] }
      }
      return found
    })
  }
  const { ends } = best[characters.length] as Way
  return ends.map((end, i) => characters.slice(ends[i - 1] ?? 0, end).join(''))
}

type Way = { cost: number; ends: number[] }

function breakCost(characters: readonly string[], at: number): number {
  if (at === characters.length) return 0
  const [before, after] = [characters[at - 1] as string, characters[at] as string]
  if (/[A-Za-z0-9]/.test(before) && /[A-Za-z0-9年]/.test(after)) return 10_000
  if (/[，、；：）》〉”〕的]/.test(after) || /[（《〈“〔]/.test(before)) return 10_000
  if (characters.slice(at, at + 2).join('') === '关于' && !/[《〈]/.test(before)) return 0
  if (/[《〈]/.test(after)) return 10
  return /[，、；：）》〉”〕]/.test(before) || characters.slice(at - 2, at).join('') === '年度' ? 20 : 60
}
