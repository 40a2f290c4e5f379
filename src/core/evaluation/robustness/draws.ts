// Random numbers that depend only on (seed, draw, stream): the same in any order, in any chunks, on any number of
// threads. Threefry-2×32 with 20 rounds (Salmon et al., SC 2011): additions, rotations and exclusive ors of 32-bit
// integers only, so bit for bit the same everywhere; known answers are tested. Normal and gamma draws also need the
// engine's logarithm and cosine, which are the same on all threads of one engine.
//
// Seeds are whole numbers, of which the lower 32 bits count. A stream tells apart what is drawn within one draw:
// indicators, towns, choices.

/** Two words; reused, so read before the next call. */
const words = new Int32Array(2)

/** Distributions draw under keys of their own, so that they never share numbers. */
const keys = { uniform: 0, normal: 1, boost: 2, gamma: 3 } as const

/** The block cipher: counter (c0, c1) under key (k0, k1), two words into `out`. */
export function threefry(k0: number, k1: number, c0: number, c1: number, out: Int32Array): void {
  let [first, second, third] = [k1 | 0, 0x1bd11bda ^ k0 ^ k1, k0 | 0]
  let x = (c0 + k0) | 0
  let y = (c1 + k1) | 0
  for (let group = 1; group <= 5; group++) {
    const odd = (group & 1) === 1
    x = (x + y) | 0
    y = (odd ? (y << 13) | (y >>> 19) : (y << 17) | (y >>> 15)) ^ x
    x = (x + y) | 0
    y = (odd ? (y << 15) | (y >>> 17) : (y << 29) | (y >>> 3)) ^ x
    x = (x + y) | 0
    y = (odd ? (y << 26) | (y >>> 6) : (y << 16) | (y >>> 16)) ^ x
    x = (x + y) | 0
    y = (odd ? (y << 6) | (y >>> 26) : (y << 24) | (y >>> 8)) ^ x
    x = (x + first) | 0
    y = (y + second + group) | 0
    const turned = first
    first = second
    second = third
    third = turned
  }
  out[0] = x
  out[1] = y
}

/** Uniform in [0, 1) with 53 bits. */
export function uniform(seed: number, draw: number, stream: number): number {
  return uniformUnder(seed, keys.uniform, draw, stream)
}

/** Standard normal (Box & Muller 1958). */
export function normal(seed: number, draw: number, stream: number): number {
  return normalUnder(seed, keys.normal, draw, stream)
}

/** Gamma with the given shape > 0 and scale 1 (Marsaglia & Tsang 2000); each attempt has a key of its own. */
export function gamma(seed: number, draw: number, stream: number, shape: number): number {
  if (shape < 1) return gamma(seed, draw, stream, shape + 1) * (1 - uniformUnder(seed, keys.boost, draw, stream)) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (let key: number = keys.gamma; ; key += 2) {
    const x = normalUnder(seed, key, draw, stream)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - uniformUnder(seed, key + 1, draw, stream)) < 0.5 * x * x + d * (1 - v + Math.log(v))) return d * v
  }
}

/** Weights that sum to 1, Dirichlet with the given concentrations; streams `from` on. All concentrations 1: any weights at all. */
export function dirichlet(seed: number, draw: number, concentrations: ArrayLike<number>, out: Float64Array, from = 0): void {
  let total = 0
  for (let j = 0; j < out.length; j++) {
    const concentration = concentrations[j] as number
    const own = concentration > 0 ? gamma(seed, draw, from + j, concentration) : 0
    out[j] = own
    total += own
  }
  for (let j = 0; j < out.length; j++) out[j] = (out[j] as number) / total
}

function uniformUnder(seed: number, key: number, draw: number, stream: number): number {
  threefry(seed, key, draw, stream, words)
  return (((words[0] as number) >>> 5) * 67_108_864 + ((words[1] as number) >>> 6)) / 9_007_199_254_740_992
}

function normalUnder(seed: number, key: number, draw: number, stream: number): number {
  threefry(seed, key, draw, stream, words)
  const radius = Math.sqrt(-2 * Math.log((((words[0] as number) >>> 0) + 0.5) / 4_294_967_296))
  return radius * Math.cos((2 * Math.PI * ((words[1] as number) >>> 0)) / 4_294_967_296)
}
