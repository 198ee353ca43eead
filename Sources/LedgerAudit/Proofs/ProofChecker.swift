public import LedgerFormat

/// What a proof proves, to whoever trusts the key.
public enum ProvedStatement: Equatable, Sendable {
  /// An entry is in the ledger.
  case inclusion(ProvedEntry)
  /// The ledger only grew between two sizes.
  case consistency(ProvedGrowth)
  /// An auditor who is trusted signed this report.
  case report(ProvedReport)
  /// A ledger that is trusted signed this tree.
  case checkpoint(AcceptedCheckpoint)
}

/// An entry that is in the tree of a signed checkpoint.
public struct ProvedEntry: Equatable, Sendable {
  /// The signed checkpoint, and who vouches for it.
  public var accepted: AcceptedCheckpoint
  /// The entry's place in the ledger.
  public var index: UInt64
  public var leafHash: Hash
  /// The entry, where its bytes are one of this format; nil for a foreign or newer one, whose
  /// bytes are proved nevertheless.
  public var entry: Entry?
}

/// An auditor's report that somebody who is trusted signed.
public struct ProvedReport: Equatable, Sendable {
  public var signers: [VerifierKey]
  /// The report, in the language that its second line names.
  public var text: String
}

/// Two trees, the newer of which continues the older, both continued by a signed one.
public struct ProvedGrowth: Equatable, Sendable {
  /// The signed checkpoint, and who vouches for it.
  public var accepted: AcceptedCheckpoint
  public var old: ConsistencyProof.Tree
  public var new: ConsistencyProof.Tree
}

/// Checks proofs without a ledger: with a policy that says whom to trust, and nothing else.
public struct ProofChecker: Sendable {
  /// Who must have signed and cosigned; signatures of keys that it does not name are passed over.
  public let policy: TrustPolicy
  /// The bytes of the entry that is to be proved; nil to take them from the proof's extra line.
  public var entry: [UInt8]?
  /// A checkpoint that the caller holds, with which the trees that a proof tells of must agree.
  public var held: Checkpoint?

  public init(policy: TrustPolicy) { self.policy = policy }

  /// Checks one proof.
  ///
  /// - Throws: `ProofFileError`, by which nothing is proved.
  public func check(_ file: ProofFile) throws(ProofFileError) -> ProvedStatement {
    var hasher = Hasher()
    switch file {
    case .inclusion(let proof): return .inclusion(try check(proof, &hasher))
    case .consistency(let proof): return .consistency(try check(proof, &hasher))
    case .report(let note):
      if let held { throw .otherSize(held: held.size) }
      do {
        return .report(ProvedReport(signers: try note.verify(with: policy.logs), text: note.text))
      } catch { throw .note(error) }
    case .checkpoint(let note):
      let accepted: AcceptedCheckpoint
      do { accepted = try policy.judge(note) } catch { throw .note(error) }
      try agree(with: [ConsistencyProof.Tree(accepted.checkpoint)])
      return .checkpoint(accepted)
    }
  }

  /// Holds the caller's checkpoint against the trees that a proof tells of.
  private func agree(with trees: [ConsistencyProof.Tree]) throws(ProofFileError) {
    guard let held else { return }
    guard let tree = trees.first(where: { $0.size == held.size }) else {
      throw .otherSize(held: held.size)
    }
    guard tree.root == held.root else {
      throw .contradiction(size: held.size, proved: tree.root, held: held.root)
    }
  }

  private func check(
    _ proof: TlogProof, _ hasher: inout Hasher
  ) throws(ProofFileError) -> ProvedEntry {
    guard let bytes = entry ?? proof.extra else { throw .entryMissing }
    let accepted = try proof.verify(entry: bytes.span, policy: policy, &hasher)
    try agree(with: [ConsistencyProof.Tree(accepted.checkpoint)])
    let entry = try? Entry(bytes.span)
    if let entry, entry.index != proof.index {
      throw .entryIndex(written: entry.index, proved: proof.index)
    }
    return ProvedEntry(
      accepted: accepted, index: proof.index, leafHash: hasher.leafHash(bytes.span),
      entry: entry)
  }

  private func check(
    _ proof: ConsistencyProof, _ hasher: inout Hasher
  ) throws(ProofFileError) -> ProvedGrowth {
    let accepted = try proof.verify(policy: policy, &hasher)
    try agree(with: [proof.old, proof.new, ConsistencyProof.Tree(accepted.checkpoint)])
    return ProvedGrowth(accepted: accepted, old: proof.old, new: proof.new)
  }
}

extension ConsistencyProof.Tree {
  fileprivate init(_ checkpoint: Checkpoint) {
    self.init(size: checkpoint.size, root: checkpoint.root)
  }
}
