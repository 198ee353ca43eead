/// What a ledger asks of a witness: to cosign a checkpoint, with the proof that it continues the tree
/// that the witness knows.
///
/// ```
/// old decimal               (the size of the tree that the witness knows; 0 for none)
/// base64 of a hash          (the proof from there to the checkpoint, none or more lines)
/// (an empty line)
/// the signed checkpoint, verbatim
/// ```
/// Source: C2SP tlog-witness, the body of `add-checkpoint`.
public struct AddCheckpointRequest: Equatable, Sendable {
  /// What the first line begins with, by which a request is told from a checkpoint: no ledger's
  /// name has a space.
  private static let firstWord = "old"

  public var oldSize: UInt64
  public var hashes: [Hash]
  public var note: SignedNote

  public init(oldSize: UInt64, hashes: [Hash], note: SignedNote) {
    self.oldSize = oldSize
    self.hashes = hashes
    self.note = note
  }

  /// True where the bytes begin as a request does.
  public static func isBeginning(_ bytes: Span<UInt8>) -> Bool {
    let start = Array((firstWord + " ").utf8)
    return bytes.count >= start.count && start.indices.allSatisfy { bytes[$0] == start[$0] }
  }

  /// Reads a request; nothing is checked yet but its form.
  ///
  /// Every accepted text is written by `bytes` exactly as it was.
  /// - Throws: `ProofFileError.line` naming the line that is not what belongs there, `.note` where
  ///   what follows is no signed note.
  public init(_ bytes: Span<UInt8>) throws(ProofFileError) {
    var lines = ProofLines()
    let first = try lines.next(bytes)
    guard let digits = ProofLines.value(of: AddCheckpointRequest.firstWord, first),
      let size = Decimal.read(digits)
    else { throw .line(lines.number) }
    oldSize = size
    hashes = try lines.hashes(upTo: "", bytes)
    note = try lines.note(bytes)
  }

  /// The request as it is sent.
  public var bytes: [UInt8] {
    let head = AddCheckpointRequest.firstWord + " " + String(oldSize) + "\n"
    return Array((head + ProofLines.text(hashes) + "\n").utf8) + note.bytes
  }
}
