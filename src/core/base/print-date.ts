// How a day is written for people: the one place. Depends on nothing, so that refusals can say days too.

/** `2024年12月16日`, as notices print it. */
export function printDate(date: string): string {
  const [year, month, day] = partsOf(date)
  return `${year}年${month}月${day}日`
}

export function partsOf(date: string): [year: number, month: number, day: number] {
  return date.split('-').map(Number) as [number, number, number]
}

/** A text that is a day and nothing else, as people write it; any other text as it is. */
export function printIfDay(text: string): string {
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) ? printDate(text) : text
}
