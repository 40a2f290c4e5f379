import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consistencyProof, emptyFrontier, grow, type Hash, inclusionProof, leafHash, rootOf, rootOfLeaves, verifyConsistency, verifyInclusion } from './merkle.ts'

// The reference leaves and heads of the Certificate Transparency project's own tests for RFC 6962.
const data = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const leaves = data.map(hex => leafHash(hexToBytes(hex)))
const heads = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const tree = fc.integer({ min: 1, max: 70 }).map(size => Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(i, size))))
const flip = (hash: Hash): Hash => hash.map((byte, i) => (i === 5 ? byte ^ 1 : byte))

describe('Merkle tree', () => {
  it('gives the published heads', () => {
    expect(heads.map((_, size) => bytesToHex(rootOfLeaves(leaves.slice(0, size))))).toEqual(heads)
  })

  it('grows to the same head in any portions', () => {
    fc.assert(fc.property(tree, fc.nat(70), (all, cut) => {
      const grown = grow(grow(emptyFrontier, all.slice(0, cut)), all.slice(cut))
      expect(rootOf(grown)).toEqual(rootOfLeaves(all))
    }))
  })

  it('proves that a leaf is in, and nothing else', () => {
    fc.assert(fc.property(tree, fc.nat(), (all, pick) => {
      const index = pick % all.length
      const [leaf, proof, root] = [all[index] as Hash, inclusionProof(all, index), rootOfLeaves(all)]
      expect(verifyInclusion(leaf, index, all.length, proof, root)).toBe(true)
      expect(verifyInclusion(flip(leaf), index, all.length, proof, root)).toBe(false)
      expect(verifyInclusion(leaf, index, all.length, proof, flip(root))).toBe(false)
      if (proof.length) expect(verifyInclusion(leaf, index, all.length, proof.slice(1), root)).toBe(false)
      if (all.length > 1) expect(verifyInclusion(leaf, (index + 1) % all.length, all.length, proof, root)).toBe(false)
    }))
  })

  it('proves that the log only grew', () => {
    fc.assert(fc.property(tree, fc.nat(), (all, pick) => {
      const size = pick % (all.length + 1)
      const proof = consistencyProof(all, size)
      const [before, after] = [rootOfLeaves(all.slice(0, size)), rootOfLeaves(all)]
      expect(verifyConsistency(size, before, all.length, after, proof)).toBe(true)
      if (size > 0) expect(verifyConsistency(size, flip(before), all.length, after, proof)).toBe(false)
      if (size > 0) expect(verifyConsistency(size, before, all.length, flip(after), proof)).toBe(false)
    }))
  })
})
