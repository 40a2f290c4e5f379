// How far one ranking is from a reference.
import { sum } from './statistics.ts'

/** Kemeny & Snell's distance: 2 for each pair in the other order, 1 for each pair tied in one ranking only. */
export function kemeny(reference: readonly number[], ranking: readonly number[]): number {
  let apart = 0
  for (let i = 0; i < reference.length; i++) {
    for (let j = 0; j < i; j++) {
      apart += Math.abs(Math.sign((reference[i] as number) - (reference[j] as number)) - Math.sign((ranking[i] as number) - (ranking[j] as number)))
    }
  }
  return apart
}

/** Weight of the places that changed, place r weighing 2⁻ʳ, scaled to 0 … 1: any change at the top is drastic (Sałabun 2023). */
export function drastic(reference: readonly number[], ranking: readonly number[]): number {
  return sum(reference.map((rank, i) => (rank === ranking[i] ? 0 : 2 ** -rank))) / (1 - 2 ** -reference.length)
}
