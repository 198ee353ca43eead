import LedgerFormat

/// A small ledger of nine short entries under a key of its own, and proofs about it.
struct ProofSample {
  let entries: [[UInt8]] = (0..<9).map { Array("entry \($0)".utf8) }
  let tree: ReferenceTree
  let key: VerifierKey
  let checkpoint: Checkpoint
  /// Signed by the log, and by a witness whose key nobody here knows.
  let note: SignedNote

  init() throws {
    tree = ReferenceTree(entries: entries)
    let signer = try SigningKey.generate(name: "county.example")
    let witness = try SigningKey.generate(name: "witness.example")
    key = signer.verifierKey
    checkpoint = Checkpoint(origin: "county.example", size: 9, root: tree.root())
    var note = try checkpoint.signed(by: signer)
    note.sign(with: witness)
    self.note = note
  }

  func inclusion(of index: Int) -> TlogProof {
    TlogProof(
      extra: entries[index], index: UInt64(index),
      hashes: ReferenceTree.path(index, tree.leafHashes[...]), note: note)
  }

  func consistency(old: Int, new: Int) -> ConsistencyProof {
    ConsistencyProof(
      old: .init(size: UInt64(old), root: tree.root(old)),
      new: .init(size: UInt64(new), root: tree.root(new)),
      hashes: ReferenceTree.subproof(old, tree.leafHashes[..<new], true),
      signedHashes: ReferenceTree.subproof(new, tree.leafHashes[...], true), note: note)
  }
}
