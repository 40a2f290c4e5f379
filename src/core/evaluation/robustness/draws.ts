// Random numbers that depend only on (seed, draw, stream): the same in any order, on any number of threads.

/** Uniform in [0, 1) with 53 bits, from two rounds of the 32-bit finaliser of MurmurHash3 (Appleby). */
export function uniform(seed: number, draw: number, stream: number): number {
  const key = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(draw + 1, 0xc2b2ae35) ^ Math.imul(stream + 1, 0x27d4eb2f)
  const high = mix(key)
  const low = mix(high ^ Math.imul(draw ^ 0x165667b1, 0x9e3779b1) ^ stream)
  return ((high >>> 5) * 67_108_864 + (low >>> 6)) / 9_007_199_254_740_992
}

function mix(value: number): number {
  let h = value ^ (value >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return h ^ (h >>> 16)
}
