/// What a ledger's signed checkpoint says: whose tree it is, how large, and its root.
///
/// ```
/// origin
/// size in decimal digits
/// root in base64
/// further lines, which this package does not write
/// ```
/// Source: C2SP tlog-checkpoint.
public struct Checkpoint: Equatable, Sendable {
  /// The ledger's name, which is its key's.
  public var origin: String
  /// The number of entries in the tree.
  public var size: UInt64
  /// The root over them.
  public var root: Hash
  /// Lines after the third, each without its line feed; none in this package's own checkpoints.
  public var extensions: [String]

  public init(origin: String, size: UInt64, root: Hash, extensions: [String] = []) {
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// Reads a note's text.
  ///
  /// - Throws: `NoteError.checkpointLine` naming the line that is not what belongs there.
  public init(text: String) throws(NoteError) {
    var lines = text.utf8.split(separator: SignedNote.lineFeed, omittingEmptySubsequences: false)
    guard lines.count > 3, lines.removeLast().isEmpty else { throw .checkpointLine(lines.count) }
    if let empty = lines.firstIndex(where: \.isEmpty) { throw .checkpointLine(empty + 1) }
    guard let size = Decimal.read(lines[1]) else { throw .checkpointLine(2) }
    guard let bytes = Base64.decode(String(Substring(lines[2]))), bytes.count == Hash.sizeBytes
    else { throw .checkpointLine(3) }
    self.init(
      origin: String(Substring(lines[0])), size: size, root: Hash(bytes.span),
      extensions: lines[3...].map { String(Substring($0)) })
  }

  /// The text that is signed.
  public var text: String {
    ([origin, String(size), Base64.encode(root)] + extensions).map { $0 + "\n" }.joined()
  }

  /// Reads a signed checkpoint and checks that `key` signed it for the ledger of the same name.
  ///
  /// - Throws: `NoteError` where it is not a note, not signed by the key, not a checkpoint, or one
  ///   of another origin.
  public static func open(
    _ bytes: Span<UInt8>, key: VerifierKey
  ) throws(NoteError) -> Checkpoint {
    try open(SignedNote(bytes), key: key)
  }

  /// Checks that `key` signed a note, and that it is a checkpoint of the ledger of the same name.
  ///
  /// - Throws: `NoteError` where it is not signed by the key, not a checkpoint, or one of another
  ///   origin.
  public static func open(
    _ note: SignedNote, key: VerifierKey
  ) throws(NoteError) -> Checkpoint {
    _ = try note.verify(with: [key])
    let checkpoint = try Checkpoint(text: note.text)
    guard checkpoint.origin.utf8.elementsEqual(key.name.utf8) else {
      throw .origin(expected: key.name, found: checkpoint.origin)
    }
    return checkpoint
  }

  /// The checkpoint as a note under the ledger's signature.
  ///
  /// - Throws: `NoteError.origin` where the key is another ledger's, `NoteError.text` where a line
  ///   holds a control character.
  public func signed(by key: borrowing SigningKey) throws(NoteError) -> SignedNote {
    let name = key.verifierKey.name
    guard origin.utf8.elementsEqual(name.utf8) else {
      throw .origin(expected: name, found: origin)
    }
    var note = try SignedNote(text: text)
    note.sign(with: key)
    return note
  }
}
