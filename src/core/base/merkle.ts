// The tree over the log: RFC 6962 §2.1 (Merkle hash trees, audit paths, consistency proofs) with SHA-256.
// Leaves and nodes are hashed under different prefixes, so neither can pass for the other.
import { sha256 } from '@noble/hashes/sha2.js'

export type Hash = Uint8Array

export function leafHash(data: Uint8Array): Hash {
  return sha256.create().update(Uint8Array.of(0)).update(data).digest()
}

function nodeHash(left: Hash, right: Hash): Hash {
  return sha256.create().update(Uint8Array.of(1)).update(left).update(right).digest()
}

/** Roots of the perfect subtrees a tree of some size falls into, largest first: all that is needed to grow it. */
export type Frontier = { size: number; roots: Hash[] }

export const emptyFrontier: Frontier = { size: 0, roots: [] }

/** The frontier after adding leaf hashes; work in proportion to the new leaves only. */
export function grow(frontier: Frontier, leaves: Iterable<Hash>): Frontier {
  const roots = [...frontier.roots]
  let size = frontier.size
  for (const leaf of leaves) {
    let node = leaf
    for (let n = size; n % 2 === 1; n = Math.floor(n / 2)) node = nodeHash(roots.pop() as Hash, node)
    roots.push(node)
    size += 1
  }
  return { size, roots }
}

/** MTH of RFC 6962: the tree's head; of the empty tree, the hash of nothing. */
export function rootOf({ roots }: Frontier): Hash {
  if (!roots.length) return sha256(new Uint8Array())
  return roots.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), roots.at(-1) as Hash)
}

export function rootOfLeaves(leaves: readonly Hash[]): Hash {
  return rootOf(grow(emptyFrontier, leaves))
}

/** PATH(m, D[n]): the audit path of leaf `index`, from the leaf's sibling up. */
export function inclusionProof(leaves: readonly Hash[], index: number): Hash[] {
  if (index < 0 || index >= leaves.length) throw new RangeError(`leaf ${index} of ${leaves.length}`)
  if (leaves.length === 1) return []
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return index < split ? [...inclusionProof(left, index), rootOfLeaves(right)] : [...inclusionProof(right, index - split), rootOfLeaves(left)]
}

export function verifyInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (index < 0 || index >= size) return false
  let [node, last, hash] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash)
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
    } else {
      hash = nodeHash(hash, sibling)
    }
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 && equal(hash, root)
}

/** PROOF(m, D[n]): that the tree of the first `size` leaves is a beginning of the whole. Empty for size 0 and for the whole. */
export function consistencyProof(leaves: readonly Hash[], size: number): Hash[] {
  if (size < 0 || size > leaves.length) throw new RangeError(`size ${size} of ${leaves.length}`)
  return size === 0 ? [] : subproof(leaves, size, true)
}

function subproof(leaves: readonly Hash[], size: number, whole: boolean): Hash[] {
  if (size === leaves.length) return whole ? [] : [rootOfLeaves(leaves)]
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  return size <= split ? [...subproof(left, size, whole), rootOfLeaves(right)] : [...subproof(right, size - split, false), rootOfLeaves(left)]
}

export function verifyConsistency(size: number, root: Hash, newSize: number, newRoot: Hash, proof: readonly Hash[]): boolean {
  if (size > newSize) return false
  if (size === newSize) return proof.length === 0 && equal(root, newRoot)
  if (size === 0) return proof.length === 0
  // A perfect old tree is itself the first node of the path.
  const path = isPowerOfTwo(size) ? [root, ...proof] : [...proof]
  if (!path.length) return false
  let [node, last] = [size - 1, newSize - 1]
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  let old = path[0] as Hash
  let grown = old
  for (const sibling of path.slice(1)) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      old = nodeHash(sibling, old)
      grown = nodeHash(sibling, grown)
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
    } else {
      grown = nodeHash(grown, sibling)
    }
    ;[node, last] = [Math.floor(node / 2), Math.floor(last / 2)]
  }
  return last === 0 && equal(old, root) && equal(grown, newRoot)
}

/** The largest power of two smaller than n (n > 1). */
function splitOf(n: number): number {
  let split = 1
  while (split * 2 < n) split *= 2
  return split
}

function isPowerOfTwo(n: number): boolean {
  return splitOf(n * 2) === n
}

export function equal(a: Hash, b: Hash): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}
