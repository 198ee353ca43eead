import LedgerFormat
import Testing

@Suite("Proofs")
struct ProofTests {
  @Test("inclusion proofs are the RFC's at every size and index, and verify")
  func inclusion() throws {
    let tree = ReferenceTree(size: 70)
    var hasher = Hasher()
    for size in 1...70 {
      for index in 0..<size {
        let proof = try #require(
          try MerkleTree.inclusionProof(
            index: UInt64(index), size: UInt64(size), tree, &hasher))
        #expect(proof == ReferenceTree.path(index, tree.leafHashes[..<size]))
        try MerkleTree.verifyInclusion(
          leafHash: tree.leafHashes[index], index: UInt64(index), size: UInt64(size), proof: proof,
          root: tree.root(size), &hasher)
      }
    }
    #expect(try MerkleTree.inclusionProof(index: 7, size: 7, tree, &hasher) == nil)
    #expect(try MerkleTree.inclusionProof(index: 0, size: 0, tree, &hasher) == nil)
  }

  @Test("consistency proofs are the RFC's between any two sizes, and verify")
  func consistency() throws {
    let tree = ReferenceTree(size: 70)
    var hasher = Hasher()
    for new in 1...70 {
      for old in 1...new {
        let proof = try #require(
          try MerkleTree.consistencyProof(
            old: UInt64(old), new: UInt64(new), tree, &hasher))
        #expect(proof == ReferenceTree.subproof(old, tree.leafHashes[..<new], true))
        try MerkleTree.verifyConsistency(
          old: UInt64(old), oldRoot: tree.root(old), new: UInt64(new), newRoot: tree.root(new),
          proof: proof, &hasher)
      }
    }
    #expect(try MerkleTree.consistencyProof(old: 0, new: 7, tree, &hasher) == nil)
    #expect(try MerkleTree.consistencyProof(old: 8, new: 7, tree, &hasher) == nil)
  }

  @Test("an inclusion proof with anything changed is refused")
  func inclusionProbes() throws {
    let tree = ReferenceTree(size: 40)
    var hasher = Hasher()
    for size in 1...40 {
      for index in 0..<size {
        let leafHash = tree.leafHashes[index]
        let (proof, root) = (
          ReferenceTree.path(index, tree.leafHashes[..<size]), tree.root(size)
        )
        func isGood(
          _ leafHash: Hash, _ index: Int, _ size: Int, _ proof: [Hash], _ root: Hash
        ) -> Bool {
          do {
            try MerkleTree.verifyInclusion(
              leafHash: leafHash, index: UInt64(index), size: UInt64(size), proof: proof,
              root: root, &hasher)
            return true
          } catch { return false }
        }
        #expect(isGood(leafHash, index, size, proof, root))
        #expect(!isGood(leafHash.flipping(bit: index), index, size, proof, root))
        #expect(!isGood(leafHash, index, size, proof, root.flipping(bit: index)))
        #expect(!isGood(leafHash, size, size, proof, root))
        for other in 0..<size where other != index {
          #expect(!isGood(leafHash, other, size, proof, root))
        }
        #expect(!isGood(leafHash, index, size, proof + [root], root))
        #expect(!isGood(leafHash, index, size, [root] + proof, root))
        if size > 1 { #expect(!isGood(leafHash, index, size, Array(proof.dropLast()), root)) }
        for position in proof.indices {
          var changed = proof
          changed[position] = changed[position].flipping(bit: 255)
          #expect(!isGood(leafHash, index, size, changed, root))
          changed.remove(at: position)
          #expect(!isGood(leafHash, index, size, changed, root))
        }
      }
    }
  }

  @Test("a consistency proof with anything changed is refused")
  func consistencyProbes() throws {
    let tree = ReferenceTree(size: 24)
    var hasher = Hasher()
    for new in 1...24 {
      for old in 1...new {
        let proof = ReferenceTree.subproof(old, tree.leafHashes[..<new], true)
        let (oldRoot, newRoot) = (tree.root(old), tree.root(new))
        func isGood(
          _ old: Int, _ oldRoot: Hash, _ new: Int, _ newRoot: Hash, _ proof: [Hash]
        ) -> Bool {
          do {
            try MerkleTree.verifyConsistency(
              old: UInt64(old), oldRoot: oldRoot, new: UInt64(new), newRoot: newRoot,
              proof: proof, &hasher)
            return true
          } catch { return false }
        }
        #expect(isGood(old, oldRoot, new, newRoot, proof))
        #expect(!isGood(0, MerkleTree.emptyRoot, new, newRoot, []))
        #expect(!isGood(new + 1, oldRoot, new, newRoot, proof))
        #expect(!isGood(old, oldRoot.flipping(bit: old), new, newRoot, proof))
        #expect(!isGood(old, oldRoot, new, newRoot.flipping(bit: new), proof))
        #expect(!isGood(old, oldRoot, new, newRoot, proof + [newRoot]))
        for position in proof.indices {
          var changed = proof
          changed[position] = changed[position].flipping(bit: 0)
          #expect(!isGood(old, oldRoot, new, newRoot, changed))
          changed.remove(at: position)
          #expect(!isGood(old, oldRoot, new, newRoot, changed))
        }
      }
    }
  }

  @Test("a refused proof says why")
  func reasons() {
    let tree = ReferenceTree(size: 2)
    var hasher = Hasher()
    #expect(throws: ProofError.index(2, size: 2)) {
      try MerkleTree.verifyInclusion(
        leafHash: .zero, index: 2, size: 2, proof: [], root: .zero, &hasher)
    }
    #expect(throws: ProofError.hashCount(0)) {
      try MerkleTree.verifyInclusion(
        leafHash: .zero, index: 1, size: 2, proof: [], root: .zero, &hasher)
    }
    #expect(throws: ProofError.root(computed: tree.root(), expected: .zero)) {
      try MerkleTree.verifyInclusion(
        leafHash: tree.leafHashes[0], index: 0, size: 2, proof: [tree.leafHashes[1]], root: .zero,
        &hasher)
    }
    #expect(throws: ProofError.sizes(old: 0, new: 2)) {
      try MerkleTree.verifyConsistency(
        old: 0, oldRoot: MerkleTree.emptyRoot, new: 2, newRoot: tree.root(), proof: [], &hasher)
    }
  }
}
