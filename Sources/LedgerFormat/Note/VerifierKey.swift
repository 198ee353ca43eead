/// A public key and the name it signs under, as `name+keyid+base64`.
///
/// The key id is the first four bytes of SHA-256(name || LF || type || key), written in eight
/// hexadecimal digits; it is a hint for finding a signature, not a proof of anything.
/// Source: C2SP signed-note. Only Ed25519, type 1, is known to this version.
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
    var hasher = Hasher()
    let message = Array(name.utf8) + [0x0A, VerifierKey.ed25519] + publicKey
    id = hasher.digest(message.span).bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Reads `name+keyid+base64`.
  ///
  /// - Throws: `NoteError` where the text is not of that form, the key is not Ed25519, or the id is
  ///   not the key's.
  public init(_ text: String) throws(NoteError) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let id = VerifierKey.keyID(parts[1]),
      let encoded = Base64.decode(String(parts[2])), let type = encoded.first
    else { throw .verifierKey(text) }
    guard type == VerifierKey.ed25519 else { throw .keyType(type) }
    try self.init(name: String(parts[0]), publicKey: Array(encoded.dropFirst()))
    guard self.id == id else { throw .keyID(expected: self.id, found: id) }
  }

  /// The key as `name+keyid+base64`.
  public var text: String {
    let encoded = [VerifierKey.ed25519] + publicKey
    return name + "+" + VerifierKey.hex(id) + "+" + Base64.encode(encoded.span)
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

  private static func keyID(_ text: Substring) -> UInt32? {
    let digits = text.utf8
    guard digits.count == 8,
      digits.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    return UInt32(text, radix: 16)
  }
}

extension VerifierKey: CustomStringConvertible {
  public var description: String { text }
}
