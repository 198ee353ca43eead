/// A public key and the name it signs under, as `name+keyid+base64`.
///
/// The key id is the first four bytes of SHA-256(name || LF || type || key), written in eight
/// hexadecimal digits; it is a hint for finding a signature, not a proof of anything.
/// Source: C2SP signed-note. Of ledgers and parties, whose keys are Ed25519, type 1; a witness's is a
/// `CosignerKey`, so that neither is taken for the other.
public struct VerifierKey: Hashable, Sendable {
  /// The signature type of Ed25519.
  public static let ed25519: UInt8 = 1
  /// The bytes of an Ed25519 public key.
  public static let publicKeySizeBytes = 32

  /// The key's name; for a ledger's own key the ledger's origin.
  public let name: String
  /// The key id.
  public let id: UInt32
  /// The 32 bytes of the public key.
  public let publicKey: [UInt8]

  /// Names a public key.
  ///
  /// - Throws: `NoteError.name` where the name is empty or holds white space, a control character
  ///   or `+`, and `NoteError.keySize` where the key is not of 32 bytes.
  public init(name: String, publicKey: [UInt8]) throws(NoteError) {
    guard VerifierKey.isName(name) else { throw .name(name) }
    guard publicKey.count == VerifierKey.publicKeySizeBytes else {
      throw .keySize(publicKey.count)
    }
    self.name = name
    self.publicKey = publicKey
    id = KeyText(name: name, type: VerifierKey.ed25519, publicKey: publicKey).id
  }

  /// Reads `name+keyid+base64`.
  ///
  /// - Throws: `NoteError` where the text is not of that form, the key is not Ed25519, or the id is
  ///   not the key's.
  public init(_ text: String) throws(NoteError) {
    let read = try KeyText(text)
    guard read.type == VerifierKey.ed25519 else { throw .keyType(read.type) }
    try self.init(name: read.name, publicKey: read.publicKey)
  }

  /// True where a signature line says that it is this key's.
  public func claims(_ signature: SignedNote.Signature) -> Bool {
    signature.keyID == id && signature.name.utf8.elementsEqual(name.utf8)
  }

  /// The key as `name+keyid+base64`.
  public var text: String {
    KeyText(name: name, type: VerifierKey.ed25519, publicKey: publicKey).text
  }

  /// True for what a key may be called: not empty, without white space, control characters and `+`.
  public static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy { scalar in
        let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        return scalar != "+" && !isControl && !scalar.properties.isWhitespace
      }
  }

  /// A key id in eight hexadecimal digits.
  public static func hex(_ id: UInt32) -> String {
    let digits = String(id, radix: 16)
    return String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }
}

extension VerifierKey: CustomStringConvertible {
  public var description: String { text }
}
