// Audit paths of several leaves in one pass over the tree, level by level (RFC 6962 §2.1.1: a node without a sibling
// moves up as it is).
import { type Hash, rootOfLeaves } from '../base/merkle.ts'

/** @param leaves leaf hashes of the whole tree @param indices from 0 @returns for each index, siblings from the leaf up */
export function auditPaths(leaves: readonly Hash[], indices: readonly number[]): Hash[][] {
  for (const index of indices) if (!(index >= 0 && index < leaves.length)) throw new RangeError(`leaf ${index} of ${leaves.length}`)
  const paths = indices.map((): Hash[] => [])
  let at = [...indices]
  for (let level = leaves; level.length > 1; level = parentsOf(level)) {
    for (const [i, index] of at.entries()) {
      const sibling = level[index % 2 === 0 ? index + 1 : index - 1]
      if (sibling) paths[i]?.push(sibling)
    }
    at = at.map(index => Math.floor(index / 2))
  }
  return paths
}

function parentsOf(level: readonly Hash[]): Hash[] {
  return Array.from({ length: Math.ceil(level.length / 2) }, (_, i) => {
    const [left, right] = [level[2 * i] as Hash, level[2 * i + 1]]
    return right ? rootOfLeaves([left, right]) : left
  })
}
