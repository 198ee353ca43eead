/// A text and the signatures under it.
///
/// ```
/// text, one or more lines, each ended by a line feed
/// (an empty line)
/// — name base64(key id || signature)
/// ```
/// What is signed is the text with its last line feed and without the empty line.
/// Source: C2SP signed-note.
public struct SignedNote: Equatable, Sendable {
  /// The most bytes of a note that is read.
  public static let sizeBytesMax = 1 << 20
  /// The most signatures of a note that is read.
  public static let signatureCountMax = 100

  /// One signature line.
  public struct Signature: Equatable, Sendable {
    /// The name of the key that is said to have signed.
    public var name: String
    /// The id of that key.
    public var keyID: UInt32
    /// What follows the key id; for Ed25519 the 64 bytes of the signature.
    public var bytes: [UInt8]

    public init(name: String, keyID: UInt32, bytes: [UInt8]) {
      self.name = name
      self.keyID = keyID
      self.bytes = bytes
    }
  }

  /// The signed text, which ends with a line feed.
  public let text: String
  /// The signatures in the order of their lines.
  public private(set) var signatures: [Signature]

  /// Begins a note that nobody has signed yet.
  ///
  /// - Throws: `NoteError.text` where the text does not end with a line feed or holds another
  ///   control character.
  public init(text: String) throws(NoteError) {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 || $0 == SignedNote.lineFeed }
    guard isPlain, text.utf8.last == SignedNote.lineFeed else { throw .text }
    self.text = text
    signatures = []
  }

  /// The note under this key's signatures alone: what is stamped, so that it never changes.
  public func signed(onlyBy key: VerifierKey) -> SignedNote {
    var note = self
    note.signatures.removeAll { !key.claims($0) }
    return note
  }

  /// Adds a signature over the text.
  public mutating func sign(with key: borrowing SigningKey) {
    let message = Array(text.utf8)
    signatures.append(
      Signature(
        name: key.verifierKey.name, keyID: key.verifierKey.id, bytes: key.sign(message.span)))
  }

  /// Adds a signature that somebody else made.
  public mutating func add(_ signature: Signature) { signatures.append(signature) }

  /// Checks the signatures of the keys that are known, and gives those keys.
  ///
  /// Signatures of other keys are ignored. A key is found by its name and id together.
  /// - Throws: `NoteError.badSignature` where a known key's signature does not fit the text, and
  ///   `NoteError.unsigned` where no known key has signed.
  public func verify(with keys: [VerifierKey]) throws(NoteError) -> [VerifierKey] {
    let message = Array(text.utf8)
    var signers: [VerifierKey] = []
    for signature in signatures {
      let known = keys.first {
        $0.id == signature.keyID && $0.name.utf8.elementsEqual(signature.name.utf8)
      }
      guard let known else { continue }
      guard known.isSignature(signature.bytes.span, of: message.span) else {
        throw .badSignature(name: signature.name, id: signature.keyID)
      }
      if !signers.contains(known) { signers.append(known) }
    }
    guard !signers.isEmpty else { throw .unsigned }
    return signers
  }
}
