// Checks an Ed25519 signature (RFC 8032 §5.1.7) by plain arithmetic, for browsers whose Web Crypto does not know it.
// Nothing here is secret, so nothing needs to take the same time.

const p = 2n ** 255n - 19n
const order = 2n ** 252n + 27742317777372353535851937790883648493n
const d = modulo(-121665n * inverse(121666n))
/** A square root of −1. */
const root = power(2n, (p - 1n) / 4n)

/** Extended coordinates: x = X/Z, y = Y/Z, xy = T/Z. */
type Point = readonly [X: bigint, Y: bigint, Z: bigint, T: bigint]
const identity: Point = [0n, 1n, 1n, 0n]
const base = decode(Uint8Array.from([0x58, ...Array.from({ length: 31 }, () => 0x66)])) as Point

/** @param sha512 hash of bytes, 64 bytes */
export async function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array, sha512: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>): Promise<boolean> {
  const [A, R, s] = [decode(key), decode(signature.subarray(0, 32)), number(signature.subarray(32))]
  if (key.length !== 32 || signature.length !== 64 || !A || !R || s >= order) return false
  const k = number(await sha512(Uint8Array.from([...signature.subarray(0, 32), ...key, ...message]))) % order
  return equal(times(base, s), add(R, times(A, k)))
}

function modulo(n: bigint): bigint {
  const rest = n % p
  return rest < 0n ? rest + p : rest
}

function power(n: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, modulo(n)]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % p
    square = (square * square) % p
  }
  return result
}

function inverse(n: bigint): bigint {
  return power(n, p - 2n)
}

/** Little-endian. */
function number(bytes: Uint8Array): bigint {
  return bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

/** The point whose y the bytes give, with the sign of x in the last bit; null where there is none (§5.1.3). */
function decode(bytes: Uint8Array): Point | null {
  if (bytes.length !== 32) return null
  const whole = number(bytes)
  const [sign, y] = [whole >> 255n, whole & (2n ** 255n - 1n)]
  if (y >= p) return null
  const [u, v] = [modulo(y * y - 1n), modulo(d * y * y + 1n)]
  let x = modulo(u * v ** 3n * power(u * v ** 7n, (p - 5n) / 8n))
  if (modulo(v * x * x) === modulo(-u)) x = modulo(x * root)
  if (modulo(v * x * x) !== u || (x === 0n && sign === 1n)) return null
  if ((x & 1n) !== sign) x = p - x
  return [x, y, 1n, modulo(x * y)]
}

/** §5.1.4. */
function add([x1, y1, z1, t1]: Point, [x2, y2, z2, t2]: Point): Point {
  const a = modulo((y1 - x1) * (y2 - x2))
  const b = modulo((y1 + x1) * (y2 + x2))
  const c = modulo(2n * t1 * t2 * d)
  const e = modulo(2n * z1 * z2)
  const [f, g, h, i] = [b - a, e - c, e + c, b + a]
  return [modulo(f * g), modulo(h * i), modulo(g * h), modulo(f * i)]
}

function times(point: Point, factor: bigint): Point {
  let [result, doubled] = [identity, point]
  for (let rest = factor; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = add(result, doubled)
    doubled = add(doubled, doubled)
  }
  return result
}

function equal([x1, y1, z1]: Point, [x2, y2, z2]: Point): boolean {
  return modulo(x1 * z2 - x2 * z1) === 0n && modulo(y1 * z2 - y2 * z1) === 0n
}
