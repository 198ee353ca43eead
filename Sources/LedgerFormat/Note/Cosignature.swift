/// What a witness says of a ledger: at this time, this was the largest tree I knew of it, and it
/// continues all that I knew before.
///
/// | bytes | content |
/// |---|---|
/// | 8 | the time, u64 big-endian, seconds since 1970-01-01T00:00:00Z |
/// | 64 | Ed25519 signature over `message(time:text:)` |
///
/// In a signed note these bytes follow the key id. Source: C2SP tlog-cosignature, cosignature/v1.
public struct Cosignature: Equatable, Sendable {
  /// The bytes of a cosignature without its key id.
  public static let sizeBytes = 8 + SigningKey.signatureSizeBytes
  /// The latest time that a cosignature may tell.
  public static let secondsMax = UInt64(Int64.max)

  /// When the witness signed, in seconds since 1970-01-01T00:00:00Z.
  public let seconds: UInt64
  /// The 64 bytes over `message(time:text:)`.
  public let signature: [UInt8]

  /// Takes apart what follows the key id on a signature line; nil where it has another length or a
  /// time that none may have.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Cosignature.sizeBytes else { return nil }
    seconds = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    guard seconds <= Cosignature.secondsMax else { return nil }
    signature = Array(bytes[8...])
  }

  /// Signs a checkpoint's text as a witness.
  ///
  /// - Parameter seconds: the time, at most `secondsMax`.
  /// - Precondition: the caller has stored that this is its largest tree of the ledger.
  init(_ text: String, seconds: UInt64, by key: borrowing SigningKey) {
    precondition(seconds <= Cosignature.secondsMax, "a time of 63 bits")
    self.seconds = seconds
    signature = key.sign(Cosignature.message(text, seconds: seconds).span)
  }

  /// The bytes after the key id.
  public var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: seconds >> UInt64(56 - 8 * $0)) } + signature
  }

  /// What is signed: a line that no ledger signs, the time, and the checkpoint's text.
  static func message(_ text: String, seconds: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(seconds)\n\(text)".utf8)
  }

  /// True where the key made this cosignature of a checkpoint's text.
  public func isMade(by key: CosignerKey, of text: String) -> Bool {
    VerifierKey.isSignature(
      signature.span, of: Cosignature.message(text, seconds: seconds).span,
      byEd25519: key.publicKey)
  }
}

extension SignedNote {
  /// Makes a witness's signature line under this note; the note itself is left as it is.
  ///
  /// - Throws: never for a key that has a name; `NoteError` as `CosignerKey` does.
  public func cosignature(
    by key: borrowing SigningKey, seconds: UInt64
  ) throws(NoteError) -> Signature {
    let name = key.verifierKey.name
    let cosigner = try CosignerKey(name: name, publicKey: key.verifierKey.publicKey)
    let cosignature = Cosignature(text, seconds: seconds, by: key)
    return Signature(name: name, keyID: cosigner.id, bytes: cosignature.bytes)
  }

  /// Checks the cosignatures of the witnesses that are known, and gives each witness that cosigned
  /// with the earliest time that it told.
  ///
  /// The order is that of `keys`. Signatures of other keys are ignored.
  /// - Throws: `NoteError.badSignature` where a known witness's cosignature does not fit the text.
  public func cosigners(
    among keys: [CosignerKey]
  ) throws(NoteError) -> [(key: CosignerKey, seconds: UInt64)] {
    var earliest: [Int: UInt64] = [:]
    for signature in signatures {
      guard let position = keys.firstIndex(where: { $0.claims(signature) }) else { continue }
      guard let cosignature = Cosignature(signature.bytes),
        cosignature.isMade(by: keys[position], of: text)
      else { throw .badSignature(name: signature.name, id: signature.keyID) }
      earliest[position] = min(cosignature.seconds, earliest[position] ?? .max)
    }
    return earliest.sorted { $0.key < $1.key }.map { (keys[$0.key], $0.value) }
  }
}
