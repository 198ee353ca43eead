/// What a witness may cosign: nothing smaller than the largest tree that it knows of a ledger, and
/// nothing that does not continue it.
///
/// Of a ledger that it does not know it takes any checkpoint under the ledger's key as the beginning:
/// what it says from then on is that the ledger never went back behind that one.
/// Source: C2SP tlog-witness. Pure: who calls it stores the tree before the cosignature leaves.
public struct WitnessRule {
  /// A tree by its size and root.
  public typealias Tree = ConsistencyProof.Tree

  /// The key of the ledger that is witnessed.
  public let log: VerifierKey
  /// The largest tree that the witness has cosigned; nil for none.
  public let known: Tree?

  public init(log: VerifierKey, known: Tree?) {
    self.log = log
    self.known = known
  }

  /// Judges a request, and gives the checkpoint that may be cosigned.
  ///
  /// - Throws: `WitnessRefusal`; nothing is cosigned then.
  public func judge(
    _ request: AddCheckpointRequest, _ hasher: inout Hasher
  ) throws(WitnessRefusal) -> Checkpoint {
    let checkpoint = try opened(request.note)
    let size = checkpoint.size
    guard request.oldSize <= size else { throw .oldSizeAhead(old: request.oldSize, size: size) }
    guard request.oldSize == known?.size ?? 0 else {
      throw .otherSize(known: known?.size ?? 0, old: request.oldSize)
    }
    let target = Tree(size: size, root: checkpoint.root)
    try continues(
      known ?? Tree(size: 0, root: MerkleTree.emptyRoot), target, request.hashes, &hasher)
    return checkpoint
  }

  /// Judges a checkpoint alone, or with this package's own proof of growth.
  ///
  /// The proof may end at the checkpoint, or go on from there: only its way to the checkpoint counts.
  /// - Throws: `WitnessRefusal`; nothing is cosigned then.
  public func judge(
    _ note: SignedNote, proof: ConsistencyProof?, _ hasher: inout Hasher
  ) throws(WitnessRefusal) -> Checkpoint {
    let checkpoint = try opened(note)
    let target = Tree(size: checkpoint.size, root: checkpoint.root)
    guard let known, known.size > 0 else {
      try continues(Tree(size: 0, root: MerkleTree.emptyRoot), target, [], &hasher)
      return checkpoint
    }
    guard target.size >= known.size else { throw .smaller(known: known.size, size: target.size) }
    if target.size == known.size {
      try continues(known, target, [], &hasher)
      return checkpoint
    }
    guard let proof else { throw .proofMissing(known: known.size, size: target.size) }
    guard proof.old.size == known.size else {
      throw .otherSize(known: known.size, old: proof.old.size)
    }
    guard proof.old.root == known.root else {
      throw .contradiction(size: known.size, known: known.root, found: proof.old.root)
    }
    guard proof.new != target else {
      try continues(known, target, proof.hashes, &hasher)
      return checkpoint
    }
    try continues(known, proof.new, proof.hashes, &hasher)
    try continues(proof.new, target, proof.signedHashes, &hasher)
    return checkpoint
  }

  /// The checkpoint that the ledger's key signed.
  private func opened(_ note: SignedNote) throws(WitnessRefusal) -> Checkpoint {
    if let read = try? Checkpoint(text: note.text), !read.origin.utf8.elementsEqual(log.name.utf8) {
      throw .otherLedger(expected: log.name, found: read.origin)
    }
    do { return try Checkpoint.open(note, key: log) } catch { throw .note(error) }
  }

  private func continues(
    _ old: Tree, _ new: Tree, _ hashes: [Hash], _ hasher: inout Hasher
  ) throws(WitnessRefusal) {
    if old.size == new.size, hashes.isEmpty {
      guard old.root == new.root else {
        throw .contradiction(size: old.size, known: old.root, found: new.root)
      }
      return
    }
    if old.size == 0 {
      guard hashes.isEmpty else { throw .proof(.hashCount(hashes.count)) }
      return
    }
    do {
      try MerkleTree.verifyConsistency(
        old: old.size, oldRoot: old.root, new: new.size, newRoot: new.root, proof: hashes, &hasher)
    } catch { throw .proof(error) }
  }
}
