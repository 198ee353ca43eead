/// The proof that a ledger only grew between two sizes, in one text that is checked without it.
///
/// ```
/// hazledger/consistency@v1
/// old decimal base64        (size and root of the older tree)
/// new decimal base64        (size and root of the newer tree)
/// base64 of a hash          (the proof from the older to the newer tree)
/// signed
/// base64 of a hash          (the proof from the newer to the signed tree; none where it is that)
/// (an empty line)
/// the signed checkpoint, verbatim
/// ```
/// No C2SP text has this form. Both sizes may be any: what vouches for their roots is the one signed
/// tree, which was proved to continue them.
public struct ConsistencyProof: Equatable, Sendable {
  /// The first line.
  public static let header = "hazledger/consistency@v1"
  private static let signedLine = "signed"

  /// A tree by its size and root.
  public struct Tree: Equatable, Sendable {
    public var size: UInt64
    public var root: Hash

    public init(size: UInt64, root: Hash) {
      self.size = size
      self.root = root
    }
  }

  public var old: Tree
  public var new: Tree
  /// The proof from the older to the newer tree.
  public var hashes: [Hash]
  /// The proof from the newer to the signed tree.
  public var signedHashes: [Hash]
  /// The signed checkpoint, of at least as many entries as the newer tree.
  public var note: SignedNote

  public init(old: Tree, new: Tree, hashes: [Hash], signedHashes: [Hash], note: SignedNote) {
    self.old = old
    self.new = new
    self.hashes = hashes
    self.signedHashes = signedHashes
    self.note = note
  }

  /// Reads a proof; nothing is checked yet but its form.
  ///
  /// Every accepted text is written by `bytes` exactly as it was.
  /// - Throws: `ProofFileError.line` naming the line that is not what belongs there, `.note` where
  ///   what follows is no signed note.
  public init(_ bytes: Span<UInt8>) throws(ProofFileError) {
    var lines = ProofLines()
    try lines.expect(ConsistencyProof.header, bytes)
    old = try ConsistencyProof.tree("old", &lines, bytes)
    new = try ConsistencyProof.tree("new", &lines, bytes)
    hashes = try lines.hashes(upTo: ConsistencyProof.signedLine, bytes)
    signedHashes = try lines.hashes(upTo: "", bytes)
    note = try lines.note(bytes)
  }

  /// The proof as it is stored and sent.
  public var bytes: [UInt8] {
    let text =
      ConsistencyProof.header + "\n" + ConsistencyProof.line("old", old)
      + ConsistencyProof.line("new", new) + ProofLines.text(hashes)
      + ConsistencyProof.signedLine + "\n" + ProofLines.text(signedHashes) + "\n"
    return Array(text.utf8) + note.bytes
  }

  /// Checks that a ledger which the policy accepts had both trees, the newer continuing the older.
  ///
  /// An older tree without entries is refused: every tree continues it.
  /// - Returns: the signed checkpoint, whose tree continues both, and who vouches for it.
  /// - Throws: `ProofFileError.note` where the policy does not accept the checkpoint, `.proof` where
  ///   the hashes do not lead from tree to tree.
  public func verify(
    policy: TrustPolicy, _ hasher: inout Hasher
  ) throws(ProofFileError) -> AcceptedCheckpoint {
    let accepted: AcceptedCheckpoint
    do { accepted = try policy.judge(note) } catch { throw .note(error) }
    do {
      try MerkleTree.verifyConsistency(
        old: old.size, oldRoot: old.root, new: new.size, newRoot: new.root, proof: hashes,
        &hasher)
      try MerkleTree.verifyConsistency(
        old: new.size, oldRoot: new.root, new: accepted.checkpoint.size,
        newRoot: accepted.checkpoint.root, proof: signedHashes, &hasher)
    } catch { throw .proof(error) }
    return accepted
  }

  /// Checks that the ledger of `key` had both trees, as `verify(policy:_:)` does.
  public func verify(key: VerifierKey, _ hasher: inout Hasher) throws(ProofFileError) -> Checkpoint
  {
    try verify(policy: TrustPolicy(logs: [key]), &hasher).checkpoint
  }

  private static func line(_ word: String, _ tree: Tree) -> String {
    word + " " + String(tree.size) + " " + Base64.encode(tree.root) + "\n"
  }

  private static func tree(
    _ word: String, _ lines: inout ProofLines, _ bytes: Span<UInt8>
  ) throws(ProofFileError) -> Tree {
    let line = try lines.next(bytes)
    guard let value = ProofLines.value(of: word, line),
      let space = value.firstIndex(of: UInt8(ascii: " ")),
      let size = Decimal.read(value[..<space]), let root = ProofLines.hash(value[(space + 1)...])
    else { throw .line(lines.number) }
    return Tree(size: size, root: root)
  }
}
