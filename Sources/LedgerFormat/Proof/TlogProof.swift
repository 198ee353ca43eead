/// The proof that an entry is in a ledger, in one text that is checked without the ledger.
///
/// ```
/// c2sp.org/tlog-proof@v1
/// extra base64              (may be missing)
/// index decimal
/// base64 of a hash          (as many as the path has, the leaf's sibling first)
/// (an empty line)
/// the signed checkpoint, verbatim
/// ```
/// This package's own proofs carry the entry's bytes in the extra line. The line is not
/// authenticated, and need not be: what is proved is the hash of the bytes, whoever hands them over.
/// Source: C2SP tlog-proof.
public struct TlogProof: Equatable, Sendable {
  /// The first line.
  public static let header = "c2sp.org/tlog-proof@v1"

  /// What the extra line carries; in this package's own proofs the entry. Nil without that line.
  public var extra: [UInt8]?
  /// The entry's place in the ledger.
  public var index: UInt64
  /// The path from the leaf to the root, the leaf's sibling first.
  public var hashes: [Hash]
  /// The signed checkpoint.
  public var note: SignedNote

  public init(extra: [UInt8]?, index: UInt64, hashes: [Hash], note: SignedNote) {
    self.extra = extra
    self.index = index
    self.hashes = hashes
    self.note = note
  }

  /// Reads a proof; nothing is checked yet but its form.
  ///
  /// Every accepted text is written by `bytes` exactly as it was.
  /// - Throws: `ProofFileError.line` naming the line that is not what belongs there, `.note` where
  ///   what follows is no signed note.
  public init(_ bytes: Span<UInt8>) throws(ProofFileError) {
    var lines = ProofLines()
    try lines.expect(TlogProof.header, bytes)
    var line = try lines.next(bytes)
    if let value = ProofLines.value(of: "extra", line) {
      guard let decoded = Base64.decode(Array(value).span) else { throw .line(lines.number) }
      extra = decoded
      line = try lines.next(bytes)
    }
    guard let index = ProofLines.value(of: "index", line).flatMap(Decimal.read) else {
      throw .line(lines.number)
    }
    self.index = index
    hashes = try lines.hashes(upTo: "", bytes)
    note = try lines.note(bytes)
  }

  /// The proof as it is stored and sent.
  public var bytes: [UInt8] {
    var text = TlogProof.header + "\n"
    if let extra { text += "extra " + Base64.encode(extra.span) + "\n" }
    text += "index " + String(index) + "\n" + ProofLines.text(hashes) + "\n"
    return Array(text.utf8) + note.bytes
  }

  /// Checks that the ledger of `key` has these bytes as entry number `index`, as
  /// `verify(entry:policy:_:)` does.
  public func verify(
    entry: Span<UInt8>, key: VerifierKey, _ hasher: inout Hasher
  ) throws(ProofFileError) -> Checkpoint {
    try verify(entry: entry, policy: TrustPolicy(logs: [key]), &hasher).checkpoint
  }

  /// Checks that a ledger which the policy accepts has these bytes as entry number `index`.
  ///
  /// - Returns: the checkpoint, in whose tree the entry is, and who vouches for it.
  /// - Throws: `ProofFileError.note` where the policy does not accept the checkpoint, `.proof` where
  ///   the hashes do not lead from this entry to the signed root.
  public func verify(
    entry: Span<UInt8>, policy: TrustPolicy, _ hasher: inout Hasher
  ) throws(ProofFileError) -> AcceptedCheckpoint {
    let accepted: AcceptedCheckpoint
    do { accepted = try policy.judge(note) } catch { throw .note(error) }
    let leafHash = hasher.leafHash(entry)
    do {
      try MerkleTree.verifyInclusion(
        leafHash: leafHash, index: index, size: accepted.checkpoint.size, proof: hashes,
        root: accepted.checkpoint.root, &hasher)
    } catch { throw .proof(error) }
    return accepted
  }
}
