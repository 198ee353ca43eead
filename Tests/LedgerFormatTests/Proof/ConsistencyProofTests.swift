import LedgerFormat
import Testing

@Suite("Proofs that a ledger only grew")
struct ConsistencyProofTests {
  @Test("are written, read and verified for every two sizes")
  func roundTrip() throws {
    let sample = try ProofSample()
    var hasher = Hasher()
    for new in 1...9 {
      for old in 1...new {
        let proof = sample.consistency(old: old, new: new)
        let read = try ConsistencyProof(proof.bytes.span)
        #expect(read == proof)
        #expect(try read.verify(key: sample.key, &hasher) == sample.checkpoint)
      }
    }
  }

  @Test("any bit flipped is refused, or proves the same and counts that signature no more")
  func flippedBits() throws {
    let sample = try ProofSample()
    let proof = sample.consistency(old: 3, new: 7)
    let bytes = proof.bytes
    var hasher = Hasher()
    for position in bytes.indices {
      for bit in 0..<8 {
        var flipped = bytes
        flipped[position] ^= 1 << bit
        guard let read = try? ConsistencyProof(flipped.span) else { continue }
        #expect(read.bytes == flipped)
        guard let checkpoint = try? read.verify(key: sample.key, &hasher) else { continue }
        #expect(checkpoint == sample.checkpoint)
        #expect(read.old == proof.old && read.new == proof.new)
      }
    }
  }

  @Test("an empty older tree, sizes the wrong way round and hashes too many are refused")
  func refusals() throws {
    let sample = try ProofSample()
    func refusal(_ proof: ConsistencyProof) -> ProofFileError? {
      var hasher = Hasher()
      do throws(ProofFileError) { _ = try proof.verify(key: sample.key, &hasher) } catch {
        return error
      }
      return nil
    }
    var proof = sample.consistency(old: 4, new: 9)
    #expect(refusal(proof) == nil)
    proof.old = .init(size: 0, root: MerkleTree.emptyRoot)
    #expect(refusal(proof) == .proof(.sizes(old: 0, new: 9)))
    proof = sample.consistency(old: 4, new: 9)
    (proof.old, proof.new) = (proof.new, proof.old)
    #expect(refusal(proof) == .proof(.sizes(old: 9, new: 4)))
    proof = sample.consistency(old: 4, new: 9)
    proof.signedHashes = proof.hashes
    #expect(refusal(proof) == .proof(.hashCount(proof.hashes.count)))
    proof = sample.consistency(old: 4, new: 4)
    proof.old.root = sample.tree.root(5)
    #expect(refusal(proof) != nil)
  }
}
