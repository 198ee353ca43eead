/// A witness's public key and the name it signs under, as `name+keyid+base64`.
///
/// A type of its own beside `VerifierKey`, because the two sign different messages: a witness says
/// "the largest tree I know of at this time", a ledger "my tree". Ed25519 only, type 4; this version
/// knows of ML-DSA-44 (type 6) no more than that it is a witness's. Source: C2SP tlog-cosignature.
public struct CosignerKey: Hashable, Sendable {
  /// The signature type of a cosignature by Ed25519.
  public static let ed25519: UInt8 = 4
  /// The signature type of a cosignature by ML-DSA-44, which OpenSSL has from version 3.5 on.
  public static let mlDSA44: UInt8 = 6
  /// The bytes of an ML-DSA-44 public key.
  static let mlDSA44PublicKeySizeBytes = 1_312

  /// The witness's name in its signature lines.
  public let name: String
  /// The key id.
  public let id: UInt32
  /// The 32 bytes of the public key.
  public let publicKey: [UInt8]

  /// Names a public key.
  ///
  /// - Throws: `NoteError.name` for a name that no key may have, `NoteError.keySize` where the key
  ///   is not of 32 bytes.
  public init(name: String, publicKey: [UInt8]) throws(NoteError) {
    guard VerifierKey.isName(name) else { throw .name(name) }
    guard publicKey.count == VerifierKey.publicKeySizeBytes else {
      throw .keySize(publicKey.count)
    }
    self.name = name
    self.publicKey = publicKey
    id = KeyText(name: name, type: CosignerKey.ed25519, publicKey: publicKey).id
  }

  /// Reads `name+keyid+base64`.
  ///
  /// - Throws: `NoteError` where the text is not of that form, the key is not of type 4, or the id
  ///   is not the key's.
  public init(_ text: String) throws(NoteError) {
    let read = try KeyText(text)
    guard read.type == CosignerKey.ed25519 else { throw .keyType(read.type) }
    try self.init(name: read.name, publicKey: read.publicKey)
  }

  /// The key as `name+keyid+base64`.
  public var text: String {
    KeyText(name: name, type: CosignerKey.ed25519, publicKey: publicKey).text
  }

  /// True where a signature line says that it is this key's.
  public func claims(_ signature: SignedNote.Signature) -> Bool {
    signature.keyID == id && signature.name.utf8.elementsEqual(name.utf8)
  }
}

extension CosignerKey: CustomStringConvertible {
  public var description: String { text }
}
